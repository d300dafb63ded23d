"""One site: all its indicators against its peers, and one of them through the months."""

from html import escape

import streamlit as st

from dashboard.analyses.over_time import reading as series_reading
from dashboard.analyses.site_sheet import SheetRow, SiteSheet, site_sheet
from dashboard.domain.scope import Scope
from dashboard.ui import address, navigation, reading, site_link, table
from dashboard.ui.context import View
from dashboard.ui.sections import control_charts
from dashboard.ui.table import Column, Table
from dashboard.wording import short
from dashboard.wording.words import VERDICT_WORDS


def render(view: View, code: str) -> None:
    """Who it is, what differs from its peers, then the detail of one indicator."""
    found = view.reader.compute(site_sheet, code, view.thresholds, view.selection.period)
    site_link.carry()
    st.page_link(navigation.file_of("sites"), label="Retour à la liste des sites", query_params=site_link.back())
    _identity(found)
    reading.show(found.reading)
    if not found.rows:
        st.info("Ce site n’a aucun résultat sur cette période.")
        return
    content = as_table(found)
    table.show(content)
    st.download_button(
        "Télécharger la fiche (CSV)",
        data=content.csv,
        file_name=f"fiche-{code}.csv",
        mime="text/csv",
        on_click="ignore",
    )
    rows = {row.figure.indicator.code: row for row in found.rows if row.series is not None}
    if rows:
        st.header("Un indicateur du site, mois par mois")
        labels = {key: row.figure.indicator.label for key, row in rows.items()}
        chosen = address.one("Indicateur du site", "detail", labels, default=next(iter(labels)), width=520)
        _series(view, rows[str(chosen)], code)


def _identity(found: SiteSheet) -> None:
    site = found.site
    st.header(site.name)
    place = ", ".join(part for part in (site.site_type_label, site.city, site.department_label) if part)
    state = "" if site.active else " Site fermé : son historique est conservé."
    peers = "Comparé aux autres sites de même typologie et de même service."
    st.html(f'<p class="spp-data">{escape(place)}.{state} {peers}</p>')


def _series(view: View, row: SheetRow, code: str) -> None:
    series = row.series
    assert series is not None
    read = series_reading(series.indicator, series)
    control_charts.render(view, series, read, key="site_mois", scope=Scope(sites=(code,)))


def as_table(found: SiteSheet) -> Table:
    """One row an indicator: figure, peers, last year, target."""
    heads = ["Indicateur", "Engagement", "Valeur", "Précision", "Pairs", "Face aux pairs", "Sur un an", "Cible"]
    rows = []
    for row in found.rows:
        indicator, estimate = row.figure.indicator, row.figure.estimate
        peers = row.peers.benchmark
        rows.append(
            [
                indicator.label,
                f"n° {indicator.commitment}" if indicator.commitment else "transversal",
                short.value(indicator, estimate),
                short.details(indicator, estimate),
                short.value(indicator, peers) if peers is not None else "–",
                short.NETWORK.get(row.peers.verdict, "").replace("le réseau", "ses pairs"),
                short.change(indicator, estimate, row.last_year),
                VERDICT_WORDS[row.target.verdict],
            ]
        )
    return Table.of(f"Indicateurs de {found.site.name}", [Column(head) for head in heads], rows)
