"""Explorer: the same figures in every layout, everything in the address, sentences where a person must choose less."""

import re

import pytest

from dashboard.analyses import exploration
from dashboard.ui.sections.explorer_question import AGAINST
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of


def test_the_first_view_is_a_table_by_service(open_page: OpenPage) -> None:
    app = open_page("explorer")
    assert "8\u00a0résultats." in text_of(app)
    assert "Point-justice" in text_of(app)
    assert "figures --indicator satisfaction-globale --by service --from 2" in text_of(app)
    assert app.query_params == {}


def test_a_pivot_crosses_the_axes_of_the_address(open_page: OpenPage) -> None:
    app = open_page("explorer", axes=["service", "annee"], vue="croise", lignes="annee", colonnes="service")
    pivot = next(html.proto.body for html in app.get("html") if '<th scope="col">Année</th>' in html.proto.body)
    assert '<th scope="col" class="spp-number">Point-justice</th>' in pivot
    assert "figures --indicator satisfaction-globale --by service,year" in text_of(app)


def test_a_pivot_never_has_the_same_rows_and_columns(open_page: OpenPage) -> None:
    app = open_page("explorer", axes=["service", "annee"], vue="croise", lignes="annee", colonnes="annee")
    assert not app.exception
    assert [warning.value for warning in app.warning] == [
        "L’adresse demande ce qui n’existe pas ici\u00a0: Colonnes «\u00a0annee\u00a0». "
        "Le choix habituel est montré à la place."
    ]


@pytest.mark.parametrize(
    ("axes", "charts"), [(["service"], 1), (["mois"], 1), (["typologie", "region"], 1), (["service", "mois"], 0)]
)
def test_the_chart_suits_the_axes(open_page: OpenPage, axes: list[str], charts: int) -> None:
    app = open_page("explorer", axes=axes, vue="graphique")
    assert not app.exception
    assert len(charts_of(app)) == charts


@pytest.mark.parametrize("face", ["reseau", "an", "2ans", "precedente", "cible", "engagements"])
@pytest.mark.parametrize("layout", ["tableau", "croise", "graphique"])
def test_every_comparison_in_every_layout(open_page: OpenPage, face: str, layout: str) -> None:
    indicators = ["satisfaction-globale", "accueil-courtois"]
    app = open_page("explorer", face=face, vue=layout, axes=["service", "annee"], indicateurs=indicators)
    assert not app.exception
    assert f"--against {AGAINST[face][1].value}" in text_of(app)


def test_no_axis_at_all(open_page: OpenPage) -> None:
    for layout in ("tableau", "croise", "graphique"):
        app = open_page("explorer", axes="", vue=layout)
        assert not app.exception
        assert "1\u00a0résultat." in text_of(app)


def test_without_indicator_a_sentence(open_page: OpenPage) -> None:
    app = open_page("explorer", indicateurs="")
    assert [info.value for info in app.info] == ["Choisir au moins un indicateur."]


def test_a_question_too_large_is_not_asked_and_keeps_its_command(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exploration, "MOST_FIGURES", 7)
    app = open_page("explorer", axes=["site", "mois"])
    [said] = [info.value for info in app.info]
    assert re.match(r"Cette question peut donner [\d\u00a0]+ résultats, plus que les 7 qu’une page montre", said)
    assert "--by site,month" in text_of(app)


def test_the_files_hold_every_row(open_page: OpenPage) -> None:
    app = open_page("explorer", axes=["site"], panels=["explorer_data", "explorer_files"])
    assert not app.exception
    assert len(app.get("download_button")) >= 1


def test_the_console_answers_and_refuses(open_page: OpenPage) -> None:
    app = open_page("explorer", vue="sql", panels=["explorer_sql_tables"])
    assert not app.exception
    assert "figures.value" in text_of(app)
    app.session_state["spp_sql"] = "select count(*) as combien from figures"
    app.run()
    assert "combien" in text_of(app)
    assert len(app.get("download_button")) == 1
    app.session_state["spp_sql"] = "copy figures to '/tmp/x.csv'"
    app.run()
    [refused] = [error.value for error in app.error]
    assert "n’est pas permis ici\u00a0: écrire une seule instruction SELECT" in refused.replace("\\", "")
    assert "combien" not in text_of(app)


def test_the_query_is_not_in_the_address(open_page: OpenPage) -> None:
    app = open_page("explorer", vue="sql")
    app.session_state["spp_sql"] = "select 1"
    app.run()
    assert app.query_params == {"vue": "sql"}
