"""The indicators drawn from the opinions, before anything is searched: tone, replies, delay, use, and their change."""

from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.question import Question
from dashboard.ui import table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import change_cell
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Cell, Content
from dashboard.wording import short
from dashboard.wording.figure import read_figure

CODES = ("avis-positifs", "avis-repondus", "avis-delai-reponse", "avis-utiles")


def render(view: View) -> None:
    """One row an indicator; nothing when the catalogue has none of them."""
    codes = tuple(code for code in CODES if code in view.catalogue)
    if not codes:
        return
    chosen = view.selection
    asked = Question(codes, (), chosen.scope, chosen.period, chosen.against)
    found = view.reader.compute(figures, asked, view.thresholds)
    first = found[0]
    table.html_table(
        f"Les avis en chiffres, {chosen.when}",
        ["Indicateur", "Valeur", "Précision", f"Évolution (comparaison\u00a0: {chosen.before})"],
        [_row(figure) for figure in found],
        filename="avis-indicateurs",
        reading=read_figure(first.indicator, first.estimate, chosen.where, chosen.when),
        method=lambda: method_of(view, asked),
    )


def _row(figure: Figure) -> list[Cell | Content]:
    indicator, estimate = figure.indicator, figure.estimate
    return [
        indicator.label,
        short.value(indicator, estimate),
        short.details(indicator, estimate),
        change_cell(indicator, estimate, figure.comparison),
    ]
