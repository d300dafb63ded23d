"""The map of the page Sites: by département, or site by site when the register places them."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import catalog
from dashboard.config import Settings, settings
from dashboard.domain.sheet_place import sheet_place
from dashboard.loading import load
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.store.store import open_current
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import text_of

COURTEOUS = "accueil-courtois"


def maps_of(app: AppTest) -> dict[str, dict[str, Any]]:
    """The charts whose axes have one scale, by the words of their alternative."""
    found = {chart.proto.alt: json.loads(chart.proto.spec) for chart in app.get("plotly_chart")}
    return {alt: spec for alt, spec in found.items() if spec["layout"]["yaxis"].get("scaleanchor") == "x"}


def marks_of(app: AppTest) -> dict[str, tuple[float, float]]:
    """The points of the map by the label of their site."""
    [spec] = maps_of(app).values()
    return {
        " ".join(text.split("<b>")[0].replace("<br>", " ").split()): point
        for trace in spec["data"]
        if trace["mode"] == "markers"
        for text, point in zip(trace["text"], zip(trace["x"], trace["y"], strict=True), strict=True)
    }


def test_the_map_opens_by_departement_and_the_choice_is_there(open_page: OpenPage) -> None:
    app = open_page("sites", indicateur=COURTEOUS)
    [alt] = maps_of(app)
    assert alt.startswith("Carte de France par département")
    [choice] = [group for group in app.get("button_group") if group.key == "carte_par"]
    assert choice.options == ["Départements", "Cours d’appel", "Directions", "Sites"]


def test_the_address_opens_the_map_of_the_sites(open_page: OpenPage) -> None:
    app = open_page("sites", indicateur=COURTEOUS, carte_par="sites", panels=["sites_carte_sites_data"])
    assert not app.exception
    [alt] = maps_of(app)
    assert alt.startswith("Carte de France des sites\u00a0: Accueil jugé courtois et bienveillant. Sur ")
    assert app.query_params["carte_par"] in ("sites", ["sites"])
    text = text_of(app)
    assert "Sites qui se distinguent" in text
    assert "Les sites trop proches sont écartés les uns des autres." in text


def test_a_mark_is_where_its_site_is(open_page: OpenPage, demonstration: Path) -> None:
    store = open_current(settings({"BAROMETRE_HOME": str(demonstration)}))
    site = next(row for row in reads.sites(store) if row.code == "TJ-VALMORANDE")
    assert site.longitude is not None
    assert site.latitude is not None
    point = sheet_place(catalog.outlines(), site.longitude, site.latitude, site.department)
    marks = marks_of(open_page("sites", indicateur=COURTEOUS, carte_par="sites"))
    assert point is not None
    assert marks["Tribunal judiciaire de Valmorande"] == pytest.approx(point, abs=0.1)


def test_an_unknown_choice_is_said(open_page: OpenPage) -> None:
    app = open_page("sites", indicateur=COURTEOUS, carte_par="lune")
    assert "lune" in text_of(app)
    [alt] = maps_of(app)
    assert alt.startswith("Carte de France par département")


@pytest.fixture
def register(tmp_path: Path) -> Settings:
    """Four sites of one réseau: two with a place, one abroad, one without."""
    structures = [
        "Code site;Réseau;Intitulé de la structure;INSEE Département;geo_point_2d",
        'A;R;Site de Paris;dep75;"48.86, 2.35"',
        'B;R;Site de La Réunion;dep974;"-21.1, 55.5"',
        'C;R;Site de Rome;;"41.9, 12.5"',
        "D;R;Site sans place;dep69;",
    ]
    measures = ["site;indicateur;periode;numerateur;denominateur"]
    measures += [f"{code};delai-annonce-respecte;2025-12;{70 + rank};100" for rank, code in enumerate("ABCD")]
    for name, lines in (("structures.csv", structures), ("measures.csv", measures)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    chosen = settings({"BAROMETRE_HOME": str(tmp_path / "home")})
    load(chosen, "spplus-structures", [str(tmp_path / "structures.csv")])
    load(chosen, "measures", [str(tmp_path / "measures.csv")])
    publish(chosen, reference(chosen))
    return chosen


def test_sites_that_the_map_cannot_hold_are_counted(open_page: OpenPage, register: Settings) -> None:
    app = open_page("sites", home=register.home, indicateur="delai-annonce-respecte", carte_par="sites")
    assert not app.exception
    assert set(marks_of(app)) == {"Site de Paris", "Site de La Réunion"}
    assert "2 sites sur 4 ne sont pas placés, faute de coordonnées ou parce que la carte" in text_of(app).replace(
        "\u00a0", " "
    )


def test_without_coordinates_there_is_no_choice(open_page: OpenPage, tmp_path: Path) -> None:
    lines = ["Code site;Réseau;Intitulé de la structure;INSEE Département", "A;R;Site un;dep69", "B;R;Site deux;dep69"]
    (tmp_path / "structures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    measures = "site;indicateur;periode;numerateur;denominateur\n" + "".join(
        f"{code};delai-annonce-respecte;2025-12;{value};100\n" for code, value in (("A", 70), ("B", 80))
    )
    (tmp_path / "measures.csv").write_text(measures, encoding="utf-8")
    chosen = settings({"BAROMETRE_HOME": str(tmp_path / "home")})
    load(chosen, "spplus-structures", [str(tmp_path / "structures.csv")])
    load(chosen, "measures", [str(tmp_path / "measures.csv")])
    publish(chosen, reference(chosen))
    app = open_page("sites", home=chosen.home, indicateur="delai-annonce-respecte", carte_par="sites")
    assert not app.exception
    assert not [group for group in app.get("button_group") if group.key == "carte_par"]
    assert app.query_params["carte_par"] in ("sites", ["sites"])
    assert [alt.split("\u00a0")[0] for alt in maps_of(app)] == ["Carte de France par département"]
