"""Freshness and coverage: who delivered, who is late and by how long, what is not there and why."""

from collections.abc import Mapping

import streamlit as st

from dashboard.analyses.absences import absences
from dashboard.analyses.coverage import Coverage
from dashboard.domain.absence import Presence
from dashboard.store import reads
from dashboard.ui import chart, reading, table
from dashboard.ui.context import View
from dashboard.ui.table import Column, Content, Table
from dashboard.wording.absences import PRESENCE_MEANINGS, PRESENCE_WORDS
from dashboard.wording.dates import month
from dashboard.wording.delivery import read_delivery

MOST = 30


def render(view: View, found: Coverage | None) -> None:
    """The reading, the services with their delays, and a closed panel that says why figures are missing."""
    st.header("Fraîcheur des données")
    if found is None:
        reading.show(read_delivery(0, 0))
        return
    reading.show(found.reading)
    if found.services:
        labels = {row.code: row.name for row in reads.services(view.reader)}
        table.show(by_service(found, labels))
    _absent(view)


def by_service(found: Coverage, labels: Mapping[str, str]) -> Table:
    """How many sites of each service are up to date, and by how many months the others are late."""
    columns = [
        Column("Service"),
        Column("Sites attendus", 0),
        Column("Sites à jour", 0),
        Column("Sites en retard", 0),
        Column("Retard médian (mois)", 0),
        Column("Retard le plus long (mois)", 0),
    ]
    rows = [
        [
            labels.get(one.service or "", one.service or "Sans service"),
            one.sites,
            one.sites - one.late,
            one.late,
            one.median_delay,
            one.longest_delay,
        ]
        for one in found.services
    ]
    when = f", {month(found.month)}" if found.month else ""
    return Table.of(f"Transmission des relevés par service{when}", columns, rows)


@st.fragment
def _absent(view: View) -> None:
    """Computed when it is opened: it reads every site."""
    chart.data_panel("absences", "Ce qui manque, et pourquoi", lambda: _states(view), "absences", named=True)


def _states(view: View) -> Table:
    chosen = view.selection
    found = view.reader.compute(absences, chosen.scope, view.thresholds, chosen.period)
    columns = [Column("Indicateur"), *(Column(PRESENCE_WORDS[state], 0) for state in Presence)]
    rows: list[list[Content]] = [
        [indicator.label, *(states[state] for state in Presence)] for indicator, states in found.rows
    ]
    words = [found.reading.conclusion, found.reading.limit, PRESENCE_MEANINGS]
    return Table.of(f"{' '.join(words)} Nombre de sites en activité, par indicateur principal\u00a0:", columns, rows)


def late_sites(found: Coverage, labels: Mapping[str, str]) -> None:
    """The late sites one by one. `labels`: code of an indicator → label."""
    rows = [
        [late.label, labels.get(late.indicator, late.indicator), month(late.last_delivered)]
        for late in found.late[:MOST]
    ]
    if not rows:
        return
    more = len(found.late) - MOST
    cut = f" (les {MOST} premières sur {len(found.late)})" if more > 0 else ""
    caption = f"Mesures attendues et non transmises{cut}"
    table.html_table(caption, ["Site", "Indicateur", "Dernier mois transmis"], rows, tall=True)
