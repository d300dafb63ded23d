"""One indicator through the months, with the limits of its usual variation."""

from dashboard.analyses.events import events
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.time_series import Series
from dashboard.charts import adapters
from dashboard.charts.control_chart import control_chart
from dashboard.charts.scale import Measure
from dashboard.domain.estimate import Shown
from dashboard.domain.event import Event
from dashboard.domain.indicator import Target
from dashboard.domain.scope import Scope
from dashboard.ui import chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import event_list
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording.dates import month, period
from dashboard.wording.events import marked
from dashboard.wording.figure import read_figure
from dashboard.wording.grammar import capital
from dashboard.wording.reading import Reading
from dashboard.wording.series import rule_words
from dashboard.wording.steps import running_words, step_words
from dashboard.wording.words import SIGNAL_WORDS, step_noun


def render(
    view: View,
    series: Series,
    read: Reading,
    *,
    key: str,
    scope: Scope,
    target: Target | None = None,
    height: int = 320,
    said: str = "",
) -> None:
    """Draw a series with its reading and its events; every step is in the table, those without a figure included.

    `said`: what the text alternative says of the chart, by default the conclusion of the reading.
    """
    indicator = series.indicator
    happened = events_of(view, series, scope)
    drawn = adapters.series(series, target=target.value if target else None, events=happened)
    span = series.covered
    said = " ".join(part for part in (said or read.conclusion, marked(happened)) if part)
    chart.show(
        lambda: control_chart(drawn, Measure.of(indicator), view.palette, height=height),
        key=key,
        alt=f"{indicator.label} par {step_noun(series.step)}, {period(span)}. {said}",
        reading=read,
        table=lambda: as_table(series),
        filename=f"{indicator.code}-par-{slug(series)}",
        method=lambda: method_of(view, Question((indicator.code,), (Axis.MONTH,), scope, span)),
        cited=last_value(series),
        when=period(span),
    )
    event_list.render(happened, key=key, filename=f"{indicator.code}-evenements")


def events_of(view: View, series: Series, scope: Scope) -> tuple[Event, ...]:
    """The events of the months that a series covers."""
    return view.reader.compute(events, series.indicator.code, scope, series.covered)


def slug(series: Series) -> str:
    """« mois », « trimestre », « annee »: the step in the name of a file."""
    return "12-mois" if series.rolling else step_noun(series.step).replace("é", "e")


def last_value(series: Series) -> str:
    """The sentence of the last whole month that has a figure; empty when none has."""
    for found in reversed(series.months):
        if isinstance(found.estimate, Shown) and not found.unfinished:
            return read_figure(series.indicator, found.estimate, when=month(found.month)).conclusion
    return ""


def as_table(series: Series) -> Table:
    """One row a step, the most recent first."""
    indicator = series.indicator
    columns = [Column(capital(step_noun(series.step))), *figure_columns(indicator), Column("Signal")]
    rows: list[list[Cell | Content]] = []
    for found in reversed(series.months):
        words: Content = None
        if found.unfinished:
            words = running_words(series.step).split(",")[0].lower()
        elif found.rule is not None:
            words = f"{SIGNAL_WORDS[found.signal.value]} : {rule_words(int(found.rule), series.step)}"
        elif isinstance(found.estimate, Shown) and found.centre is not None:
            words = SIGNAL_WORDS[found.signal.value]
        rows.append(
            [
                step_words(found.month, series.step, rolling=series.rolling),
                *figure_cells(indicator, found.estimate),
                words,
            ]
        )
    return Table.of(f"{indicator.label}, par {step_noun(series.step)}", columns, rows)
