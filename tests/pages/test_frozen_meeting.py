"""A meeting prepared on version 1, three publications later: its file is gone, its documents are the same."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from dashboard.analyses.agenda import proposed
from dashboard.analyses.meeting_preparation import basis, registered
from dashboard.config import Settings, settings
from dashboard.domain.comparison import Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.registry.agenda import agenda
from dashboard.registry.review_meetings import DecisionForm, create_meeting, record_decision
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import measure, reference, site, stage
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import text_of

NOW = dt.datetime(2025, 1, 10, 9, tzinfo=dt.UTC)
FILES = {"pack": ("revue.pptx", "revue.pdf"), "minutes": ("compte-rendu.pdf",)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sites, half of whose answers are favourable, and a meeting on them."""
    chosen = settings({"BAROMETRE_HOME": str(tmp_path_factory.mktemp("frozen"))})
    months = [f"2024-{month:02}" for month in range(1, 13)]
    stage(chosen, sites=[site("A"), site("B")])
    stage(chosen, measures=[measure(code, month, numerator=30, denominator=60) for code in "AB" for month in months])
    assert publish(chosen, reference()).number == 1
    prepare(chosen)
    return chosen.home


def prepare(chosen: Settings) -> None:
    reader, held_on = open_current(chosen), dt.date(2025, 1, 15)
    opening, closing = registered(reader, chosen, Scope(), {}, held_on)
    found = proposed(reader, Scope(), chosen, Period.year(2024), Against.LAST_YEAR, "Tous les services")
    items = (*opening, *found, *closing)
    number = create_meeting(
        chosen, "Comité", held_on, {}, 1, "secrétaire", NOW, items, "Tous les services, 2024", basis(reader, chosen)
    )
    assert [kept.item.figure.text for kept in agenda(chosen, number) if kept.item.figure] == ["50,0\u00a0%"]
    about = {"indicator": "share", "site": "A", "about": "Part, Site A"}
    record_decision(chosen, number, DecisionForm("Ouvrir un guichet.", "le greffe", **about), "secrétaire", NOW)


def test_later_publications_change_no_document(command, home: Path, open_page: OpenPage, tmp_path: Path) -> None:
    before = written(command, tmp_path / "before")
    chosen = settings({"BAROMETRE_HOME": str(home)})
    stage(chosen, sites=[site("A", label="Nouveau nom")])
    for version, favourable in ((2, 36), (3, 42), (4, 48)):
        stage(chosen, measures=[measure("A", "2024-12", numerator=favourable, denominator=60)])
        assert publish(chosen, reference()).number == version
    assert not (home / "published" / "data-000001.duckdb").exists()
    assert written(command, tmp_path / "after") == before
    shown = text_of(open_page("meetings", home=home, reunion="1"))
    assert "Chiffres figés\u00a0: données version\u00a01. La version en service est la\u00a04." in shown
    assert "Depuis, 50,0\u00a0%\u00a0→ 51,2\u00a0%." in shown


def written(command, folder: Path) -> dict[str, bytes]:
    """The bytes of every document of the meeting, by the command line."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, files in FILES.items():
        for file in files:
            code, _, err = command(name, "--meeting", 1, "--out", folder / file)
            assert (code, err) == (0, "")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
