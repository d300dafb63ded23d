"""The public pages of the demonstration: what is computed in advance is what they ask, and nothing withheld leaks."""

import re
from html import unescape

import pytest
from starlette.applications import Starlette

from dashboard.analyses.figures import figures
from dashboard.analyses.public_sites import public_sites
from dashboard.analyses.public_surveys import CLOSED, network_findings
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.surveys import calendar
from dashboard.analyses.usual_period import usual_period
from dashboard.config import settings
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.survey import SurveyState
from dashboard.server import public_copies, public_foresight
from dashboard.server.public_routes import public_routes
from dashboard.store import reads
from dashboard.ui import cache
from dashboard.ui.cache import CachedReader
from dashboard.wording import numerals
from tests.unit.asgi_client import Client


@pytest.fixture
def reader(demonstration, monkeypatch):
    monkeypatch.setenv("BAROMETRE_HOME", str(demonstration))
    cache.forget()
    public_copies.forget()
    return cache.reader()


@pytest.fixture
def client(reader):
    return Client(Starlette(routes=public_routes("")))


@pytest.fixture
def computed(reader):
    """Every view of the background, done."""
    for compute in public_foresight.views(reader, settings()):
        compute()


def open_sites(reader):
    return [one for one in reader.compute(public_sites).values() if one.active]


def test_a_page_finds_its_results_computed(reader, client, computed, monkeypatch):
    asked = []
    kept = CachedReader.read

    def noticed(self, name, /, **params):
        if name.startswith("observation"):
            asked.append(name)
        return kept(self, name, **params)

    monkeypatch.setattr(CachedReader, "read", noticed)
    for site in [one for one in open_sites(reader) if one.site_type][:40]:
        assert client.get(f"/public/sites/{site.code}").status_code == 200
    assert client.get("/public/").status_code == 200
    assert asked == []


def test_every_figure_of_a_page_is_a_figure_that_may_be_shown(reader, client, computed):
    """By site and indicator: a page holds the value of what is shown, and no value of what is withheld."""
    period, chosen = usual_period(reader), settings()
    headline = ("accueil-courtois", "accompagnement-adapte", "bonne-orientation")
    found = figures(reader, Question(headline, (Axis.SITE,), period=period), chosen)
    by_site = {}
    for figure in found:
        by_site.setdefault(figure.axes[Axis.SITE], []).append(figure)
    shown = withheld = 0
    for site in open_sites(reader):
        page = unescape(client.get(f"/public/sites/{site.code}").text)
        for figure in by_site.get(site.code, ()):
            place = re.search(
                rf'<h4><span class="rank">{figure.indicator.commitment}</span>.*?</li>\n', page, re.DOTALL
            )
            entry = re.split(r"<li class=\"result\"", page[place.start() :])[0].split("<details>")[0]
            if isinstance(figure.estimate, Shown):
                assert f'<p class="value">{numerals.value(figure.indicator, figure.estimate)}</p>' in entry
                shown += 1
            else:
                assert isinstance(figure.estimate, Withheld)
                assert not re.search(r"\d\u00a0?%|réponses,", entry), entry
                withheld += 1
    assert shown > 5
    assert withheld > 5


def test_the_findings_of_sites_are_of_closed_surveys_and_never_on_a_masked_base(reader):
    chosen, on = settings(), reads.version(reader).built_at.date()
    closed = calendar(reader, chosen, on).of(SurveyState.CLOSED)[:CLOSED]
    compared = 0
    networks = {(one.service, one.site_type) for one in open_sites(reader) if one.site_type}
    for service, site_type in sorted(networks):
        findings = network_findings(reader, service, site_type, chosen, on)
        assert findings.keys() <= {survey.code for survey in closed}
        for found in findings.values():
            compared += len(found)
            for one in found.values():
                base = re.match(r"([\d\u00a0]+)\u00a0réponses", one.stands_on)
                assert int(base[1].replace("\u00a0", "")) >= chosen.masked_below
    assert compared > 5
