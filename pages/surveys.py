"""Enquêtes: which are under way and how they go, which are closed and what they said."""

import streamlit as st

from dashboard.analyses.surveys import calendar
from dashboard.domain.survey import SurveyState
from dashboard.ui import address, context
from dashboard.ui.sections import survey_calendar, survey_field, survey_results
from dashboard.wording.dates import local_day
from dashboard.wording.surveys import NO_SURVEY

view = context.require()
context.introduce("Enquêtes", view, undated="aux dates de chaque enquête et non à celles des filtres")

on = local_day(view.reader.version.built_at)
found = view.reader.compute(calendar, view.thresholds, on)
if not found.surveys:
    st.info(NO_SURVEY)
    st.stop()
survey_calendar.render(found)

options = {survey.code: survey.label for survey in found.surveys}
running = found.of(SurveyState.OPEN) or found.of(SurveyState.CLOSED, SurveyState.UNDATED) or found.surveys
code = str(address.one("Enquête détaillée", "enquete", options, default=running[0].code, width=520))
survey_field.render(view, found, code)
survey_results.render(view, found, code)
