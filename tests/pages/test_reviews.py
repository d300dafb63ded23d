"""Avis: a search and a theme of the address, what is typed in vain, nothing executed."""

from dashboard.ui.sections.review_choice import LONGEST
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of


def test_a_search_marks_its_words_and_says_how_many(open_page: OpenPage) -> None:
    app = open_page("reviews", q="dossiers -téléphone")
    assert not app.exception
    text = text_of(app)
    assert "<mark>dossier</mark>" in text
    assert "à titre exploratoire" in text
    assert text.index("<mark>dossier</mark>") < text.index("Avis par engagement")
    assert "<mark>téléphone" not in text
    assert app.query_params == {"q": "dossiers -téléphone"}


def test_the_first_sentence_answers_and_engagements_stand_side_by_side(open_page: OpenPage) -> None:
    app = open_page("reviews")
    assert not app.exception
    text = text_of(app)
    assert (
        text.index("Avis positifs\u00a0:")
        < text.index("Thèmes les plus fréquents")
        < text.index("Les avis en chiffres")
    )
    assert "aucun thème n’en parle" in text
    assert [header.value for header in app.header][-1] == "Vous avez dit, nous avons fait"


def test_a_theme_keeps_its_opinions_and_has_its_own_words(open_page: OpenPage) -> None:
    app = open_page("reviews", theme="delai")
    assert not app.exception
    titles = [header.value for header in app.header]
    assert "Les mots propres à ces avis" in titles
    assert "Des avis représentatifs" in titles
    assert charts_of(app)


def test_what_cannot_be_searched_has_a_sentence(open_page: OpenPage) -> None:
    assert "trop courants" in text_of(open_page("reviews", q="de la"))
    nothing = text_of(open_page("reviews", q="<script>zzz</script> '; drop table review"))
    assert "Aucun avis ne correspond" in nothing
    assert "<script>zzz" not in nothing
    endless = open_page("reviews", q="x" * 10_000)
    assert not endless.exception
    assert len(endless.text_input(key="q").value) == LONGEST
