"""The charts of « Explorer »: intervals of units, one series through time, or a matrix whose cells open the detail."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.analyses.exploration import INDICATOR, Dimension, Drawing, drawing
from dashboard.analyses.figures import AxisValue, Figure
from dashboard.analyses.pivot import Pivot, value_of
from dashboard.analyses.question import TERRITORIES, TIMES, Axis
from dashboard.analyses.span import concerned
from dashboard.analyses.unfinished import unfinished_month
from dashboard.charts import adapters
from dashboard.charts.interval_series import interval_series
from dashboard.charts.intervals import Point, intervals
from dashboard.charts.matrix import Cell, ColumnHead, RowHead
from dashboard.charts.scale import Measure
from dashboard.charts.series import MonthPoint, Series
from dashboard.charts.signs import Verdict
from dashboard.domain.comparison import Against
from dashboard.domain.estimate import Shown
from dashboard.ui import address, chart, choices, navigation, reading
from dashboard.ui import matrix as buttons
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.sections.explorer_question import CHART, LABEL_OF, Exploration, label_of, labels_of
from dashboard.ui.table import Table
from dashboard.wording.exploration import cut
from dashboard.wording.reading import Reading

MOST_POINTS = 60
MOST_CELLS = (60, 24)
"""Rows and columns of a matrix: beyond, nobody reads it."""


def single(view: View, asked: Exploration, found: Sequence[Figure], read: Reading, table: Callable[[], Table]) -> None:
    """One indicator: its units side by side, or its steps through time."""
    indicator = found[0].indicator
    series = drawing(asked.question) is Drawing.SERIES
    names = ", ".join(LABEL_OF[one].lower() for one in asked.dimensions) or "ensemble"
    shown = [figure for figure in found if isinstance(figure.estimate, Shown)]
    chart.show(
        (lambda: _series(view, asked, found)) if series else (lambda: _intervals(view, asked, shown)),
        key="explorer",
        alt=f"{indicator.label} par {names}, {view.selection.when}. {read.conclusion}",
        reading=read,
        table=table,
        filename="explorer",
        method=lambda: method_of(view, asked.question),
    )
    if not series and len(shown) > MOST_POINTS:
        st.caption(cut(MOST_POINTS, len(shown)))


def _intervals(view: View, asked: Exploration, shown: Sequence[Figure]) -> Any:
    points = [
        Point(
            labels_of(view, asked.dimensions, [value_of(figure, one) for one in asked.dimensions]),
            figure.estimate,
            _verdict(figure),
        )
        for figure in shown[:MOST_POINTS]
    ]
    return intervals(
        points, Measure.of(shown[0].indicator if shown else view.catalogue[asked.question.indicators[0]]), view.palette
    )


def _verdict(figure: Figure) -> Verdict:
    return Verdict.SIMILAR if figure.comparison is None else adapters.verdict(figure.comparison.verdict)


def _series(view: View, asked: Exploration, found: Sequence[Figure]) -> Any:
    """Steps that are withheld or missing are gaps; limits of control are on the page « Périodes »."""
    grain = asked.question.grain
    assert grain is not None
    indicator, running = found[0].indicator, unfinished_month(view.reader)
    points = tuple(
        MonthPoint(f.period.start, f.estimate, unfinished=running is not None and f.period.stop > running)
        for f in found
    )
    first, last = min(point.month for point in points), max(point.month for point in points)
    breaks = tuple(b for b in concerned(indicator, asked.question.scope.services) if first < b.month <= last)
    series = Series(indicator.label, points, breaks, step=grain.months)
    return interval_series(series, grain, Measure.of(indicator), view.palette)


def matrix(view: View, asked: Exploration, found: Pivot, read: Reading) -> None:
    """A cell a figure; choosing one narrows the question to it, through time."""
    reading.show(read)
    most_rows, most_columns = MOST_CELLS
    rows = {str(index): key for index, key in enumerate(found.rows[:most_rows])}
    columns = {str(index): key for index, key in enumerate(found.columns[:most_columns])}
    heads = [RowHead(code, labels_of(view, found.row_dimensions, key)) for code, key in rows.items()]
    tops = [_column_head(view, asked, found, code, key) for code, key in columns.items()]
    cells = {
        (row, column): _cell(found.cells[row_key, column_key])
        for row, row_key in rows.items()
        for column, column_key in columns.items()
        if (row_key, column_key) in found.cells
    }

    def narrow(row: str, column: str) -> None:
        values = dict(zip(found.row_dimensions, rows[row], strict=True))
        if found.column_dimension is not None:
            values[found.column_dimension] = columns[column][0]
        st.switch_page(navigation.file_of("explorer"), query_params=address.query(**_narrowed(asked, values)))

    heading = ", ".join(LABEL_OF[one] for one in found.row_dimensions) or "Périmètre"
    caption = "Choisir une case montre son évolution, mois par mois."
    buttons.render(heads, tops, cells, "explorer_matrice", narrow, caption=caption, heading=heading)
    if len(found.rows) > most_rows:
        st.caption(cut(most_rows, len(found.rows), "lignes"))
    if len(found.columns) > most_columns:
        st.caption(cut(most_columns, len(found.columns), "colonnes"))


def _column_head(view: View, asked: Exploration, found: Pivot, code: str, key: tuple[AxisValue, ...]) -> ColumnHead:
    across = found.column_dimension
    label = label_of(view, across, key[0]) if across is not None else "Valeur"
    measured = view.catalogue[str(key[0]) if across == INDICATOR else asked.question.indicators[0]]
    return ColumnHead(code, label, label, Measure.of(measured))


def _cell(figure: Figure) -> Cell:
    compared, against = figure.comparison, None if figure.comparison is None else figure.comparison.against
    if compared is None:
        return Cell(figure.estimate)
    if against is Against.TARGET:
        return Cell(figure.estimate, goal=adapters.goal(compared))
    if against in (Against.NETWORK, Against.OTHERS):
        return Cell(figure.estimate, verdict=adapters.verdict(compared.verdict))
    return Cell(figure.estimate, compared.difference, adapters.change(compared))


def _narrowed(asked: Exploration, values: dict[Dimension, AxisValue]) -> dict[str, str | tuple[str, ...] | None]:
    """The address of the series of one cell: its places become filters, its time axis becomes the months."""
    changes: dict[str, str | tuple[str, ...] | None] = {
        "vue": CHART,
        "lignes": None,
        "colonnes": None,
        "axes": ("mois",),
    }
    filters = {Axis.SERVICE: "service", Axis.SITE_TYPE: "typologie", Axis.SITE: "site"}
    for dimension, value in values.items():
        if value is None or dimension in TIMES or dimension is Axis.COMMITMENT:
            continue
        if dimension == INDICATOR:
            changes["indicateurs"] = (str(value),)
        elif dimension not in TERRITORIES:
            changes[filters[Axis(dimension)]] = str(value)
    # Of two territories the finer is kept: the filter takes one.
    placed = next((axis for axis in choices.LETTERS if values.get(axis) is not None), None)
    if placed is not None:
        changes["territoire"] = f"{choices.LETTERS[placed]}{values[placed]}"
    return changes
