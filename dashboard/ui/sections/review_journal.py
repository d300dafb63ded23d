"""The journal of the opinions of a perimeter: who did what, when, on which one; a closed panel, read by pages."""

from collections.abc import Collection

import streamlit as st

from dashboard.analyses.scope_sites import site_names
from dashboard.registry.review_journal import JournalLine, journal, journal_length
from dashboard.ui import address, table
from dashboard.ui.context import View
from dashboard.ui.table import Cell, Table
from dashboard.wording.dates import moment
from dashboard.wording.grammar import capital, count
from dashboard.wording.review_acts import act_words, actor_name

PAGE = 50
_COLUMNS = ("Date", "Auteur de l’acte", "Acte", "Avis")


@st.fragment
def render(view: View, sites: Collection[str] | None) -> None:
    """A fragment: opening the panel, or another page of it, does not run the queue again."""
    panel = st.expander("Journal des actes", key="journal_des_actes", on_change="rerun")
    if not panel.open:
        return
    with panel:
        length = journal_length(view.thresholds, sites)
        if not length:
            st.html('<p class="spp-sentence">Aucun acte n’est encore inscrit sur ce périmètre.</p>')
            return
        pages = (length - 1) // PAGE + 1
        rank = st.selectbox(
            "Page du journal", range(1, pages + 1), key="page_du_journal", width=220,
            format_func=lambda page: f"Page {page} sur {pages}",
        ) if pages > 1 else 1  # fmt: skip
        lines = journal(view.thresholds, sites, PAGE, offset=PAGE * (rank - 1))
        names = site_names(view.reader, {line.site for line in lines})
        caption = f"{capital(count(length, 'acte'))} sur les avis du périmètre, du plus récent au plus ancien"
        rows = [_row(line, names[line.site]) for line in lines]
        table.show(Table.of(caption, _COLUMNS, rows), tall=len(rows) > 15)


def _row(line: JournalLine, site: str) -> list[Cell | str]:
    act = line.line
    opened = address.link("reviews_to_answer", avis=str(line.review))
    return [
        moment(act.at),
        actor_name(act.actor),
        act_words(act.act.value, act.detail, line.action),
        Cell(f"n°\u00a0{line.review}", href=opened, note=site),
    ]
