"""The level of each service against the rest of the network."""

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.service_comparison import ServiceComparison
from dashboard.analyses.target_in_force import target_of
from dashboard.ui.context import View
from dashboard.ui.sections import interval_chart


def render(view: View, found: ServiceComparison) -> None:
    """One row a service."""
    chosen = view.selection
    interval_chart.render(
        view,
        found.indicator,
        [(item.label, item.judged.figure.estimate, item.network.verdict) for item in found.services],
        key="services_niveaux",
        heading="Service",
        read=found.levels,
        question=Question((found.indicator.code,), (Axis.SERVICE,), chosen.scope, chosen.period),
        network=found.whole.figure.estimate if found.whole else None,
        target=target_of(found.indicator, chosen.scope, chosen.period),
    )
