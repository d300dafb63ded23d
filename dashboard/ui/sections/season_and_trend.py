"""Two other views of a series, each apart from the raw one: without its season (« CVS »), and with its trend."""

from collections.abc import Sequence

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.season_and_trend import Adjusted, Trend, adjusted, trend_of
from dashboard.analyses.time_series import Series
from dashboard.charts.adapters import marks
from dashboard.charts.scale import Measure
from dashboard.charts.trend_chart import Line, adjusted_chart, trend_chart
from dashboard.domain.event import Event
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.ui import chart, reading
from dashboard.ui.chart import Method
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column, Row, Table
from dashboard.wording import season_and_trend as words
from dashboard.wording.events import marked
from dashboard.wording.reading import Reading
from dashboard.wording.steps import step_words


def render_adjusted(view: View, series: Series, happened: Sequence[Event]) -> None:
    """The series « CVS », or why there is none."""
    found = adjusted(series)
    if found is None or found.season is None:
        few = (
            Reading(words.NO_SEASON, "") if found is None else words.no_adjusted(found.known, found.needed, found.step)
        )
        reading.show(few)
        return
    season, step = found.season, series.step
    points = list(zip(found.months, season.adjusted, strict=True))
    effects = list(zip(found.months[: len(season.effects)], season.effects, strict=True))
    read = words.read_adjusted(series.indicator, effects, points[-1], step)
    label = f"{series.indicator.label}, série CVS"
    chart.show(
        lambda: adjusted_chart(
            points, Measure.of(series.indicator), view.palette, step=step, marks=marks(happened), height=400
        ),
        key="periodes_cvs",
        alt=f"{label}. {read.conclusion} {marked(happened)}".strip(),
        reading=read,
        table=lambda: _adjusted_table(series, found),
        filename=f"{series.indicator.code}-cvs",
        method=lambda: _method(view, series, "Décomposition additive classique (moyenne mobile centrée)."),
    )


def render_trend(view: View, series: Series, happened: Sequence[Event]) -> None:
    """The series and its trend, or why there is none."""
    found = trend_of(series)
    if found is None:
        reading.show(Reading(words.NO_TREND_OF_ROLLING, ""))
        return
    result, known = found.result, sum(value is not None for value in found.values)
    interval = (result.lower, result.upper)
    read = words.read_trend(
        series.indicator, result.value if found.shown else None, interval, result.p_value, result.note, known,
        seasonal=found.seasonal, step=series.step,
    )  # fmt: skip
    if not found.shown:
        reading.show(read)
        return
    points = list(zip(found.months, found.values, strict=True))
    line = Line(found.months[0], found.months[-1], found.line(), found.line(result.lower), found.line(result.upper))
    chart.show(
        lambda: trend_chart(
            points,
            line,
            Measure.of(series.indicator),
            view.palette,
            step=series.step,
            marks=marks(happened),
            height=400,
        ),
        key="periodes_tendance",
        alt=f"{series.indicator.label}, tendance. {read.conclusion} {marked(happened)}".strip(),
        reading=read,
        table=lambda: _trend_table(series, found),
        filename=f"{series.indicator.code}-tendance",
        method=lambda: _method(view, series, "Pente de Theil-Sen et test de Mann-Kendall, par saison quand il y en a."),
    )


def _method(view: View, series: Series, computed: str) -> Method:
    months = Period(series.months[0].month, shift(series.months[-1].month, 1))
    scope: Scope = view.selection.scope
    found = method_of(view, Question((series.indicator.code,), (Axis.MONTH,), scope, months))
    return Method(f"{computed} {found.explanation}", found.queries, found.loads, found.restatements)


def _adjusted_table(series: Series, found: Adjusted) -> Table:
    assert found.season is not None
    season, decimals, unit = found.season, series.indicator.decimals, series.indicator.unit
    columns = [
        Column("Pas"),
        Column(f"CVS ({unit})" if unit else "CVS", decimals),
        Column("Effet de la saison", decimals),
    ]
    rows: list[Row] = [
        [step_words(month, series.step), season.adjusted[place], season.effects[place % len(season.effects)]]
        for place, month in reversed(list(enumerate(found.months)))
    ]
    return Table.of(f"{series.indicator.label}, série CVS", columns, rows)


def _trend_table(series: Series, found: Trend) -> Table:
    start, stop = found.line()
    last = max(len(found.months) - 1, 1)
    decimals, unit = series.indicator.decimals, series.indicator.unit
    columns = [
        Column("Pas"),
        *(Column(f"{name} ({unit})" if unit else name, decimals) for name in ("Valeur", "Tendance")),
    ]
    rows: list[Row] = [
        [step_words(month, series.step), found.values[place], start + (stop - start) * place / last]
        for place, month in reversed(list(enumerate(found.months)))
    ]
    return Table.of(f"{series.indicator.label} et sa tendance", columns, rows)
