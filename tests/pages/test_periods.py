"""The page Périodes against the answer key of the demonstration (data/demo/README.md), and its address."""

from pathlib import Path

import pytest

from dashboard.config import settings
from dashboard.loading import load
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of

PROBATION = {"service": ["services-penitentiaires-d-insertion-et-de-probation"], "indicateur": "delai-annonce-respecte"}
LABOUR = {"service": ["conseils-de-prud-hommes"], "indicateur": "delai-prudhommes"}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_worsening_of_delays_is_dated_and_its_event_named(open_page: OpenPage) -> None:
    text = plain(text_of(open_page("periods", **PROBATION)))
    assert "Dégradation progressive depuis" in text
    since = text.split("Dégradation progressive depuis ")[1]
    assert since.startswith(("février 2026", "mars 2026", "avril 2026"))
    assert "Bascule vers un nouveau logiciel de suivi (fictif)" in text
    assert "La coïncidence des dates ne prouve pas la cause." in text
    assert "Dégradation : un point hors des limites" in text


def test_an_event_of_one_service_is_not_drawn_on_another(open_page: OpenPage) -> None:
    text = plain(text_of(open_page("periods", **LABOUR)))
    assert "Renfort de greffiers (fictif)" in text
    assert "Bascule" not in text
    assert "Campagne d’affichage" in text
    whole = plain(text_of(open_page("periods")))
    assert "Renfort" not in whole
    assert "ne concernent qu’une partie du périmètre" in whole


def test_nothing_is_dated_without_a_signal(open_page: OpenPage) -> None:
    text = plain(text_of(open_page("periods")))
    if "Aucune règle ne marque de point" in text:
        assert "Depuis quand" not in text
    else:
        assert "Depuis quand" in text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"pas": "t"}, "Variation habituelle du trimestre"),
        ({"pas": "12m"}, "Les périodes se chevauchent, aucune limite n’est donc calculée."),
        ({"vue": "p"}, "carte p"),
        ({"vue": "tendance"}, "par an"),
        ({"vue": "cvs", "profondeur": "24"}, "Pas de série CVS : il faut 36 mois de suite sans trou"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_every_choice_is_in_the_address(open_page: OpenPage, address: dict[str, str], words: str) -> None:
    app = open_page("periods", **PROBATION, **address)
    assert not app.exception
    assert words in plain(text_of(app))
    assert {key: app.query_params[key] for key in address} == address


def test_a_view_that_does_not_exist_falls_back_with_a_sentence(open_page: OpenPage) -> None:
    app = open_page("periods", **LABOUR, vue="p", pas="semaine")
    [said] = [warning.value for warning in app.warning]
    assert "Graphique «\u00a0p\u00a0»" in said
    assert "Pas «\u00a0semaine\u00a0»" in said


def test_the_text_of_an_event_is_data(open_page: OpenPage, tmp_path: Path) -> None:
    home = tmp_path / "home"
    chosen = settings({"BAROMETRE_HOME": str(home)})
    files = {
        "spplus-structures": "Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nS1;Réseau;Un\n",
        "measures": "site;indicateur;periode;numerateur;denominateur\n"
        + "".join(f"S1;delai-annonce-respecte;2025-{month:02};{70 + month};100\n" for month in range(1, 13)),
        "events": "date;titre;type\n2025-06;<img src=x onerror=alert(1)> [lien](javascript:1);autre\n",
    }
    for kind, content in files.items():
        path = tmp_path / f"{kind}.csv"
        path.write_text(content, encoding="utf-8")
        load(chosen, kind, [str(path)])
    publish(chosen, reference(chosen))
    app = open_page("periods", home=home, periode="2025", panels=["periodes_evenements"])
    text = text_of(app)
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "<img src=x" not in text
    assert not any("onerror" in str(chart) for chart in charts_of(app))
