"""Périodes: is it a signal or noise, since when, and against the same months of last year."""

from dashboard.analyses.over_time import over_time
from dashboard.ui import context, indicator_choice, series_choice
from dashboard.ui.sections import answer, over_time_chart, period_comparisons, small_multiples

view = context.require()
chosen = view.selection
context.introduce("Périodes", view)

indicator = indicator_choice.choose(view)
wanted = series_choice.choose(view, indicator)
found = view.reader.compute(
    over_time,
    indicator.code,
    chosen.scope,
    view.thresholds,
    period=chosen.period,
    window=wanted.window,
    step=wanted.step,
    chart=wanted.chart,
)
answer.render(view, found)
over_time_chart.render(view, found, wanted.drawn)
period_comparisons.render(view, found)
small_multiples.render(view)
