"""Engagements: one engagement, its indicators, who does well, how it moves."""

from dashboard.analyses.commitments import published_engagements
from dashboard.analyses.engagement import engagement
from dashboard.ui import address, context, navigation
from dashboard.ui.sections import actions_about, commitment_detail, engagements_compared, user_voice

view = context.require()
chosen = view.selection
context.introduce("Engagements", view)

commitments = [found.commitment for found in view.reader.compute(published_engagements)]
labels = {str(commitment.number): navigation.commitment_label(commitment) for commitment in commitments}
number = int(str(address.one("Engagement", "engagement", labels, default=next(iter(labels)), width=520)))
found = view.reader.compute(
    engagement,
    number,
    chosen.scope,
    view.thresholds,
    period=chosen.period,
    against=chosen.against,
)
commitment_detail.render(view, found)
user_voice.render(view, number)
actions_about.of_commitment(view, number)
engagements_compared.render(view, number)
