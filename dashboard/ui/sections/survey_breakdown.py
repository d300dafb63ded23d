"""One question of a survey, unit by unit: the choice of the question and of the axis, then intervals and a table."""

import streamlit as st

from dashboard.analyses.question import Axis
from dashboard.analyses.survey_breakdown import NOUNS, survey_breakdown
from dashboard.analyses.survey_results import Results, by_interest
from dashboard.ui import address
from dashboard.ui.context import View
from dashboard.ui.sections import interval_chart
from dashboard.wording.dates import period
from dashboard.wording.survey_breakdown import NO_QUESTION, drawn_only

AXES = {"service": Axis.SERVICE, "typologie": Axis.SITE_TYPE, "site": Axis.SITE}
NAMES = {"service": "Service", "typologie": "Typologie", "site": "Site"}


def render(view: View, results: Results) -> None:
    """Nothing to choose when no question has a distribution: the reason is in the table above."""
    st.header("Une question, par service ou par site")
    options = {one.indicator.code: one.indicator.label for one in by_interest(results.questions)}
    if not options or results.period is None:
        st.info(NO_QUESTION)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = str(address.one("Question", "question", options, default=next(iter(options)), width=420))
        by = address.switch("Par", "par", NAMES, default="service")
    axis = AXES[by]
    found = view.reader.compute(survey_breakdown, asked, axis, view.selection.scope, results.period, view.thresholds)
    if len(found.drawn) < len(found.parts):
        said = drawn_only(NOUNS[axis], len(found.drawn), len(found.shown), len(found.parts))
        st.html(f'<p class="spp-data">{said}</p>')
    interval_chart.render(
        view,
        found.indicator,
        [(part.label, part.estimate, part.comparison.verdict) for part in found.drawn],
        key="enquete_par",
        heading=NAMES[by],
        read=found.reading,
        question=found.question,
        network=found.whole,
        when=period(results.period),
        listed=[(part.label, part.estimate, part.comparison.verdict) for part in found.parts],
    )
