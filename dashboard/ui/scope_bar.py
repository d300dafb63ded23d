"""The filters shared by all pages: service, type, territory, site, period and comparison, bound to the address."""

import datetime as dt
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import authority
from dashboard.analyses.site_services import site_services
from dashboard.domain.access import Right
from dashboard.domain.comparison import Against
from dashboard.domain.narrowing import narrowed
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.ui import address, cache, choices
from dashboard.wording import dates
from dashboard.wording.scope import Labels, describe

KEY = "spp_selection"
OWN_PERIMETER = "Votre périmètre"
COMPARISONS = {
    "an": ("Un an plus tôt", Against.LAST_YEAR),
    "2ans": ("Deux ans plus tôt", Against.TWO_YEARS),
    "3ans": ("Trois ans plus tôt", Against.THREE_YEARS),
    "4ans": ("Quatre ans plus tôt", Against.FOUR_YEARS),
    "5ans": ("Cinq ans plus tôt", Against.FIVE_YEARS),
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
        return self.against.earlier(self.period)

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
    usual = choices.periods(bounds.first_month, bounds.last_month, bounds.usual_month)
    labels_of = {code: label for code, (label, _) in usual.items()} | {choices.FREE_PERIOD: "Autre période…"}
    with st.container(horizontal=True, key="filtres", vertical_alignment="bottom"):
        scope, labels = _scope(reader)
        code = str(address.one("Période", "periode", labels_of, default=choices.USUAL_PERIOD, width=190))
        compared = _comparisons(bounds.first_month, bounds.last_month)
        against = str(address.one("Comparer à", "comparaison", compared, default="an", width=230))
    chosen = len(scope.sites)
    scope = narrowed(scope, authority.within(Right.READ), reader.compute(site_services))
    if chosen > 1:
        with st.container(key="filtres_groupe"):
            name = address.text("Nom du groupe de sites", "groupe", placeholder="Facultatif", width=320)
        labels = replace(labels, group=name)
    elif len(scope.sites) > 1:
        labels = replace(labels, group=OWN_PERIMETER)
    free = code == choices.FREE_PERIOD
    period = _free_period(bounds.first_month, bounds.last_month) if free else usual[code][1]
    st.session_state[KEY] = Selection(scope, period, COMPARISONS[against][1], labels)


def _comparisons(first: dt.date, last: dt.date) -> dict[str, str]:
    """The references that published months reach, those of the last two years in any case."""
    years = {code: against.years or 0 for code, (_, against) in COMPARISONS.items()}
    return {code: COMPARISONS[code][0] for code, back in years.items() if back <= 2 or shift(last, -12 * back) >= first}


def _free_period(first: dt.date, last: dt.date) -> Period:
    """From one month to another; the second list begins where the first one stands."""
    months = choices.months(first, last)
    twelve_back = choices.month_code(max(first, shift(last, -11)))
    with st.container(horizontal=True, key="filtres_mois", vertical_alignment="bottom"):
        start = str(address.one("Du mois de", "debut", months, default=twelve_back, width=190))
        later = {code: label for code, label in months.items() if code >= start}
        end = str(address.one("Au mois de", "fin", later, default=choices.month_code(last), width=190))
    return Period(choices.month_of_code(start), shift(choices.month_of_code(end), 1))


def current() -> Selection | None:
    """The selection of this run, None when no data are published."""
    selection: Selection | None = st.session_state.get(KEY)
    return selection


def _scope(reader: Reader) -> tuple[Scope, Labels]:
    services = choices.services(reader)
    chosen_services = address.several("Service", "service", services, placeholder="Tous les services", width=230)
    types = choices.site_types(reader, chosen_services)
    chosen_types = address.several("Typologie", "typologie", types, placeholder="Toutes", width=230)
    territories = choices.territories(reader)
    territory = address.one("Territoire", "territoire", territories, placeholder="France entière", width=210)
    regions, departments = choices.territory(reader, territory)
    within = Scope(chosen_services, chosen_types, regions, departments)
    sites, cut = choices.sites(reader, within, address.wanted("site"))
    empty = "D’abord un service" if cut else "Tous les sites"
    chosen_sites = address.several("Site", "site", sites, placeholder=empty, width=210)
    scope = Scope(chosen_services, chosen_types, regions, departments, chosen_sites)
    labels = Labels(
        services=services,
        site_types=types,
        regions={code[1:]: label.removesuffix(" (région)") for code, label in territories.items() if code[0] == "r"},
        departments={code[1:]: label for code, label in territories.items() if code[0] == "d"},
        courts={code[1:]: label.removesuffix(" (ressort)") for code, label in territories.items() if code[0] == "c"},
        directions={code[1:]: label for code, label in territories.items() if code[0] == "i"},
        sites=sites,
        territory=territories[territory] if territory and territory[0] in "ci" else "",
    )
    return scope, labels
