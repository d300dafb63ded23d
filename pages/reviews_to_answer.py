"""Avis à traiter: what waits to be read, answered or validated, since when; and one opinion, opened."""

from dashboard.analyses.scope_sites import places_within
from dashboard.ui import acting_as, address, context
from dashboard.ui.sections import opened_review, review_journal, review_queue

view = context.require()
context.introduce("Avis à traiter", view, undated="sans égard à la période")

sites, _ = view.reader.compute(places_within, view.selection.scope)
opened = address.carried("avis")
if opened:
    opened_review.render(view, opened[0])
else:
    review_queue.render(view, sites)
    acting_as.render()
    review_journal.render(view, sites)
