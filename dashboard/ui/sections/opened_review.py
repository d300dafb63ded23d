"""One opinion, whole: what its author wrote, what may be done with it now, and what was done."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.analyses.scope_sites import site_names
from dashboard.domain.access import Right
from dashboard.domain.left_review import ReviewState
from dashboard.registry.left_reviews import LeftReview, reviews_numbered
from dashboard.registry.replies import Reply, reply_to
from dashboard.registry.review_history import history
from dashboard.ui import act, acting_as, address, rights
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.ui.review_marks import delay_mark, tone_mark
from dashboard.ui.sections import review_actions, review_contact, review_moderation, review_reply
from dashboard.wording.dates import moment
from dashboard.wording.left_reviews import CHANNELS, REASONS, REVIEW_STATES
from dashboard.wording.review_acts import act_sentence

_UNKNOWN = "Cet avis n’existe pas\u00a0: revenir à la file."
_TO_MODERATE = "Cet avis attend qu’un modérateur du site le publie ou le refuse."


def render(view: View, code: str) -> None:
    """The opinion whose number is `code` in the address."""
    stage, rank = address.carried("etape") or ("a-lire",), address.carried("rang")
    back = address.link("reviews_to_answer", avis=None, etape=stage, rang=rank or None)
    st.html(f'<a class="spp-link" href="{escape(back)}" target="_self">Retour à la file des avis</a>')
    number = address.number_of(code)
    found = reviews_numbered(view.thresholds, [] if number is None else [number])
    if not found:
        st.info(_UNKNOWN)
        return
    [review] = found
    site = site_names(view.reader, {review.site})[review.site]
    st.header(as_written(f"{site}, avis n°\u00a0{review.id}"))
    act.tell()
    reply = reply_to(view.thresholds, review.id)
    st.html(_content(review, reply, view.thresholds.announced_reply_days))
    if not rights.may(Right.ANSWER, site=review.site):
        return
    acting_as.render()
    moderates = rights.may(Right.MODERATE, site=review.site)
    if review.state is ReviewState.WAITING and moderates:
        review_moderation.decide(view, review)
    elif review.state is ReviewState.WAITING:
        st.info(_TO_MODERATE)
    elif review.state is ReviewState.PUBLISHED:
        review_reply.render(view, review, reply)
        review_actions.render(view, review)
        if moderates:
            review_moderation.withdraw(view, review)
    review_contact.render(view, review)
    _history(view, review.id)


def _content(review: LeftReview, reply: Reply | None, announced_days: int) -> str:
    """Marks, text in a box that scrolls, then what is known of it."""
    marks = [tone_mark(review.tone), f"<span>{escape(REVIEW_STATES[review.state])}</span>"]
    unanswered = reply is None or reply.validated_at is None
    if review.state is ReviewState.PUBLISHED and review.published_at is not None and unanswered:
        marks.append(delay_mark(review.published_at, dt.datetime.now(dt.UTC), announced_days))
    text = "Le texte a été effacé." if review.text is None else review.text
    return (
        f'<p class="spp-note spp-review-marks">{"".join(marks)}</p>'
        '<div class="spp-review-text" role="region" aria-label="Texte de l’avis" tabindex="0" dir="auto">'
        f"{escape(text)}</div>"
        f'<p class="spp-note">{escape(_facts(review))}</p>'
    )


def _facts(review: LeftReview) -> str:
    facts = [f"Reçu le {moment(review.created_at)}", f"canal\u00a0: {CHANNELS[review.channel]}"]
    if review.themes:
        facts.append(f"{'thèmes' if len(review.themes) > 1 else 'thème'}\u00a0: {', '.join(review.themes)}")
    if review.published_at is not None:
        facts.append(f"publié le {moment(review.published_at)}")
    if review.refused_at is not None and review.refusal_reason is not None:
        facts.append(f"refusé le {moment(review.refused_at)} ({REASONS[review.refusal_reason]})")
    return "\u00a0; ".join(facts) + "."


def _history(view: View, review: int) -> None:
    st.header("Historique")
    lines = "".join(
        f'<li><span class="spp-note">{moment(line.at)}</span> '
        f"{escape(act_sentence(line.actor, line.act.value, line.detail, line.action))}</li>"
        for line in history(view.thresholds, review)
    )
    st.html(f'<ol class="spp-history">{lines}</ol>')
