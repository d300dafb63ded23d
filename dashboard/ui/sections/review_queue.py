"""The queue of opinions: what waits and since when, then one page of one stage, the oldest first."""

import datetime as dt
from collections.abc import Collection
from html import escape

import streamlit as st

from dashboard.analyses.scope_sites import site_names
from dashboard.config import Settings
from dashboard.domain.answering import UNANSWERED, Stage, StageCount
from dashboard.registry.answering_queue import queue, stage_counts
from dashboard.registry.left_reviews import LeftReview
from dashboard.ui import act, address, reading
from dashboard.ui.context import View
from dashboard.ui.review_marks import delay_mark, tone_mark
from dashboard.wording.answering import NOTHING, STAGES, ago, delays, oldest, read_waiting
from dashboard.wording.excerpt import excerpt
from dashboard.wording.grammar import count
from dashboard.wording.left_reviews import REASONS

CODES = {
    "a-lire": Stage.TO_READ,
    "a-repondre": Stage.TO_ANSWER,
    "a-valider": Stage.TO_VALIDATE,
    "repondus": Stage.ANSWERED,
    "refuses": Stage.REFUSED,
}
PAGE = 20
_FIRST_WORDS = 160


def render(view: View, sites: Collection[str] | None) -> None:
    """The sentence, the counts, the choice of a stage, then its page."""
    now = dt.datetime.now(dt.UTC)
    counts = stage_counts(view.thresholds, sites, now)
    reading.show(read_waiting(counts, now, view.thresholds.announced_reply_days))
    act.tell()
    st.html(_cards(counts, now))
    options = {code: f"{STAGES[stage]} ({counts[stage].n})" for code, stage in CODES.items()}
    usual = next((code for code, stage in CODES.items() if counts[stage].n), "a-lire")
    chosen = address.switch("Étape", "etape", options, default=usual)
    stage = CODES[chosen]
    st.header(STAGES[stage])
    if not counts[stage].n:
        st.html(f'<p class="spp-sentence">{NOTHING[stage]}</p>')
        return
    pages = (counts[stage].n - 1) // PAGE + 1
    rank = _page(pages)
    rows = queue(view.thresholds, stage, sites, PAGE, offset=PAGE * (rank - 1))
    names = site_names(view.reader, {row.site for row in rows})
    with st.container(key="file_avis", gap="small"):
        for row in rows:
            _line(row, chosen, names[row.site], now, view.thresholds)


def _page(pages: int) -> int:
    if pages == 1:
        return 1
    ranks = {str(rank): f"Page {rank} sur {pages}" for rank in range(1, pages + 1)}
    return int(address.one("Page de la file", "rang", ranks, default="1", width=220) or 1)


def _line(row: LeftReview, code: str, site: str, now: dt.datetime, settings: Settings) -> None:
    """The link that opens an opinion and will lead back to this stage, then what tells it from the others."""
    opened = address.link("reviews_to_answer", avis=str(row.id), etape=code)
    st.html(
        f'<div class="spp-review-line"><a class="spp-link" href="{escape(opened)}" target="_self">'
        f"{escape(site)}, avis n°\u00a0{row.id}</a>{_marks(row, CODES[code], now, settings)}{_first_words(row)}</div>"
    )


def _marks(row: LeftReview, stage: Stage, now: dt.datetime, settings: Settings) -> str:
    since = row.published_at or row.created_at
    marks = [tone_mark(row.tone)]
    if stage in UNANSWERED and row.published_at is not None:
        marks.append(delay_mark(row.published_at, now, settings.announced_reply_days))
    verb = "publié" if row.published_at else "reçu"
    marks.append(f"<span>{verb} {ago(since, now)}</span>")
    if row.refusal_reason is not None:
        marks.append(f"<span>motif\u00a0: {escape(REASONS[row.refusal_reason])}</span>")
    return f'<p class="spp-note spp-review-marks">{"".join(marks)}</p>'


def _first_words(row: LeftReview) -> str:
    shown = excerpt(row.text or "Texte effacé.", _FIRST_WORDS)
    return f'<p dir="auto" class="spp-review-words">{escape(shown)}</p>'


def _cards(counts: dict[Stage, StageCount], now: dt.datetime) -> str:
    """Three counts, each with its age and what is late."""
    cards = []
    for stage, noun in ((Stage.TO_READ, "avis"), (Stage.TO_ANSWER, "avis"), (Stage.TO_VALIDATE, "brouillon")):
        counted = counts[stage]
        first = oldest(stage, counted, now)
        late = delays(counted) if stage in UNANSWERED and counted.n else ""
        lines = "".join(f'<p class="spp-note">{escape(line)}</p>' for line in (first, late) if line)
        value = count(counted.n, noun, noun if noun == "avis" else "")
        cards.append(f'<div class="spp-waiting"><h2>{STAGES[stage]}</h2><p class="spp-value">{value}</p>{lines}</div>')
    return f'<div class="spp-waitings">{"".join(cards)}</div>'
