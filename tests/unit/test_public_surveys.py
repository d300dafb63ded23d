"""The surveys that the public reads: two waves of one label are told apart, a site shows those that its network had."""

import pytest

from dashboard.analyses.public_sites import public_sites
from dashboard.analyses.public_surveys import PublicSurvey, site_surveys
from dashboard.config import Settings
from dashboard.store.publish import publish
from dashboard.ui import cache
from tests.builders import Row, answer, day, reference, site, stage

COURT = {"service": "ca", "service_label": "Cours d’appel", "site_type": "cour", "site_type_label": "Cour d’appel"}


def replies(place: str, on: str, survey: str, good: int, bad: int) -> list[Row]:
    return [answer(place, on, grade, survey=survey) for grade, n in ((4, good), (1, bad)) for _ in range(n)]


@pytest.fixture
def closed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[PublicSurvey]]:
    """By site, with two waves of one title: both at A, the second alone at C; nobody answered at D, of its network."""
    stage(settings, kind="spplus-structures", sites=[site("A"), site("C", **COURT), site("D", **COURT)])
    waves = [
        {"survey": code, "title": "Accueil", "opens_on": day(f"{month}-01"), "closes_on": day(f"{month}-28")}
        for code, month in (("v1", "2024-01"), ("v2", "2024-05"))
    ]
    stage(settings, kind="survey-waves", survey_waves=waves)
    answers = [
        *replies("A", "2024-01-10", "v1", 60, 40),
        *replies("A", "2024-05-10", "v2", 80, 20),
        *replies("C", "2024-05-10", "v2", 50, 50),
    ]
    stage(settings, kind="survey", answers=answers)
    publish(settings, reference())
    monkeypatch.setenv("BAROMETRE_HOME", str(settings.home))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    reader = cache.reader()
    assert reader is not None
    sites = public_sites(reader)
    return {code: list(site_surveys(reader, sites[code], settings, day("2024-12-01")).closed) for code in "ACD"}


def test_each_wave_has_its_own_finding(closed: dict[str, list[PublicSurvey]]) -> None:
    assert [one.label for one in closed["A"]] == ["Accueil", "Accueil"]
    assert [one.findings[0].value for one in closed["A"]] == ["80,0\u00a0%", "60,0\u00a0%"]


def test_a_survey_that_a_network_never_had_is_not_on_its_sites(closed: dict[str, list[PublicSurvey]]) -> None:
    assert [one.code for one in closed["C"]] == ["v2"]


def test_a_survey_without_a_finding_here_stays(closed: dict[str, list[PublicSurvey]]) -> None:
    assert [(one.code, one.findings) for one in closed["D"]] == [("v2", ())]
