"""Avis: what users write, of which tone, about what; searched in full text."""

import streamlit as st

from dashboard.analyses.review_results import results
from dashboard.analyses.user_voice import opinions
from dashboard.ui import context, public_link
from dashboard.ui.sections import (
    later_reviews,
    review_choice,
    review_commitments,
    review_figures,
    review_months,
    review_results,
    review_topics,
    review_words,
    said_and_done,
)

view = context.require()
context.introduce("Avis", view)
later_reviews.render(view)
review_figures.render(view)

st.header("Lire les avis")
wanted, order = review_choice.choose(view)
found = view.reader.compute(results, wanted, view.thresholds, opinions(view.catalogue), order, review_choice.page())
review_results.summary(found)

# What was searched comes before the rest; otherwise the whole comes before the texts.
if wanted.narrowed:
    review_results.listing(found)
    review_words.render(view, wanted, found.words)
    review_months.render(view, wanted)
review_commitments.render(view, wanted)
review_topics.render(view, wanted)
if not wanted.narrowed:
    review_months.render(view, wanted)
    review_words.render(view, wanted, found.words)
    review_results.listing(found)

said_and_done.render(view)
st.html(f'<p><a class="spp-link" href="{public_link.choose_site()}">Laisser un avis sur un site</a></p>')
