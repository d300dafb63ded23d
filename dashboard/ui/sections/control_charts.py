"""One indicator through the months, with the limits of its usual variation."""

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.time_series import Series
from dashboard.charts import adapters
from dashboard.charts.control_chart import control_chart
from dashboard.charts.scale import Measure
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Target
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.ui import chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording.dates import month, period
from dashboard.wording.figure import read_figure
from dashboard.wording.reading import Reading
from dashboard.wording.series import rule_words
from dashboard.wording.words import SIGNAL_WORDS


def render(
    view: View,
    series: Series,
    read: Reading,
    *,
    key: str,
    scope: Scope,
    target: Target | None = None,
    height: int = 320,
) -> None:
    """Draw a series with its reading; every month is in the table, those without a figure included."""
    indicator = series.indicator
    drawn = adapters.series(series, target=target.value if target else None)
    span = Period(series.months[0].month, shift(series.months[-1].month, 1))
    chart.show(
        lambda: control_chart(drawn, Measure.of(indicator), view.palette, height=height),
        key=key,
        alt=f"{indicator.label} par mois, de {month(span.start)} à {month(span.last_month)}. {read.conclusion}",
        reading=read,
        table=lambda: as_table(series),
        filename=f"{indicator.code}-par-mois",
        method=lambda: method_of(view, Question((indicator.code,), (Axis.MONTH,), scope, span)),
        cited=last_value(series),
        when=period(span),
    )


def last_value(series: Series) -> str:
    """The sentence of the last whole month that has a figure; empty when none has."""
    for found in reversed(series.months):
        if isinstance(found.estimate, Shown) and not found.unfinished:
            return read_figure(series.indicator, found.estimate, when=month(found.month)).conclusion
    return ""


def as_table(series: Series) -> Table:
    """One row a month, the most recent first."""
    indicator = series.indicator
    columns = [Column("Mois"), *figure_columns(indicator), Column("Signal")]
    rows: list[list[Cell | Content]] = []
    for found in reversed(series.months):
        words: Content = None
        if found.unfinished:
            words = "mois en cours"
        elif found.rule is not None:
            words = f"{SIGNAL_WORDS[found.signal.value]} : {rule_words(int(found.rule), series.step)}"
        elif isinstance(found.estimate, Shown) and found.centre is not None:
            words = SIGNAL_WORDS[found.signal.value]
        rows.append([month(found.month), *figure_cells(indicator, found.estimate), words])
    return Table.of(f"{indicator.label}, par mois", columns, rows)
