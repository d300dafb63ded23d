"""Router: what happens on every rerun, in order. No page content here."""

import time

import streamlit as st

from dashboard.telemetry import PAGE_SECONDS
from dashboard.ui import address, navigation, page_shell, rights, saved_views, scope_bar

started = time.perf_counter()
rights.follow()
entries = navigation.open_to(rights.current())
closed = entries == [navigation.CLOSED]
page = (
    st.navigation(navigation.closed_pages(), position="hidden")
    if closed
    else st.navigation(navigation.pages(entries), position="top")
)
# After the navigation: the last title given wins, and every page needs its own (RGAA 8.6).
st.set_page_config(page_title=navigation.title_of(page), layout="wide")
page_shell.render()
if closed:
    page.run()
    st.stop()
address.start()
scope_bar.render()
views = st.container(key="vues_enregistrees")
page_shell.run(page)
with views:  # above the page, drawn after it: the view is then known
    saved_views.render(page.url_path)
address.finish()
PAGE_SECONDS.labels(page.url_path or navigation.FIRST).observe(time.perf_counter() - started)
