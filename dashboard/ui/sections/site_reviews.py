"""What users wrote of a site, in a closed panel."""

from html import escape

import streamlit as st

from dashboard.analyses.site_reviews import SiteReviews, Verbatim, site_reviews
from dashboard.domain.left_review import TONE_OF
from dashboard.ui.context import View
from dashboard.ui.review_marks import tone_sign
from dashboard.wording.dates import day
from dashboard.wording.site_sheet import replied, tones

_NO_TONE = ("usual", "–", "Sans ton indiqué")


def render(view: View, code: str) -> None:
    """How many by tone, then the last ones with their answers."""
    found = view.reader.compute(site_reviews, code, view.thresholds, view.selection.period)
    st.header("Ce qu’en disent les usagers")
    if found is None:
        st.html('<p class="spp-sentence">Aucun témoignage sur cette période.</p>')
    else:
        st.html(_content(found))


def _content(found: SiteReviews) -> str:
    if found.withheld:
        return f'<p class="spp-sentence">{escape(found.withheld)}</p>'
    said = escape(tones(dict(found.tones)))
    limit = "Les auteurs ont choisi de s’exprimer\u00a0: ils ne représentent pas tous les usagers."
    head = f'<p class="spp-sentence"><strong>{said}</strong> <span class="spp-limit">{limit}</span></p>'
    return head + "".join(_verbatim(one) for one in found.last)


def _verbatim(one: Verbatim) -> str:
    role, glyph, word = _NO_TONE if one.feeling is None else tone_sign(TONE_OF[one.feeling])
    dated = f", {day(one.written_on)}" if one.written_on else ""
    sign = (
        f'<p class="spp-mark spp-mark-{role}"><span class="spp-glyph" aria-hidden="true">{glyph}</span>'
        f"<span>{word}{dated}</span></p>"
    )
    title = f"<strong>{escape(one.title)}</strong><br>" if one.title else ""
    reply = f'<p class="spp-limit">{replied(one.delay)} {escape(one.reply)}</p>' if one.reply else ""
    return f'<blockquote class="spp-verbatim">{sign}<p>{title}{escape(one.text)}</p>{reply}</blockquote>'
