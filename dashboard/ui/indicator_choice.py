"""The indicator that a page is about, chosen among those that were observed; bound to the address."""

from collections.abc import Callable

import streamlit as st

from dashboard.domain.indicator import Indicator
from dashboard.store import reads
from dashboard.ui.choices import distinct
from dashboard.ui.context import View

DEFAULT = "satisfaction-globale"


def choose(view: View, *, keep: Callable[[Indicator], bool] = lambda indicator: True) -> Indicator:
    """A list of the observed indicators, by engagement; stops the page when there is none."""
    observed = [row.code for row in reads.indicators(view.reader) if row.n_observations]
    listed = [view.catalogue[code] for code in observed if keep(view.catalogue[code])]
    if not listed:
        st.info("Aucun indicateur n’est publié pour cette page.")
        st.stop()
    listed.sort(key=lambda indicator: (indicator.commitment or 0, not indicator.headline, indicator.label))
    labels = distinct((indicator.code, indicator.label) for indicator in listed)
    codes = list(labels)
    code = st.selectbox(
        "Indicateur",
        codes,
        index=codes.index(DEFAULT) if DEFAULT in codes else 0,
        format_func=labels.__getitem__,
        key="indicateur",
        bind="query-params",
        width=520,
    )
    return view.catalogue[code]
