"""Each service now and before."""

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.service_comparison import ServiceComparison, ServiceFigure
from dashboard.charts import adapters
from dashboard.charts.dumbbell import Change, dumbbell
from dashboard.charts.scale import Measure
from dashboard.charts.slope import slope
from dashboard.domain.estimate import Estimate, Status, Withheld
from dashboard.ui import address, chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import change_cell
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import composition_effect
from dashboard.ui.table import Table
from dashboard.wording import short

DRAWINGS = {"halteres": "Haltères", "pentes": "Pentes"}


def render(view: View, found: ServiceComparison) -> None:
    """One row a service whose two periods may be shown; the table has them all."""
    chosen, indicator = view.selection, found.indicator
    drawing = address.switch("Dessin", "dessin", DRAWINGS, default="halteres")
    changes = [
        Change(item.label, _before(item), item.judged.figure.estimate, adapters.change(item.earlier))
        for item in found.services
    ]
    draw = slope if drawing == "pentes" else dumbbell
    chart.show(
        lambda: draw(changes, Measure.of(indicator), view.palette, before=chosen.before, after=chosen.when),
        key="services_evolutions",
        alt=f"{indicator.label} par service, {chosen.before} et {chosen.when}. {found.changes.conclusion}",
        reading=found.changes,
        table=lambda: as_table(found, chosen.before, chosen.when),
        filename=f"{indicator.code}-evolution-par-service",
        method=lambda: method_of(view, Question((indicator.code,), (Axis.SERVICE,), chosen.scope, chosen.period)),
    )
    composition_effect.warn(view, indicator.code)


def _before(item: ServiceFigure) -> Estimate:
    return item.earlier.benchmark or Withheld(Status.NO_DATA)


def as_table(found: ServiceComparison, before: str, when: str) -> Table:
    """One row a service: both values, the gap and its verdict."""
    indicator = found.indicator
    rows = [
        [
            item.label,
            short.value(indicator, _before(item)),
            short.value(indicator, item.judged.figure.estimate),
            change_cell(indicator, item.judged.figure.estimate, item.earlier),
        ]
        for item in found.services
    ]
    return Table.of(f"{indicator.label}, par service", ["Service", before, when, "Évolution"], rows)
