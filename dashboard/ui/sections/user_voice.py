"""What users say about an engagement: tones, themes, and a few opinions with their answer."""

from html import escape

import streamlit as st

from dashboard.analyses.user_voice import UserVoice, opinions, user_voice
from dashboard.domain.estimate import Estimate, Shown
from dashboard.store.reviews import ReviewTexts
from dashboard.ui import reading, table
from dashboard.ui.context import View
from dashboard.ui.table import Column, Table
from dashboard.wording import user_voice as wording
from dashboard.wording.dates import month
from dashboard.wording.words import STATUS_WORDS


def render(view: View, number: int) -> None:
    """The section; a sentence alone when no theme speaks of the engagement or too few people wrote."""
    chosen = view.selection
    found = view.reader.compute(
        user_voice, number, chosen.scope, view.thresholds, chosen.period, opinions(view.catalogue)
    )
    st.header("Ce que disent les usagers")
    if found is None:
        st.html(f'<p class="spp-sentence">{escape(wording.NO_THEME)}</p>')
        return
    reading.show(found.reading)
    if not found.tones:
        return
    left, right = st.columns(2)
    table.show(tones_table(found), container=left)
    if found.cited:
        table.show(themes_table(found), container=right)
    st.subheader("Derniers avis publiés, les avis répondus d’abord")
    for start in range(0, len(found.texts), 2):
        for column, said in zip(st.columns(2), found.texts[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                st.html(markup(said))


def tones_table(found: UserVoice) -> Table:
    """One row a tone: its share with its margin, the share answered."""
    rows = [[wording.TONES[tone.feeling], *_cells(tone.share), *_cells(tone.answered)[:1]] for tone in found.tones]
    return Table.of("Avis par ressenti", ["Ressenti", "Part des avis", "Précision", "Avis répondus"], rows)


def _cells(estimate: Estimate) -> tuple[str, str]:
    if not isinstance(estimate, Shown):
        return STATUS_WORDS[estimate.status], ""
    return wording.share(estimate), wording.details(estimate)


def themes_table(found: UserVoice) -> Table:
    """One row a theme that is cited often enough to be counted."""
    columns = [Column("Thème"), Column("Avis", 0)]
    return Table.of("Thèmes cités dans ces avis (plusieurs par avis)", columns, [list(row) for row in found.cited])


def markup(said: ReviewTexts) -> str:
    """One opinion and its answer; every text comes from people, hence escaped."""
    tone = wording.TONES.get(said.feeling, "") if said.feeling is not None else ""
    head = ", ".join(part for part in (tone, said.service or "", month(said.month)) if part)
    title = f"<strong>{escape(said.title)}</strong><br>" if said.title else ""
    answer = escape(said.reply) if said.reply else escape(wording.UNANSWERED)
    label = "Réponse de l’administration\u00a0: " if said.reply else ""
    return (
        f'<p class="spp-note">{escape(head)}</p>'
        f'<blockquote class="spp-quote">{title}{escape(said.text)}</blockquote>'
        f'<p class="spp-note">{label}{answer}</p>'
    )
