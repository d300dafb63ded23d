"""The filters shared by all pages: service, type, territory, site, period and comparison, bound to the address."""

from dataclasses import dataclass

import streamlit as st

from dashboard.domain.comparison import Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.ui import address, cache, choices
from dashboard.wording import dates
from dashboard.wording.scope import Labels, describe

KEY = "spp_selection"
COMPARISONS = {
    "an": ("Mêmes mois un an avant", Against.LAST_YEAR),
    "precedente": ("Période précédente", Against.PREVIOUS),
}
"""Code of the address → label, reference."""


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
        labels_of = {code: label for code, (label, _) in periods.items()}
        period = address.one("Période", "periode", labels_of, default=choices.USUAL_PERIOD, width=190)
        compared = {code: label for code, (label, _) in COMPARISONS.items()}
        against = address.one("Comparer à", "comparaison", compared, default="an", width=230)
    st.session_state[KEY] = Selection(scope, periods[str(period)][1], COMPARISONS[str(against)][1], labels)


def current() -> Selection | None:
    """The selection of this run, None when no data are published."""
    selection: Selection | None = st.session_state.get(KEY)
    return selection


def _scope(reader: Reader) -> tuple[Scope, Labels]:
    services = choices.services(reader)
    chosen_services = address.several("Service", "service", services, placeholder="Tous les services", width=230)
    types = choices.site_types(reader, chosen_services)
    chosen_types = address.several("Typologie", "typologie", types, placeholder="Toutes les typologies", width=230)
    territories = choices.territories(reader)
    territory = address.one("Territoire", "territoire", territories, placeholder="France entière", width=210)
    regions = (territory[1:],) if territory and territory[0] == "r" else ()
    departments = (territory[1:],) if territory and territory[0] == "d" else ()
    within = Scope(chosen_services, chosen_types, regions, departments)
    sites, cut = choices.sites(reader, within)
    empty = "Choisir d’abord un service" if cut else "Tous les sites"
    site = address.one("Site", "site", sites, placeholder=empty, width=210)
    scope = Scope(chosen_services, chosen_types, regions, departments, (site,) if site else ())
    labels = Labels(
        services=services,
        site_types=types,
        regions={code[1:]: label.removesuffix(" (région)") for code, label in territories.items() if code[0] == "r"},
        departments={code[1:]: label for code, label in territories.items() if code[0] == "d"},
        sites=sites,
    )
    return scope, labels
