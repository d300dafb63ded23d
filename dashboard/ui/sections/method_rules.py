"""How figures are computed, shown, compared and withheld, with the thresholds of this installation."""

import streamlit as st

from dashboard.config import settings
from dashboard.ui import table
from dashboard.ui.table import Column
from dashboard.wording.method_rules import ABSENCE_HEADS, ABSENCES, sections


def render() -> None:
    """The rules that hold for every page, file and command."""
    chosen = settings()
    first, *others = sections(chosen.masked_below, chosen.unanimous_below, chosen.fragile_below)
    st.header(first.title)
    st.markdown(_listed(first.rules))
    heads = [Column(head) for head in ABSENCE_HEADS]
    table.html_table("Ce que veut dire une absence", heads, ABSENCES, filtered=False)
    for section in others:
        st.header(section.title)
        st.markdown(_listed(section.rules))


def _listed(rules: tuple[str, ...]) -> str:
    return "\n".join(f"- {rule}" for rule in rules)
