"""Every site of the perimeter with its figure and its verdict: searched by name, never ranked."""

import streamlit as st

from dashboard.analyses.sites import SiteFigure, Sites
from dashboard.domain.comparison import Verdict
from dashboard.sources.values import normal_name
from dashboard.ui import table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.table import Column, Table
from dashboard.wording import short

ORDER = {Verdict.WORSE: 0, Verdict.LOWER: 0, Verdict.BETTER: 1, Verdict.HIGHER: 1}
VERDICTS = {"Tous": None, "Moins bons": Verdict.WORSE, "Meilleurs": Verdict.BETTER}
MOST = 200


def render(view: View, found: Sites) -> None:
    """A search, a filter by verdict, then the table; sites that differ come first."""
    st.header("Liste des sites")
    if not found.sites:
        st.info("Aucun site n’a de résultat : l’indicateur est publié par territoire, ou pour une autre période.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="liste_sites"):
        text = st.text_input("Rechercher un site", key="recherche_site", placeholder="Nom du site", width=320)
        label = st.segmented_control("Verdict", list(VERDICTS), default="Tous", required=True, key="verdict_site")
    words = normal_name(text).split("_") if text else []
    kept = [site for site in found.sites if _keeps(site, words, VERDICTS[str(label)])]
    kept.sort(key=lambda site: (ORDER.get(site.verdict, 2), site.label))
    if not kept:
        st.info("Aucun site ne correspond à cette recherche.")
        return
    table.show(as_table(found, kept[:MOST]), tall=True)
    if len(kept) > MOST:
        st.caption(f"{MOST} sites affichés sur {len(kept)} : préciser la recherche ou les filtres.")


def _keeps(site: SiteFigure, words: list[str], verdict: Verdict | None) -> bool:
    name = normal_name(site.label)
    return all(word in name for word in words) and (verdict is None or site.verdict is verdict)


def as_table(found: Sites, kept: list[SiteFigure] | None = None) -> Table:
    """One row a site, by label unless `kept` gives another order."""
    indicator = found.indicator
    columns = [Column("Site"), *figure_columns(indicator), Column("Face au réseau")]
    rows = [
        [site.label, *figure_cells(indicator, site.estimate), short.NETWORK.get(site.verdict, "")]
        for site in (found.sites if kept is None else kept)
    ]
    return Table.of(f"{indicator.label}, par site", columns, rows)
