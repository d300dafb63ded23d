"""What the page of the opinions is asked: words, a theme or an engagement, an order; all in the address."""

from html import escape

import streamlit as st

from dashboard.analyses.commitments import published_engagements
from dashboard.analyses.review_selection import Wanted
from dashboard.catalog.review_vocabulary_file import review_vocabulary
from dashboard.lexicon.search import parse
from dashboard.ui import address
from dashboard.ui.context import View
from dashboard.ui.navigation import commitment_label
from dashboard.wording.reviews import HELP, left_out

LONGEST = 200
_ASKED = "spp_avis_demande"
ORDERS = {"date": "Les plus récents", "pertinence": "Les plus proches"}


def choose(view: View) -> tuple[Wanted, str]:
    """What is wanted, and in which order."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="recherche_avis"):
        query = address.text(
            "Rechercher dans les avis", "q", longest=LONGEST, placeholder="Mots ou expression", width=360
        )
        about = address.one("Thème ou engagement", "theme", _options(view), placeholder="Tous", width=320)
        order = address.switch("Ordre", "tri", ORDERS, default="date")
    said = " ".join(part for part in (left_out(parse(query)), HELP) if part)
    st.html(f'<p class="spp-data">{escape(said)}</p>')
    asked_before, asked_now = st.session_state.get(_ASKED), (query, about, order)
    if asked_before not in (None, asked_now):
        address.choose(p=None)
    st.session_state[_ASKED] = asked_now
    chosen = view.selection
    # Only words to leave out, or too common ones: nothing is searched, and the sentence above says so.
    asked = query if parse(query).wanted else ""
    return Wanted(chosen.scope, chosen.period, asked, about or ""), order


def page() -> int:
    """Which page of the results, from 1: the first one as soon as something else is asked."""
    [asked] = address.carried("p") or ("1",)
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _options(view: View) -> dict[str, str]:
    """Themes in the order of the vocabulary, then the engagements that have some."""
    topics = review_vocabulary()
    spoken = {topic.commitment for topic in topics}
    commitments = [found.commitment for found in view.reader.compute(published_engagements)]
    return {topic.code: topic.label for topic in topics} | {
        f"e{one.number}": f"Engagement {commitment_label(one)}" for one in commitments if one.number in spoken
    }
