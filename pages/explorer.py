"""Explorer: any indicator by any axes, as a table, a pivot, a chart, or in SQL."""

import streamlit as st

from dashboard.analyses.exploration import explore
from dashboard.errors import QueryError
from dashboard.ui import context
from dashboard.ui.sections import explorer_answer, explorer_command, explorer_question, explorer_sql

view = context.require()
context.introduce("Explorer", view)

asked = explorer_question.choose(view)
try:
    found = view.reader.compute(explore, asked.question, view.thresholds)
except QueryError as refusal:
    st.info(str(refusal))
else:
    if asked.layout == explorer_question.SQL:
        explorer_sql.render(view, asked, found)
    else:
        explorer_answer.render(view, asked, found)
explorer_command.render(asked.question)
