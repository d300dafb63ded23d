"""What the opinions that are asked have of their own: the words they use more than the others, and typical texts."""

from html import escape

import streamlit as st

from dashboard.analyses.review_selection import Wanted
from dashboard.analyses.review_words import Characteristic, OwnWord, characteristic
from dashboard.analyses.user_voice import opinions
from dashboard.ui import address, table
from dashboard.ui.context import View
from dashboard.ui.method import Method
from dashboard.ui.sections import review_results
from dashboard.ui.table import Cell, Column, Content
from dashboard.wording.reviews import chosen_texts

_METHOD = (
    "Rapport de cotes de chaque mot, avec une loi a priori tirée de tous les avis du périmètre (Monroe, Colaresi et "
    "Quinn, 2008)\u00a0; un mot est montré quand l’écart reste démontré une fois corrigé du nombre de mots comparés "
    "(Benjamini et Hochberg) et qu’assez d’avis le contiennent."
)


def render(view: View, wanted: Wanted, sought: frozenset[str]) -> None:
    """Typical texts, the words `sought` marked, then the words of their own; nothing where nothing may be told."""
    found = view.reader.compute(characteristic, wanted, view.thresholds, opinions(view.catalogue))
    if found.texts:
        st.header("Des avis représentatifs")
        said = chosen_texts(found.read, every=found.every)
        st.html(f'<p class="spp-data">{escape(said)}</p>')
        review_results.show(found.texts, sought)
    if found.words:
        _words(found)


def _words(found: Characteristic) -> None:
    st.header("Les mots propres à ces avis")
    table.html_table(
        "Mots plus fréquents dans les avis retenus que dans les autres avis du périmètre",
        ["Mot", Column("Avis retenus qui le contiennent", 0), Column("Part des avis retenus (%)", 1),
         Column("Part des autres avis (%)", 1)],
        [_row(one) for one in found.words],
        filename="avis-mots-propres",
        method=lambda: Method(_METHOD),
    )  # fmt: skip


def _row(one: OwnWord) -> list[Cell | Content]:
    href = address.link("reviews", q=one.word, theme=None, p=None)
    return [Cell(one.word, href=href), one.n, one.share, one.elsewhere]
