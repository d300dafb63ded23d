"""Where SQL is typed: a text area that completes the names of tables and columns, a Streamlit component.

Streamlit 1.67 has no editor of code. The field stays an ordinary text area: without completion it works all the same.
Keyboard: Ctrl+Space or typing opens the list, arrows choose, Enter takes, Escape closes, Ctrl+Enter runs.
"""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.store.protected_sql import SqlTable

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "barometre_sql_editor",
    html='<div class="editor"></div>',
    css=(_HERE / "sql_editor.css").read_text(encoding="utf-8"),
    js=(_HERE / "sql_editor.js").read_text(encoding="utf-8"),
)

KEYWORDS = (
    *("SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "ON", "AS"),
    *("DISTINCT", "WITH", "UNION ALL", "CASE", "WHEN", "THEN", "ELSE", "END", "AND", "OR", "NOT", "IN", "BETWEEN"),
    *("IS NULL", "IS NOT NULL", "DESC", "count(*)", "avg", "min", "max", "sum", "median", "round", "coalesce"),
)


def edit(tables: Sequence[SqlTable], text: str, key: str) -> str | None:
    """Draws the editor with `text` at first; the query to run, in the run that follows a person’s choice, else None."""
    sent = _component(key=key, data={"text": text, "words": words(tables)}, on_run_change=_nothing).run
    return str(sent) if sent is not None else None


def words(tables: Sequence[SqlTable]) -> list[dict[str, str]]:
    """What is completed: tables, then their columns once each, then the usual words of SQL."""
    found = {table.name: f"table\u00a0: {table.meaning}" for table in tables}
    for table in tables:
        for column in table.columns:
            found.setdefault(column.name, column.meaning)
    found |= {keyword: "" for keyword in KEYWORDS}
    return [{"word": word, "meaning": meaning} for word, meaning in found.items()]


def _nothing() -> None:
    """Streamlit wants a callback to report a trigger."""
