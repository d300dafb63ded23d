"""Units side by side: one row a service or a site, value and interval, against the network and the target."""

from collections.abc import Sequence

from dashboard.analyses.question import Question
from dashboard.charts import adapters
from dashboard.charts.intervals import Point, Reference, intervals
from dashboard.charts.scale import Measure
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator, Target
from dashboard.ui import chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figures_table
from dashboard.ui.method_note import method_of
from dashboard.wording import short
from dashboard.wording.figure import read_figure
from dashboard.wording.reading import Reading
from dashboard.wording.target import short_target

Unit = tuple[str, Estimate, Verdict]
"""Label, figure, verdict against the network."""


def render(
    view: View,
    indicator: Indicator,
    units: Sequence[Unit],
    *,
    key: str,
    heading: str,
    read: Reading,
    question: Question,
    network: Estimate | None = None,
    target: Target | None = None,
    when: str = "",
    listed: Sequence[Unit] = (),
) -> None:
    """Draw the units in the order given. `heading` names the units (« Service »); `when`: what they cover, when it is
    not the period of the filters; `listed`: every unit of the table, when the chart has some of them only."""
    points = [Point(label, estimate, adapters.verdict(verdict)) for label, estimate, verdict in units]
    references = []
    if isinstance(network, Shown):
        references.append(Reference("Ensemble", network.value))
    if target is not None:
        references.append(Reference(f"Cible : {short_target(indicator, target)}", target.value, target=True))
    rows = [(label, estimate, short.NETWORK.get(verdict, "")) for label, estimate, verdict in listed or units]
    covered = when or view.selection.when
    caption = f"{indicator.label}, {covered}"
    chart.show(
        lambda: intervals(points, Measure.of(indicator), view.palette, references),
        key=key,
        alt=f"{indicator.label} par {heading.lower()}, avec intervalle de confiance à 95 %. {read.conclusion}",
        reading=read,
        table=lambda: figures_table(caption, heading, indicator, rows),
        filename=f"{indicator.code}-par-{heading.lower()}",
        method=lambda: method_of(view, question),
        cited="" if network is None else read_figure(indicator, network, "ensemble", covered).conclusion,
        when=when,
    )
