"""Router: what happens on every rerun, in order. No page content here."""

import streamlit as st

from dashboard.ui import address, navigation, page_shell, scope_bar

page = st.navigation(navigation.pages(), position="top")
# After the navigation: the last title given wins, and every page needs its own (RGAA 8.6).
st.set_page_config(page_title=navigation.title_of(page), layout="wide")
page_shell.render()
address.start()
scope_bar.render()
page_shell.run(page)
address.finish()
