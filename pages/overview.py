"""Vue d’ensemble: where do we stand on the engagements, what changed, how fresh are the data."""

from dashboard.analyses.overview import overview
from dashboard.analyses.what_changed import what_changed
from dashboard.ui import context, reading
from dashboard.ui.sections import changes, commitment_cards, delivery, service_matrix

view = context.require()
chosen = view.selection
context.introduce("Vue d’ensemble", view)

found = view.reader.compute(overview, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
reading.show(found.reading)
commitment_cards.render(found, view.palette)
changes.render(
    view.reader.compute(what_changed, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
)
service_matrix.render(view)
delivery.render(found.coverage, {})
