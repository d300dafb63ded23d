"""Read-only SQL on the figures of the question and the reference tables, as they may be shown."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses.figures import Figure
from dashboard.analyses.sql_tables import sql_tables
from dashboard.errors import QueryError
from dashboard.store import protected_sql
from dashboard.store.protected_sql import LIMITS, Result, SqlTable
from dashboard.ui import rights, sql_editor, table
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.ui.sections.explorer_question import Exploration
from dashboard.ui.table import Column, Table
from dashboard.wording.numerals import number

QUERY = "spp_sql"
"""The last query that was run, in the session: never in the address, which servers log."""
_ANSWER = "spp_sql_answer"
FIRST = "SELECT *\nFROM figures\nORDER BY value DESC\nLIMIT 20"


@st.fragment
def render(view: View, asked: Exploration, found: Sequence[Figure]) -> None:
    """The tables, the editor, the answer. A fragment: a query runs without the rest of the page."""
    tables = sql_tables(view.reader, asked.question, found)
    st.html(
        f'<p class="spp-data">La table <code>figures</code> contient les {number(len(found))} résultats de la question '
        "ci-dessus\u00a0; un résultat non montré n’y a que son statut et son motif. Une seule instruction SELECT, "
        f"{number(LIMITS.max_rows)} lignes et {LIMITS.seconds} secondes au plus.</p>"
    )
    sent = sql_editor.edit(tables, st.session_state.get(QUERY, FIRST), key="explorer_sql")
    if sent is not None:
        st.session_state[QUERY] = sent
        st.session_state.pop(_ANSWER, None)
    if QUERY in st.session_state:
        _answer(st.session_state[QUERY], view, asked, tables)
    _tables(tables)


def _tables(tables: Sequence[SqlTable]) -> None:
    panel = st.expander("Tables et colonnes", key="explorer_sql_tables", on_change="rerun")
    if panel.open:
        rows = [[f"{one.name}.{column.name}", column.type, column.meaning] for one in tables for column in one.columns]
        meanings = "".join(f"<li><code>{one.name}</code>\u00a0: {escape(one.meaning)}</li>" for one in tables)
        with panel:
            st.html(f"<ul>{meanings}</ul>")
            table.show(Table.of("Colonnes des tables", ["Colonne", "Type", "Sens"], rows), tall=True)


def _answer(sql: str, view: View, asked: Exploration, tables: Sequence[SqlTable]) -> None:
    """Kept with its question: a refused query is not run again at each click."""
    about = (sql, asked.question, view.reader.version.sha256)
    known = st.session_state.get(_ANSWER)
    if known is None or known[0] != about:
        try:
            with st.spinner("Requête en cours…"):
                known = (about, protected_sql.run(sql, tables))
        except QueryError as refusal:
            known = (about, str(refusal))
        st.session_state[_ANSWER] = known
    if isinstance(known[1], str):
        st.error(as_written(known[1]))
        return
    whole = as_table(known[1])
    table.show(whole, tall=len(whole.rows) > 15)
    st.download_button(
        "Télécharger cette réponse (CSV)",
        data=rights.offered(whole.csv, "explorer-sql.csv"),
        file_name="explorer-sql.csv",
        mime="text/csv",
        key="explorer_sql_csv",
        on_click="ignore",
    )


def as_table(found: Result) -> Table:
    """Numbers to the right; a column of whole numbers has no decimal."""
    columns = [_column(name, [row[place] for row in found.rows]) for place, name in enumerate(found.columns)]
    return Table.of(_caption(found), columns, [[_text(value) for value in row] for row in found.rows])


def _caption(found: Result) -> str:
    rows = f"{number(len(found.rows))} {'lignes' if len(found.rows) > 1 else 'ligne'}"
    return f"{rows}, les premières\u00a0: ajouter WHERE ou GROUP BY pour voir le reste." if found.cut else f"{rows}."


def _column(name: str, values: Sequence[object]) -> Column:
    known = [value for value in values if value is not None]
    if not known or any(isinstance(value, bool) or not isinstance(value, int | float) for value in known):
        return Column(name)
    return Column(name, 0 if all(isinstance(value, int) for value in known) else 2)


def _text(value: str | int | float | bool | None) -> str | int | float | None:
    return {True: "vrai", False: "faux"}[value] if isinstance(value, bool) else value
