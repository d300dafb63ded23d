"""Sites: which ones truly differ, where, and the sheet of one of them."""

import streamlit as st

from dashboard.analyses.sites import sites
from dashboard.ui import context, indicator_choice
from dashboard.ui.sections import site_funnel, site_list, site_map, site_sheet, site_shortcuts

view = context.require()
chosen = view.selection
context.introduce("Sites", view)

if len(chosen.scope.sites) == 1:
    site_sheet.render(view, chosen.scope.sites[0])
    st.stop()

indicator = indicator_choice.choose(view)
site_shortcuts.render(view, indicator.code)
found = view.reader.compute(sites, indicator.code, chosen.scope, view.thresholds, chosen.period)
site_funnel.render(view, found)
site_list.render(view, found)
site_map.render(view, found)
