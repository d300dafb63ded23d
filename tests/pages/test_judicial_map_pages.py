"""The pages with and without a judicial map: what is offered, what an address asks in vain, and the map by ressort."""

from pathlib import Path

import pytest

from dashboard.config import Settings, settings
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from tests.builders import measure, site, stage
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of

KEYS = {"overview": "decoupage", "sites": "carte_par"}
CODE = "delai-annonce-respecte"
PLACES = {"S1": ("69", 90), "S2": ("38", 50), "S3": ("01", 70)}


def installation(home: Path, *areas: dict[str, str]) -> Settings:
    """Three sites of three départements, 300 people each, and the map that is given."""
    chosen = settings({"BAROMETRE_HOME": str(home)})
    rows = [
        measure(code, "2025-12", indicator=CODE, numerator=3.0 * share, denominator=300.0, n=300)
        for code, (_, share) in PLACES.items()
    ]
    stage(chosen, sites=[site(code, department=place) for code, (place, _) in PLACES.items()], measures=rows)
    if areas:
        stage(chosen, kind="judicial-map", judicial_areas=list(areas))
    publish(chosen, reference(chosen))
    return chosen


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return installation(tmp_path_factory.mktemp("without"))


@pytest.fixture(scope="module")
def with_courts(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Rhône and Ain in one ressort, Isère in another; no direction is given."""
    lyon = {"court": "lyon", "court_label": "Cour d’appel de Lyon"}
    return installation(
        tmp_path_factory.mktemp("courts"),
        {**lyon, "department": "69"},
        {**lyon, "department": "01"},
        {"court": "grenoble", "court_label": "Cour d’appel de Grenoble", "department": "38"},
    )


@pytest.mark.parametrize("name", ["overview", "sites"])
def test_without_a_map_nothing_is_offered(open_page: OpenPage, without: Settings, name: str) -> None:
    app = open_page(name, home=without.home)
    assert not app.exception
    assert all(group.key not in KEYS.values() for group in app.get("button_group"))
    assert "cour" not in [option for box in app.multiselect if box.key == "axes" for option in box.options]


@pytest.mark.parametrize(
    ("name", "key", "said"),
    [("overview", "decoupage", "Découpage"), ("sites", "carte_par", "Carte par"), ("explorer", "axes", "Axes")],
)
def test_without_a_map_an_address_that_asks_for_it_is_told(
    open_page: OpenPage, without: Settings, name: str, key: str, said: str
) -> None:
    app = open_page(name, home=without.home, **{key: "cour"})
    assert not app.exception
    [warning] = [one.value for one in app.warning]
    assert warning.startswith(f"L’adresse demande ce qui n’existe pas ici\u00a0: {said} «\u00a0cour\u00a0».")


@pytest.mark.parametrize("name", ["overview", "sites"])
def test_the_map_by_ressort_has_its_reading_its_table_and_its_list(
    open_page: OpenPage, with_courts: Settings, name: str
) -> None:
    key = "vue_carte" if name == "overview" else "sites_carte"
    app = open_page(name, home=with_courts.home, panels=[f"{key}_data"], periode="2025", **{KEYS[name]: "cour"})
    assert not app.exception
    said = text_of(app)
    assert "Sur 2\u00a0ressorts comparés, 1 est meilleur et 1 est moins bon que le réseau." in said
    assert "Ressorts qui se distinguent" in said
    assert "territoire=clyon" in said
    assert "territoire=cgrenoble" in said
    assert "par ressort de cour d’appel" in said
    assert app.query_params[KEYS[name]] == "cour"
    drawn = next(chart for chart in charts_of(app) if "Cour d’appel de Lyon" in str(chart))
    assert "Hors de la carte judiciaire" in str(drawn)


def test_explorer_offers_the_axes_that_the_map_gives(open_page: OpenPage, with_courts: Settings) -> None:
    app = open_page("explorer", home=with_courts.home, axes=["cour"], indicateurs=CODE, face="reseau", periode="2025")
    assert not app.exception
    assert not app.warning
    said = text_of(app)
    assert "Ressort de cour d’appel" in said
    assert "Cour d’appel de Lyon" in said
    assert "--by court" in said
    app = open_page("explorer", home=with_courts.home, axes=["direction"], indicateurs=CODE)
    assert len(app.warning) == 1


def test_the_demonstration_has_directions(open_page: OpenPage) -> None:
    app = open_page("sites", carte_par="direction")
    assert not app.exception
    assert not app.warning
    assert "par direction interrégionale" in text_of(app)


def test_a_choice_that_two_pages_have_follows_from_one_to_the_other(open_page: OpenPage) -> None:
    app = open_page("sites", indicateur=CODE)
    app.query_params.clear()
    app.switch_page("../pages/periods.py").run()
    assert not app.exception
    assert app.query_params["indicateur"] == CODE
