"""Avis: what users write, of which tone, about what; searched in full text."""

import streamlit as st

from dashboard.analyses.review_results import results
from dashboard.analyses.user_voice import opinions
from dashboard.ui import context
from dashboard.ui.sections import (
    review_choice,
    review_figures,
    review_months,
    review_results,
    review_topics,
    review_words,
)

view = context.require()
context.introduce("Avis", view)
review_figures.render(view)

st.header("Lire les avis")
wanted, order = review_choice.choose(view)
page = review_choice.page()
found = view.reader.compute(results, wanted, view.thresholds, opinions(view.catalogue), order, page)
review_results.summary(found)

review_topics.render(view, wanted)
review_months.render(view, wanted)
review_words.render(view, wanted)
review_results.listing(found, page)
