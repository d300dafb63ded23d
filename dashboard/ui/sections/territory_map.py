"""An indicator by territory: the map, and beside it those that differ, each leading to its perimeter."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import catalog
from dashboard.analyses.figures import Figure
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.territories import Territories, territories
from dashboard.charts import adapters
from dashboard.charts.scale import Measure
from dashboard.charts.site_map import site_map
from dashboard.charts.territory import frames
from dashboard.domain.french_order import place_of
from dashboard.domain.indicator import Indicator
from dashboard.ui import address, chart, choices, divisions
from dashboard.ui.context import View
from dashboard.ui.divisions import Division
from dashboard.ui.figure_tables import figures_table
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import distinct_table
from dashboard.ui.table import Cell, Table
from dashboard.wording import short


def render(view: View, indicator: Indicator, division: Division, key: str) -> None:
    """The map of the perimeter with its reading, its table and the territories that differ."""
    chosen = view.selection
    found = view.reader.compute(
        territories, indicator.code, division.axis, chosen.scope, view.thresholds, chosen.period
    )
    names = divisions.names(view.reader, division)
    drawn, listed = st.columns([2, 1], gap="medium") if found.distinct else (st.container(), None)
    with drawn:
        chart.show(
            lambda: _drawing(view, indicator, division, found),
            key=key,
            alt=f"Carte de France {division.by}\u00a0: {indicator.label}. {found.reading.conclusion}",
            reading=found.reading,
            table=lambda: _as_table(indicator, division, found, names),
            filename=f"{indicator.code}-{division.filename}",
            method=lambda: method_of(view, Question((indicator.code,), (division.axis,), chosen.scope, chosen.period)),
        )
    if listed is not None:
        _distinct(found, indicator, division, names, listed)


def _drawing(view: View, indicator: Indicator, division: Division, found: Territories) -> Any:
    figures = {_code(figure): figure.estimate for figure in found.figures}
    verdicts = {_code(f): adapters.verdict(f.comparison.verdict) for f in found.figures if f.comparison}
    return site_map(
        divisions.areas(view.reader, division),
        figures,
        Measure.of(indicator),
        view.palette,
        frames=frames(catalog.outlines()),
        verdicts=verdicts if found.tested else None,
    )


def _distinct(
    found: Territories,
    indicator: Indicator,
    division: Division,
    names: Mapping[str, str],
    where: "st.delta_generator.DeltaGenerator",
) -> None:
    """Those that differ, by name: a link keeps the view and takes the territory."""
    rows = [
        (
            Cell(names.get(_code(figure), _code(figure)), href=_address(division, figure)),
            short.value(indicator, figure.estimate),
            figure.comparison.verdict,
        )
        for figure in found.distinct
        if figure.comparison is not None
    ]
    distinct_table.render(f"{division.distinct} qui se distinguent", division.heading, rows, "en table", where)


def _address(division: Division, figure: Figure) -> str:
    return address.link("overview", territoire=f"{choices.LETTERS[division.axis]}{_code(figure)}")


def _as_table(indicator: Indicator, division: Division, found: Territories, names: Mapping[str, str]) -> Table:
    """The départements by code, which tells them from their namesakes; the ressorts and directions by name."""
    coded = division.axis is Axis.DEPARTMENT
    listed = sorted(found.figures, key=lambda f: (_code(f), "") if coded else place_of(names.get(_code(f), _code(f))))
    rows = [
        (
            Cell(_name(figure, names, coded=coded), href=_address(division, figure)),
            figure.estimate,
            short.NETWORK.get(figure.comparison.verdict, "") if figure.comparison else "",
        )
        for figure in listed
    ]
    return figures_table(f"{indicator.label}, {division.by}", division.heading, indicator, rows)


def _name(figure: Figure, names: Mapping[str, str], *, coded: bool) -> str:
    code = _code(figure)
    name = names.get(code, code)
    return f"{name} ({code})" if coded else name


def _code(figure: Figure) -> str:
    [code] = figure.axes.values()
    return str(code)
