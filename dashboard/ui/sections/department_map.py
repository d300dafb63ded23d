"""An indicator by département: the map, and beside it those that differ, each leading to its perimeter."""

import streamlit as st

from dashboard import catalog
from dashboard.analyses.figures import Figure
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.sites import Departments, departments
from dashboard.charts import adapters
from dashboard.charts.scale import Measure
from dashboard.charts.site_map import site_map
from dashboard.charts.territory import department_areas, frames
from dashboard.domain.indicator import Indicator
from dashboard.store import reads
from dashboard.ui import address, chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figures_table
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import distinct_table
from dashboard.ui.table import Cell, Table
from dashboard.wording import short


def render(view: View, indicator: Indicator, key: str) -> None:
    """The map of the perimeter with its reading, its table and the départements that differ."""
    chosen = view.selection
    found = view.reader.compute(departments, indicator.code, chosen.scope, view.thresholds, chosen.period)
    names = {row.code: row.name for row in reads.departments(view.reader)}
    figures = {_code(figure): figure.estimate for figure in found.figures}
    verdicts = {_code(f): adapters.verdict(f.comparison.verdict) for f in found.figures if f.comparison}
    sheet = catalog.outlines()
    areas = department_areas(sheet, catalog.departments())
    drawn, listed = st.columns([2, 1], gap="medium") if found.distinct else (st.container(), None)
    with drawn:
        chart.show(
            lambda: site_map(
                areas,
                figures,
                Measure.of(indicator),
                view.palette,
                frames=frames(sheet),
                verdicts=verdicts if found.tested else None,
            ),
            key=key,
            alt=f"Carte de France par département\u00a0: {indicator.label}. {found.reading.conclusion}",
            reading=found.reading,
            table=lambda: _as_table(indicator, found, names),
            filename=f"{indicator.code}-par-departement",
            method=lambda: method_of(
                view, Question((indicator.code,), (Axis.DEPARTMENT,), chosen.scope, chosen.period)
            ),
        )
    if listed is not None:
        _distinct(found, indicator, names, listed)


def _distinct(
    found: Departments, indicator: Indicator, names: dict[str, str], where: "st.delta_generator.DeltaGenerator"
) -> None:
    """Those that differ, by name: a link keeps the view and takes the territory."""
    rows = [
        (
            Cell(names.get(_code(figure), _code(figure)), href=_address(_code(figure))),
            short.value(indicator, figure.estimate),
            figure.comparison.verdict,
        )
        for figure in found.distinct
        if figure.comparison is not None
    ]
    distinct_table.render("Départements qui se distinguent", "Département", rows, "en table", where)


def _address(code: str) -> str:
    return address.link("overview", territoire=f"d{code}")


def _as_table(indicator: Indicator, found: Departments, names: dict[str, str]) -> Table:
    rows = [
        (
            Cell(f"{names.get(_code(figure), _code(figure))} ({_code(figure)})", href=_address(_code(figure))),
            figure.estimate,
            short.NETWORK.get(figure.comparison.verdict, "") if figure.comparison else "",
        )
        for figure in sorted(found.figures, key=_code)
    ]
    return figures_table(f"{indicator.label}, par département", "Département", indicator, rows)


def _code(figure: Figure) -> str:
    return str(figure.axes[Axis.DEPARTMENT])
