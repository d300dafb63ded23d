"""The targets of an indicator year by year against its results."""

import streamlit as st

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.trajectories import Trajectory, trajectories
from dashboard.charts.scale import Measure
from dashboard.charts.trajectory import YearPoint, trajectory
from dashboard.domain.indicator import Indicator
from dashboard.ui import chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column, Table
from dashboard.wording.trajectory import words


def render(view: View, indicator: Indicator) -> None:
    """Nothing for an indicator without target on this scope."""
    chosen = view.selection
    found = view.reader.compute(trajectories, (indicator,), chosen.scope, view.thresholds)
    if not found:
        return
    [made] = found
    points = [
        YearPoint(step.year, step.estimate, None if step.target is None else step.target.value, step.running)
        for step in made.steps
    ]
    st.header(f"{indicator.label}\u00a0: cibles et trajectoire")
    chart.show(
        lambda: trajectory(points, Measure.of(indicator), view.palette),
        key="trajectoire",
        alt=f"{indicator.label} par année, avec les cibles. {made.reading.conclusion}",
        reading=made.reading,
        table=lambda: as_table(made),
        filename=f"{indicator.code}-cibles",
        method=lambda: method_of(view, Question((indicator.code,), (Axis.YEAR,), chosen.scope)),
    )


def as_table(made: Trajectory) -> Table:
    """One row a year, the most recent first: result, target, status, progress rate."""
    indicator = made.indicator
    unit = f" ({indicator.unit})" if indicator.unit else ""
    columns = [
        Column("Année"),
        *figure_columns(indicator),
        Column(f"Cible{unit}", indicator.decimals),
        Column("Statut"),
        Column("Taux d’avancement à date (%)", 0),
        Column("Source de la cible"),
    ]
    rows = [
        [
            str(step.year),
            *figure_cells(indicator, step.estimate),
            None if step.target is None else step.target.value,
            "année en cours" if step.running else words(step.status.value),
            step.progress,
            None if step.target is None else step.target.source,
        ]
        for step in reversed(made.steps)
    ]
    return Table.of(f"{indicator.label}, résultats et cibles par année", columns, rows)
