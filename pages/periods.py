"""Périodes: is it a signal or noise, since when, and against the same months of last year."""

from dashboard.analyses.over_time import over_time
from dashboard.ui import context, indicator_choice, window_choice
from dashboard.ui.sections import over_time_chart, period_comparisons, small_multiples

view = context.require()
chosen = view.selection
context.introduce("Périodes", view)

indicator = indicator_choice.choose(view)
window = window_choice.choose(view)
found = view.reader.compute(
    over_time, indicator.code, chosen.scope, view.thresholds, period=chosen.period, window=window
)
over_time_chart.render(view, found)
period_comparisons.render(view, found, window)
small_multiples.render(view)
