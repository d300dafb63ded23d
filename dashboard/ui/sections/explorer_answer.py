"""The answer of a question of « Explorer » as a table, as a pivot or as the chart that suits it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.analyses.exploration import INDICATOR, Dimension, Drawing, drawing
from dashboard.analyses.figures import Figure
from dashboard.analyses.pivot import Key, Pivot, pivot, value_of
from dashboard.domain.comparison import Against
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.ui import chart, reading, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import change_cell, figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import explorer_charts
from dashboard.ui.sections.explorer_question import CHART, LABEL_OF, PIVOT, Exploration, label_of, labels_of
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import short
from dashboard.wording.exploration import cut, summary
from dashboard.wording.words import VERDICT_WORDS

MOST_ROWS = 200
MOST_COLUMNS = 60
FILE = "explorer"


def render(view: View, asked: Exploration, found: Sequence[Figure]) -> None:
    """The sentence, then the layout that is asked."""
    read = summary([figure.estimate for figure in found])
    if not found:
        reading.show(read)
        return
    if asked.layout == CHART:
        kind = drawing(asked.question)
        if kind is Drawing.MATRIX:
            crossed = pivot(found, asked.question, asked.rows, asked.columns)
            explorer_charts.matrix(view, asked, crossed, read)
            files(view, asked, pivot_table(view, asked, crossed))
        else:
            explorer_charts.single(view, asked, found, read, lambda: figures_table(view, asked, found))
        return
    reading.show(read)
    if asked.layout == PIVOT:
        whole = pivot_table(view, asked, pivot(found, asked.question, asked.rows, asked.columns))
    else:
        whole = figures_table(view, asked, found)
    show_cut(whole)
    files(view, asked, whole)


def show_cut(whole: Table) -> None:
    """The first rows and columns; the file has the rest."""
    rows = [row[:MOST_COLUMNS] for row in whole.rows[:MOST_ROWS]]
    table.show(Table(whole.caption, whole.columns[:MOST_COLUMNS], tuple(rows)), tall=len(rows) > 15)
    if len(whole.rows) > MOST_ROWS:
        st.caption(cut(MOST_ROWS, len(whole.rows), "lignes"))
    if len(whole.columns) > MOST_COLUMNS:
        st.caption(cut(MOST_COLUMNS, len(whole.columns), "colonnes"))


@st.fragment
def files(view: View, asked: Exploration, whole: Table) -> None:
    """The whole table with its files, and the method, once opened."""
    method = partial(method_of, view, asked.question)
    chart.data_panel("explorer_data", "Voir toutes les lignes et les fichiers", lambda: whole, FILE, method=method)


def only_indicator(view: View, asked: Exploration) -> Indicator | None:
    """The indicator when there is one: its unit is that of every number."""
    codes = asked.question.indicators
    return view.catalogue[codes[0]] if len(codes) == 1 else None


def title(view: View, asked: Exploration) -> str:
    """« Satisfaction globale (%), 12 mois à fin octobre 2026. Tous les services »."""
    only = only_indicator(view, asked)
    unit = f" ({only.unit})" if only and only.unit else ""
    return f"{only.label if only else 'Indicateurs choisis'}{unit}, {view.selection.when}. {view.selection.where}"


def figures_table(view: View, asked: Exploration, found: Sequence[Figure]) -> Table:
    """One row a figure: its dimensions, the figure, the verdict when one is asked."""
    only = only_indicator(view, asked)
    # Without dimension the indicator heads the only row.
    named: list[Dimension] = asked.dimensions or [INDICATOR]
    columns = [*(Column(LABEL_OF[one]) for one in named), *figure_columns(only)]
    if asked.question.against is not None:
        columns.append(Column(verdict_heading(asked.question.against)))
    rows = []
    for figure in found:
        cells: list[Cell | Content] = [label_of(view, one, value_of(figure, one)) for one in named]
        cells += figure_cells(figure.indicator, figure.estimate, mixed=only is None)
        if asked.question.against is not None:
            cells.append(verdict(figure))
        rows.append(cells)
    return Table.of(title(view, asked), columns, rows)


def verdict_heading(against: Against) -> str:
    """What the last column says."""
    return {Against.NETWORK: "Face au réseau", Against.TARGET: "Cible", Against.OTHERS: "Face aux autres"}.get(
        against, "Évolution"
    )


def verdict(figure: Figure) -> Content:
    """The words of the comparison that is asked."""
    found = figure.comparison
    if found is None:
        return None
    if found.against is Against.TARGET:
        return VERDICT_WORDS[found.verdict]
    words = {Against.NETWORK: short.NETWORK, Against.OTHERS: short.OTHERS}.get(found.against)
    if words is None:
        return change_cell(figure.indicator, figure.estimate, found)
    text = words.get(found.verdict, VERDICT_WORDS[found.verdict])
    return f"{text} ({found.reason})" if found.reason else text


def pivot_table(view: View, asked: Exploration, found: Pivot) -> Table:
    """Numbers where one indicator, or one a column, gives them a unit; texts otherwise."""
    heading = ", ".join(LABEL_OF[one] for one in found.row_dimensions) or "Périmètre"
    columns = [Column(heading), *(_pivot_column(view, asked, found, key) for key in found.columns)]
    rows = [
        [labels_of(view, found.row_dimensions, row), *(_cell(found.cells.get((row, key)), column)
         for key, column in zip(found.columns, columns[1:], strict=True))]
        for row in found.rows
    ]  # fmt: skip
    return Table.of(title(view, asked), columns, rows)


def _pivot_column(view: View, asked: Exploration, found: Pivot, key: Key) -> Column:
    across = found.column_dimension
    if across is None:
        return Column("Valeur")
    label = label_of(view, across, key[0])
    measured = view.catalogue[str(key[0])] if across == INDICATOR else only_indicator(view, asked)
    if measured is None:
        return Column(label)
    unit = f" ({measured.unit})" if measured.unit and across == INDICATOR else ""
    return Column(f"{label}{unit}", measured.decimals)


def _cell(figure: Figure | None, column: Column) -> Cell | Content:
    """A number under a column of numbers, else the text with its unit; a figure that is withheld says why."""
    if figure is None:
        return None
    estimate = figure.estimate
    note = VERDICT_WORDS[figure.comparison.verdict] if figure.comparison is not None else ""
    if not isinstance(estimate, Shown):
        return Cell(short.value(figure.indicator, estimate))
    weak = "base faible" if estimate.fragile else ""
    content = estimate.value if column.numeric else short.value(figure.indicator, estimate)
    return Cell(content, note=", ".join(part for part in (weak, note) if part))
