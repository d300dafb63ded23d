"""« Vous avez dit, nous avons fait »: what users of a perimeter said, beside what is done about it."""

from html import escape

import streamlit as st

from dashboard.analyses.said_and_done import Quote, SaidAndDone, said_and_done
from dashboard.ui.context import View
from dashboard.wording.actions import DONE_WORDS, NOTHING_SAID, WITHHELD_TEXT, state_and_term
from dashboard.wording.dates import day
from dashboard.wording.excerpt import excerpt
from dashboard.wording.grammar import capital

_PAIRS = 10
_QUOTES = 3
_LONGEST = 300


def render(view: View) -> None:
    """The pairs of the perimeter, what is done first; a sentence when there is none."""
    pairs = said_and_done(view.reader, view.thresholds, view.selection.scope)
    st.header("Vous avez dit, nous avons fait")
    st.html("".join(_pair(pair) for pair in pairs[:_PAIRS]) or f'<p class="spp-sentence">{NOTHING_SAID}</p>')


def _pair(pair: SaidAndDone) -> str:
    action = pair.action
    quotes = "".join(_quote(quote, pair.names[quote.site]) for quote in pair.quotes[:_QUOTES])
    rest = len(pair.quotes) - _QUOTES
    more = f'<p class="spp-note">et {rest} {"autres avis" if rest > 1 else "autre avis"}</p>' if rest > 0 else ""
    words = capital(state_and_term(action.state, action.due_on, action.done_on))
    return (
        f'<article class="spp-said"><div><h3>Vous avez dit</h3>{quotes}{more}</div>'
        f"<div><h3>{DONE_WORDS[action.state]}</h3><p><strong>{escape(action.title)}</strong></p>"
        f'<p dir="auto">{escape(action.decided)}</p><p class="spp-note">{escape(words)}</p></div></article>'
    )


def _quote(quote: Quote, site: str) -> str:
    dated = f", {day(quote.on)}" if quote.on else ""
    said = f'<p class="spp-limit">{WITHHELD_TEXT}</p>'
    if quote.text is not None:
        said = f'<p dir="auto">«\u00a0{escape(excerpt(quote.text, _LONGEST))}\u00a0»</p>'
    return f'<blockquote class="spp-verbatim">{said}<p class="spp-note">{escape(site)}{dated}</p></blockquote>'
