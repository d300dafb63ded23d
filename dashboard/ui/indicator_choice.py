"""The indicator that a page is about, chosen among those that were observed; bound to the address."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.domain.french_order import place_of
from dashboard.domain.indicator import Indicator
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.ui import address
from dashboard.ui.choices import distinct
from dashboard.ui.context import View

DEFAULT = "satisfaction-globale"


def choose(view: View, *, keep: Callable[[Indicator], bool] = lambda indicator: True) -> Indicator:
    """A list of the observed indicators, by engagement; stops the page when there is none."""
    found = [indicator for indicator in listed(view.reader, view.catalogue) if keep(indicator)]
    if not found:
        st.info("Aucun indicateur n’est publié pour cette page.")
        st.stop()
    labels = distinct((indicator.code, indicator.label) for indicator in found)
    code = address.one("Indicateur", "indicateur", labels, default=usual(found).code, width=520)
    return view.catalogue[str(code)]


def listed(reader: Reader, catalogue: Mapping[str, Indicator]) -> list[Indicator]:
    """Those that were observed, by engagement, the headline ones first."""
    observed = [catalogue[row.code] for row in reads.indicators(reader) if row.n_observations]
    return sorted(observed, key=lambda one: (one.commitment or 0, not one.headline, place_of(one.label)))


def headlines(listed: Sequence[Indicator]) -> list[Indicator]:
    """The headline ones, all of them when there is none."""
    return [one for one in listed if one.headline] or list(listed)


def usual(listed: Sequence[Indicator]) -> Indicator:
    """The one that a page opens on."""
    return next((indicator for indicator in listed if indicator.code == DEFAULT), listed[0])
