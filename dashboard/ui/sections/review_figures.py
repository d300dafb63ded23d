"""The answer of the page before anything is searched: tone, what it has become, main themes, replies, delay, use."""

from html import escape

import streamlit as st

from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.question import Question
from dashboard.analyses.review_selection import Wanted
from dashboard.analyses.review_topics import topics
from dashboard.analyses.user_voice import opinions
from dashboard.domain.estimate import Shown
from dashboard.ui import reading, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import change_cell
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Cell, Content
from dashboard.wording import short
from dashboard.wording.comparison import read_comparison
from dashboard.wording.figure import read_figure
from dashboard.wording.reading import Reading
from dashboard.wording.reviews import main_themes

CODES = ("avis-positifs", "avis-repondus", "avis-delai-reponse", "avis-utiles")
_MAIN = 3


def render(view: View) -> None:
    """Two sentences, then one row an indicator; nothing when the catalogue has none of them."""
    codes = tuple(code for code in CODES if code in view.catalogue)
    if not codes:
        return
    chosen = view.selection
    asked = Question(codes, (), chosen.scope, chosen.period, chosen.against)
    found = view.reader.compute(figures, asked, view.thresholds)
    reading.show(_answer(found[0]))
    themes = _themes(view)
    if themes:
        st.html(f'<p class="spp-sentence">{escape(themes)}</p>')
    table.html_table(
        f"Les avis en chiffres, {chosen.when}",
        ["Indicateur", "Valeur", "Précision", "Évolution"],
        [_row(figure) for figure in found],
        filename="avis-indicateurs",
        reading=read_figure(found[0].indicator, found[0].estimate, chosen.where, chosen.when),
        method=lambda: method_of(view, asked),
    )


def _answer(figure: Figure) -> Reading:
    read = read_figure(figure.indicator, figure.estimate)
    if figure.comparison is None or not isinstance(figure.estimate, Shown):
        return read
    against = read_comparison(figure.indicator, figure.estimate, figure.comparison)
    return Reading(f"{read.conclusion} {against.conclusion}", against.limit)


def _themes(view: View) -> str:
    chosen = view.selection
    wanted = Wanted(chosen.scope, chosen.period)
    found = view.reader.compute(topics, wanted, chosen.against, view.thresholds, opinions(view.catalogue))
    told = [(one.topic.label, one.share) for one in found.figures if isinstance(one.share, Shown)]
    return main_themes([(label, share) for label, share in told if share.value > 0][:_MAIN])


def _row(figure: Figure) -> list[Cell | Content]:
    indicator, estimate = figure.indicator, figure.estimate
    return [
        indicator.label,
        short.value(indicator, estimate),
        short.details(indicator, estimate),
        change_cell(indicator, estimate, figure.comparison),
    ]
