"""Avis: a search and a theme of the address, what is typed in vain, nothing executed."""

import shutil
from pathlib import Path

from dashboard.config import settings
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference as stored_reference
from dashboard.ui.sections.review_choice import LONGEST
from tests.builders import review, stage
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


def test_opinions_that_came_after_the_usual_period_are_a_link_away(
    open_page: OpenPage, demonstration: Path, tmp_path: Path
) -> None:
    """They do not move the period of every page to a month that nothing else tells of."""
    home = tmp_path / "home"
    shutil.copytree(demonstration, home, ignore=shutil.ignore_patterns("registry.db*"))
    chosen = settings({"BAROMETRE_HOME": str(home)})
    stage(chosen, kind="spplus-reviews", reviews=[review("9", "TJ-VALMORANDE", "2026-12-03", feeling=1)])
    publish(chosen, stored_reference(chosen))
    shown = text_of(open_page("reviews", home=home))
    assert "12 mois à fin octobre 2026" in shown.replace("\u00a0", " ")
    assert "Des avis plus récents sont publiés, jusqu’en décembre 2026." in shown
    assert "plus récents" not in text_of(open_page("reviews", home=home, periode="2026"))
