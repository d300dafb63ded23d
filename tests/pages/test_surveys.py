"""Enquêtes: the calendar, the field of one survey, its results; what is withheld is nowhere on the page."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.config import settings
from dashboard.store.publish import publish
from tests.builders import answer, day, reference, site, stage
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of

CLOSED, RUNNING = "satisfaction-2026-s1", "satisfaction-2026-s2"


def test_the_page_says_which_surveys_are_known_and_details_one(open_page: OpenPage) -> None:
    app = open_page("surveys", enquete=CLOSED)
    assert not app.exception
    text = text_of(app)
    assert "Calendrier des enquêtes" in text
    assert "Satisfaction des usagers (fictif), 1er semestre 2027" in text
    assert "Satisfaction des usagers (fictif), 1er semestre 2026" in [header.value for header in app.header]
    assert "3\u00a0788\u00a0réponses sur 3\u00a0795 attendues" in text
    assert "Par rapport à la vague précédente (2e semestre 2025)" in text
    assert app.query_params["enquete"] == CLOSED


def test_each_scale_has_its_chart_and_its_table(open_page: OpenPage) -> None:
    panels = [f"enquete_echelle_{place}_data" for place in range(6)]
    app = open_page("surveys", enquete=CLOSED, panels=panels)
    titles = [title.value for title in app.subheader if title.value.startswith("Échelle")]
    assert len(titles) == len(set(titles)) > 3
    drawn = [chart for chart in charts_of(app) if chart["layout"].get("barmode") == "overlay"]
    assert len(drawn) == len(titles)
    assert text_of(app).count(">Répartition des réponses</caption>") == len(titles)


def test_a_wave_that_is_not_closed_shows_the_one_before(open_page: OpenPage) -> None:
    app = open_page("surveys", enquete="satisfaction-2027-s1")
    text = text_of(app)
    assert "L’enquête choisie n’est pas close" in text or "Par rapport à la vague précédente" in text
    first = open_page("surveys", enquete="avocats-2026")
    assert not first.exception


def test_an_unknown_survey_falls_back_with_a_sentence(open_page: OpenPage) -> None:
    app = open_page("surveys", enquete="inconnue")
    assert not app.exception
    assert any("inconnue" in warning.value for warning in app.warning)


def test_data_without_any_survey_say_so(open_page: OpenPage, tmp_path: Path) -> None:
    home = settings({"BAROMETRE_HOME": str(tmp_path)})
    stage(home, kind="spplus-structures", sites=[site("A")])
    stage(home, measures=[{"indicator": "share", "site": "A", "month": day("2024-01"), "months": 1, "value": 3.0}])
    publish(home, reference())
    app = open_page("surveys", home=tmp_path)
    assert not app.exception
    assert "Aucune enquête n’est connue" in text_of(app)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A survey of three sites, one of which has 7 answers of 137."""
    home = settings({"BAROMETRE_HOME": str(tmp_path)})
    stage(home, kind="spplus-structures", sites=[site("A"), site("B"), site("C", label="Petit site")])
    described = {"survey": "v", "title": "Essai", "opens_on": day("2024-01-01"), "closes_on": day("2090-12-31")}
    stage(home, kind="survey-waves", survey_waves=[{**described, "site": code, "target": 90} for code in "ABC"])
    counts = {"A": 60, "B": 70, "C": 7}
    stage(
        home,
        kind="survey",
        answers=[answer(code, "2024-01-15", 1 + i % 4, survey="v") for code, n in counts.items() for i in range(n)],
    )
    publish(home, reference())
    return tmp_path


def everything(app: AppTest) -> str:
    return text_of(app) + json.dumps(charts_of(app))


def test_a_small_site_is_nowhere_on_the_page(open_page: OpenPage, small: Path) -> None:
    app = open_page("surveys", home=small, panels=["enquete_sites_data"])
    assert not app.exception
    shown = everything(app)
    assert "137" in shown
    assert "secret statistique" in shown
    [row] = [part for part in shown.split("<tr>") if "Petit site" in part]
    assert "7" not in row.replace("spp-7", "")
    assert all("Petit site" not in json.dumps(chart) for chart in charts_of(app))
    # Neither of the others may be shown alone with the total, or 7 would follow.
    assert not (">60<" in shown and ">70<" in shown)
    alone = open_page("surveys", home=small, site=["C"])
    assert not alone.exception
    assert ">7<" not in everything(alone)
