"""Enquêtes: what goes with the overall opinion, who answered, one question unit by unit."""

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of

CLOSED = "satisfaction-2026-s1"


def test_a_closed_survey_says_what_goes_with_satisfaction_and_who_answered(open_page: OpenPage) -> None:
    panels = ["enquete_importance_data", "enquete_profil_data"]
    app = open_page("surveys", enquete=CLOSED, panels=panels)
    assert not app.exception
    text = text_of(app)
    assert "«\u00a0Satisfaction sur le délai\u00a0» va le plus avec «\u00a0Satisfaction globale\u00a0»" in text
    assert "Une association n’est pas une relation de cause à effet" in text
    assert "importante et moins bien notée" in text
    assert "les répondants ne sont plus les mêmes qu’à la vague précédente\u00a0: canal de réponse" in text
    assert "Composition des répondants et vague précédente" in text
    assert "corrigés du nombre de questions" in text


def test_one_question_is_split_by_site_with_the_address(open_page: OpenPage) -> None:
    app = open_page("surveys", enquete=CLOSED, question="accueil-courtois", par="site", panels=["enquete_par_data"])
    assert not app.exception
    text = text_of(app)
    assert "Accueil jugé courtois et bienveillant" in text
    assert "sites comparés" in text or "Le seul site comparé" in text
    assert app.query_params["par"] == "site"
    assert len(charts_of(app)) > 6


def test_what_people_wrote_is_told_by_theme(open_page: OpenPage) -> None:
    app = open_page("surveys", enquete=CLOSED, theme="telephone")
    assert not app.exception
    text = text_of(app)
    assert "Ce que disent les réponses libres" in text
    assert "personnes ont écrit, soit" in text
    assert "Thèmes des réponses libres" in text
    assert "Quelques réponses\u00a0: Joindre par téléphone" in [heading.value for heading in app.subheader]
    assert "Le téléphone sonne dans le vide" in text or "au téléphone du premier coup" in text
