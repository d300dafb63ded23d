"""An indicator site by site on the map, and beside it the sites that differ, each leading to its sheet."""

import streamlit as st

from dashboard import catalog
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.sites import Sites
from dashboard.charts.place_marks import legible
from dashboard.charts.scale import Measure
from dashboard.charts.site_map import place_map
from dashboard.charts.site_places import site_places
from dashboard.charts.territory import department_areas, frames
from dashboard.domain.comparison import DISTINCT
from dashboard.domain.estimate import Shown
from dashboard.domain.french_order import place_of
from dashboard.ui import chart, site_link
from dashboard.ui.context import View
from dashboard.ui.divisions import DEPARTMENTS, DIVISIONS
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import distinct_table, territory_map
from dashboard.ui.sections.site_list import as_table
from dashboard.ui.table import Cell
from dashboard.wording import short
from dashboard.wording.site_places import read_places, too_many


def render(view: View, found: Sites, key: str) -> None:
    """The map with its reading, its table and the sites that differ; that of the départements for too many sites."""
    chosen, indicator, sheet = view.selection, found.indicator, catalog.outlines()
    placed = list(site_places(found.sites, sheet))
    places = legible(placed)
    if not places:
        st.info(too_many(len(placed)))
        territory_map.render(view, indicator, DIVISIONS[DEPARTMENTS], "sites_carte")
        return
    shown = sum(isinstance(site.estimate, Shown) for site in found.sites)
    reading = read_places(found.reading, drawn=len(places), placed=len(placed), shown=shown)
    distinct = any(site.verdict in DISTINCT for site in found.sites)
    drawn, listed = st.columns([2, 1], gap="medium") if distinct else (st.container(), None)
    with drawn:
        chart.show(
            lambda: place_map(
                department_areas(sheet, catalog.departments()),
                places,
                Measure.of(indicator),
                view.palette,
                frames=frames(sheet),
            ),
            key=key,
            alt=f"Carte de France des sites\u00a0: {indicator.label}. {reading.conclusion}",
            reading=reading,
            table=lambda: as_table(found),
            filename=f"{indicator.code}-carte-des-sites",
            method=lambda: method_of(view, Question((indicator.code,), (Axis.SITE,), chosen.scope, chosen.period)),
        )
    if listed is not None:
        _distinct(view, found, listed)


def _distinct(view: View, found: Sites, where: "st.delta_generator.DeltaGenerator") -> None:
    """Those that differ, the strongest evidence first."""
    sites = sorted(
        (site for site in found.sites if site.verdict in DISTINCT),
        key=lambda site: (DISTINCT.index(site.verdict), site.adjusted_p or 0.0, place_of(site.label)),
    )
    sheet = site_link.to_sheets(view.selection.scope, found.indicator.code)
    rows = [
        (
            Cell(site.label, href=sheet(site.code)),
            short.value(found.indicator, site.estimate),
            site.verdict,
        )
        for site in sites
    ]
    distinct_table.render("Sites qui se distinguent", "Site", rows, "dans la liste", where)
