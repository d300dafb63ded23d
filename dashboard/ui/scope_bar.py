"""The filters shared by all pages: service, type, territory, site, period and comparison, bound to the address."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.domain.comparison import Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.ui import cache, choices
from dashboard.wording import dates
from dashboard.wording.scope import Labels, describe

KEY = "spp_selection"
COMPARISONS = {"Mêmes mois un an avant": Against.LAST_YEAR, "Période précédente": Against.PREVIOUS}


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters choose, and the same in words."""

    scope: Scope
    period: Period
    against: Against
    labels: Labels

    @property
    def where(self) -> str:
        """« Tribunaux judiciaires, Bretagne »."""
        return describe(self.scope, self.labels)

    @property
    def when(self) -> str:
        """« 12 mois à fin octobre 2026 »."""
        return dates.period(self.period)

    @property
    def earlier(self) -> Period:
        """The period of the comparison."""
        return self.period.previous() if self.against is Against.PREVIOUS else self.period.last_year()

    @property
    def before(self) -> str:
        """« 12 mois à fin octobre 2025 »."""
        return dates.period(self.earlier)


def render() -> None:
    """Draw the filters above the page; nothing when no data are published."""
    reader = cache.reader()
    if reader is None or (bounds := reads.months(reader)).last_month is None or bounds.first_month is None:
        st.session_state[KEY] = None
        return
    periods = choices.periods(bounds.first_month, bounds.last_month)
    with st.container(horizontal=True, key="filtres", vertical_alignment="bottom"):
        scope, labels = _scope(reader)
        period = st.selectbox("Période", list(periods), key="periode", bind="query-params", width=190)
        against = st.selectbox("Comparer à", list(COMPARISONS), key="comparaison", bind="query-params", width=230)
    st.session_state[KEY] = Selection(scope, periods[period], COMPARISONS[against], labels)


def current() -> Selection | None:
    """The selection of this run, None when no data are published."""
    selection: Selection | None = st.session_state.get(KEY)
    return selection


def _scope(reader: Reader) -> tuple[Scope, Labels]:
    services = choices.services(reader)
    chosen_services = tuple(_several("Service", "service", services, "Tous les services"))
    types = choices.site_types(reader, chosen_services)
    chosen_types = tuple(_several("Typologie", "typologie", types, "Toutes les typologies"))
    territories = choices.territories(reader)
    territory = _one("Territoire", "territoire", territories, "France entière")
    regions = (territory[1:],) if territory and territory[0] == "r" else ()
    departments = (territory[1:],) if territory and territory[0] == "d" else ()
    within = Scope(chosen_services, chosen_types, regions, departments)
    sites, cut = choices.sites(reader, within)
    site = _one("Site", "site", sites, "Choisir d’abord un service" if cut else "Tous les sites")
    scope = Scope(chosen_services, chosen_types, regions, departments, (site,) if site else ())
    labels = Labels(
        services=services,
        site_types=types,
        regions={code[1:]: label.removesuffix(" (région)") for code, label in territories.items() if code[0] == "r"},
        departments={code[1:]: label for code, label in territories.items() if code[0] == "d"},
        sites=sites,
    )
    return scope, labels


def _several(label: str, key: str, options: Mapping[str, str], placeholder: str) -> list[str]:
    return st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        placeholder=placeholder,
        width=230,
    )


def _one(label: str, key: str, options: Mapping[str, str], placeholder: str) -> str | None:
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        placeholder=placeholder,
        width=210,
    )
