"""What people wrote in a closed survey: the themes in a table, then a few texts of the theme that is chosen."""

from html import escape

import streamlit as st

from dashboard import catalog
from dashboard.analyses.survey_comments import Comments, comments, texts
from dashboard.analyses.survey_results import Results
from dashboard.analyses.surveys import Calendar
from dashboard.domain.estimate import Shown
from dashboard.ui import address, navigation, reading, table
from dashboard.ui.context import View
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import survey_comments as wording
from dashboard.wording.dates import period


def render(view: View, calendar: Calendar, results: Results) -> None:
    """A sentence alone when nobody wrote, or when nothing may be told."""
    code = results.survey.code
    found = view.reader.compute(comments, calendar, code, view.thresholds)
    st.header("Ce que disent les réponses libres")
    reading.show(found.reading)
    if found.n is None or not found.themes or results.period is None:
        return
    _line(wording.INTRODUCTION)
    made = themes_table(found)
    table.html_table(
        made.caption, made.columns, made.rows, filename=f"{code}-reponses-libres", reading=found.reading,
        when=period(results.period), filtered=False,
    )  # fmt: skip
    if found.hidden:
        _line(wording.hidden(found.hidden))
    options = {theme.topic.code: theme.topic.label for theme in found.themes}
    chosen = str(address.one("Thème des réponses libres", "theme", options, default=next(iter(options)), width=420))
    st.subheader(f"Quelques réponses\u00a0: {options[chosen]}")
    _line(wording.CHOICE)
    for text in view.reader.compute(texts, calendar, code, chosen, view.thresholds):
        st.html(f'<blockquote class="spp-quote">{escape(text)}</blockquote>')


def _line(text: str) -> None:
    st.html(f'<p class="spp-data">{escape(text)}</p>')


def themes_table(found: Comments) -> Table:
    """One row a theme: people, share of those who wrote with its interval, the engagement that it speaks of."""
    labels = {one.number: navigation.commitment_label(one) for one in catalog.first_edition().commitments}
    columns = [
        Column("Thème"), Column("Personnes", 0), Column("Part de celles qui ont écrit (%)", 1),
        Column("IC 95\u00a0%, bas", 1), Column("IC 95\u00a0%, haut", 1), Column("Engagement"),
    ]  # fmt: skip
    rows: list[list[Cell | Content]] = [
        [one.topic.label, one.n, one.share.value, one.share.lower, one.share.upper, labels[one.topic.commitment]]
        for one in found.themes
        if isinstance(one.share, Shown)
    ]
    return Table.of("Thèmes des réponses libres", columns, rows)
