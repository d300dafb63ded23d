"""The page « Engagements »: targets of the years, and what users say."""

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of


def test_targets_and_trajectory(open_page: OpenPage) -> None:
    app = open_page("commitments", engagement="2", detail="aj-dematerialisees", panels=["trajectoire_data"])
    assert not app.exception
    assert "cibles et trajectoire" in " ".join(header.value for header in app.header)
    names = {trace.get("name") for chart in charts_of(app) for trace in chart["data"]}
    assert {"Résultat de l’année", "Cible de l’année"} <= names
    assert "Taux d’avancement à date" in text_of(app)


@pytest.mark.parametrize(("number", "words"), [("1", "Thème retenu"), ("7", "avis publiés"), ("9", "Aucun thème")])
def test_what_users_say(open_page: OpenPage, number: str, words: str) -> None:
    app = open_page("commitments", engagement=number)
    assert not app.exception
    assert "Ce que disent les usagers" in [header.value for header in app.header]
    assert words in text_of(app)


def test_a_small_perimeter_shows_no_opinion(open_page: OpenPage) -> None:
    app = open_page("commitments", engagement="1", service=["casier-judiciaire-national"], periode="1-mois")
    assert not app.exception
    text = text_of(app)
    assert "spp-quote" not in text
    assert "Les avis ne peuvent être montrés" in text or "Aucun avis publié" in text
