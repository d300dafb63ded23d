"""The poster on the sheet of a site: offered where there are premises, made when it is downloaded."""

import pytest

from dashboard.config import settings
from dashboard.posters import gathering
from dashboard.store import reads
from dashboard.store.store import open_current


@pytest.fixture
def sites(demonstration):
    return reads.sites(open_current(settings({"BAROMETRE_HOME": str(demonstration)})), levels=["site"])


@pytest.fixture
def gathered(monkeypatch):
    """The codes of the posters that were gathered."""
    asked = []
    monkeypatch.setattr(gathering, "site_results", lambda *arguments: asked.append(arguments))
    return asked


def test_an_open_panel_offers_two_formats_and_makes_none(open_page, sites, gathered):
    code = next(row.code for row in sites if row.active and row.observed and row.site_type == "TYP-TJ")
    app = open_page("sites", site=[code], panels=["poster"])
    assert not app.exception
    buttons = [one.proto for one in app.get("download_button")]
    assert {one.label for one in buttons} >= {"Affiche A4 (PDF)", "Affiche A3 (PDF)"}
    assert all(one.deferred_file_id for one in buttons if one.label.startswith("Affiche"))
    assert gathered == []


def test_a_closed_panel_holds_nothing(open_page, sites):
    code = next(row.code for row in sites if row.active and row.observed and row.site_type == "TYP-TJ")
    assert "Affiche A4 (PDF)" not in {one.proto.label for one in open_page("sites", site=[code]).get("download_button")}


def test_a_closed_site_has_no_poster(open_page, sites):
    code = next(row.code for row in sites if not row.active)
    app = open_page("sites", site=[code], panels=["poster"])
    assert not app.exception
    assert "Affiche A4 (PDF)" not in {one.proto.label for one in app.get("download_button")}
