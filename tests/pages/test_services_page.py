"""The page « Services »: profiles, one view of an indicator at a time, perceived beside delivered."""

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of


def test_two_services_over_two_years(open_page: OpenPage) -> None:
    app = open_page(
        "services",
        comparer=["point-justice", "tribunaux-judiciaires"],
        duree="24",
        panels=["profils_data", "profils_ecarts", "profils_method"],
    )
    assert not app.exception
    text = text_of(app).replace("\u00a0", " ")
    assert "Point-justice et Tribunaux judiciaires, 24 mois à fin" in text
    assert "Référence des marques : l’autre service." in text
    assert "Services comparés, par engagement" in text
    assert "tests corrigés de leur nombre" in text.lower()
    [groups] = [c for c in charts_of(app) if any("<b>1. " in str(t) for t in c["layout"]["yaxis"].get("ticktext", []))]
    assert "Point-justice" in groups["layout"]["yaxis"]["ticktext"]


def test_without_a_choice_the_two_that_differ_most(open_page: OpenPage) -> None:
    app = open_page("services")
    assert not app.exception
    assert "Services qui diffèrent le plus" in text_of(app)
    assert "qualité perçue, qualité rendue" in " ".join(header.value for header in app.header)


def test_six_services_against_the_network(open_page: OpenPage) -> None:
    codes = [
        *("point-justice", "tribunaux-judiciaires", "cours-d-appel", "conseils-de-prud-hommes"),
        *("etablissements-penitentiaires", "protection-judiciaire-de-la-jeunesse"),
    ]
    app = open_page("services", comparer=codes)
    assert not app.exception
    assert "Référence des marques\u00a0: le reste du réseau." in text_of(app)
    assert "comparaisons deux à deux" in text_of(app)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"vue": "evolution", "dessin": "pentes"}, "changement"),
        ({"vue": "mois", "profondeur": "24"}, "Même échelle pour tous"),
        ({"vue": "composition"}, "À composition identique, chaque strate"),
        ({"vue": "composition", "ecart": "services"}, "À composition identique, chaque strate"),
    ],
)
@pytest.mark.parametrize("indicator", ["satisfaction-globale", "delai-divorce"])
def test_every_view_of_an_indicator(open_page: OpenPage, address: dict[str, str], words: str, indicator: str) -> None:
    app = open_page("services", indicateur=indicator, **address)
    assert not app.exception
    text = text_of(app)
    assert words in text or "un seul" in text.lower() or "deux services avec un chiffre" in text or "évolution" in text


def test_one_service_is_compared_with_the_one_that_differs_most(open_page: OpenPage) -> None:
    app = open_page("services", service=["point-justice"])
    assert not app.exception
    assert "Point-justice et " in text_of(app)
    assert "Référence des marques\u00a0: l’autre service." in text_of(app)
