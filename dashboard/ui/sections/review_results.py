"""What the search found: how many opinions, of which tone, then a page of them with the words marked."""

from html import escape

import streamlit as st

from dashboard.analyses.review_results import PAGE, Results
from dashboard.analyses.review_selection import topics_in
from dashboard.domain.estimate import Shown
from dashboard.domain.left_review import TONE_OF
from dashboard.lexicon.words import composed, cut
from dashboard.store.review_search import ReviewOpinions
from dashboard.ui import address, reading
from dashboard.ui.review_marks import tone_mark
from dashboard.wording import limits
from dashboard.wording import reviews as wording
from dashboard.wording.dates import day, month
from dashboard.wording.reading import Reading, limit
from dashboard.wording.user_voice import UNANSWERED, WITHHELD


def summary(found: Results) -> None:
    """How many opinions, of which tone, against the others."""
    if found.withheld:
        reading.show(Reading(WITHHELD, limit([wording.FEW, limits.WIDEN])))
        return
    if isinstance(found.total, Shown) and found.total.value == 0:
        reading.show(Reading(wording.NO_OPINION, limit([limits.WIDEN])))
        return
    gap = found.gap
    clause = wording.gap_clause(gap.value, gap.lower, gap.upper) if gap and gap.value is not None else ""
    reading.show(wording.read_results(found.count, found.tones, found.whole_tones, clause))


def listing(found: Results) -> None:
    """The texts, then the way to the other pages; nothing when none may be read."""
    if not found.texts:
        return
    st.header("Les avis retenus")
    show(found.texts, found.words)
    _pages(found)


def show(texts: tuple[ReviewOpinions, ...], words: frozenset[str]) -> None:
    """The opinions, one under the other."""
    if texts:
        st.html(f'<div class="spp-opinions">{"".join(markup(text, words) for text in texts)}</div>')


def _pages(found: Results) -> None:
    """Links of our own: the keyboard, Back and another tab follow them."""
    if found.pages < 2:
        return
    page = found.page
    before = _link("Page précédente", page - 1) if page > 1 else ""
    after = _link("Page suivante", page + 1) if page < found.pages else ""
    said = f"Page {page} sur {found.pages}, {PAGE} avis par page"
    st.html(f'<nav class="spp-data" aria-label="Pages de résultats">{before} {said} {after}</nav>')


def _link(label: str, page: int) -> str:
    href = address.link("reviews", p=str(page))
    return f'<a class="spp-link" href="{escape(href)}" target="_self">{label}</a>'


def markup(said: ReviewOpinions, words: frozenset[str]) -> str:
    """One opinion and its answer; every text comes from people, hence escaped."""
    about = ", ".join(part for part in (said.service or "", month(said.month)) if part)
    sign = f'<p class="spp-note">{escape(about)}</p>'
    if said.feeling in TONE_OF:
        sign = f'<p class="spp-note">{tone_mark(TONE_OF[said.feeling])}, {escape(about)}</p>'
    title = f"<strong>{marked(said.title, words)}</strong><br>" if said.title else ""
    spoken = ", ".join(topic.label for topic in topics_in(said.topics))
    topics = f'<p class="spp-note">Thèmes\u00a0: {escape(spoken)}</p>' if spoken else ""
    return (
        f'<blockquote class="spp-verbatim">{sign}<p>{title}{marked(said.text, words)}</p>{topics}'
        f'<p class="spp-note">{_reply(said)}</p></blockquote>'
    )


def _reply(said: ReviewOpinions) -> str:
    if not said.reply:
        return escape(UNANSWERED)
    dated = f" du {day(said.replied_on)}" if said.replied_on else ""
    return f"Réponse de l’administration{dated}\u00a0: {escape(said.reply)}"


def marked(text: str, words: frozenset[str]) -> str:
    """The text as HTML, with the words that were met in `<mark>`."""
    text, parts, last = composed(text), [], 0
    for word in cut(text):
        if word.text in words:
            parts += [escape(text[last : word.start]), f"<mark>{escape(text[word.start : word.stop])}</mark>"]
            last = word.stop
    return "".join([*parts, escape(text[last:])])
