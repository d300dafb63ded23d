"""Every site of the perimeter on one indicator: found while typing, filtered, with its interval; never ranked."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.analyses.site_listing import ListedSite, State, listing, matches, register
from dashboard.analyses.sites import SiteFigure, Sites
from dashboard.charts.interval_mark import interval_mark
from dashboard.charts.scale import Measure, fitted, shown_values
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.french_order import searchable
from dashboard.ui import address, site_link, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import short
from dashboard.wording.numerals import interval_of
from dashboard.wording.site_list import RULES, STATES, counted

VERDICTS = {
    "plus": ("Meilleur que le réseau", (Verdict.BETTER, Verdict.HIGHER)),
    "moins": ("Moins bon que le réseau", (Verdict.WORSE, Verdict.LOWER)),
    "egal": ("Pas d’écart démontré", (Verdict.NO_EVIDENCE, Verdict.STABLE)),
    "non": ("Non comparé", (Verdict.NOT_TESTED,)),
}
BASES = {
    "petite": ("Moins de 100 réponses", 0, 100),
    "moyenne": ("De 100 à 999 réponses", 100, 1_000),
    "grande": ("1\u00a0000 réponses ou plus", 1_000, 1 << 62),
}
CODES = {
    "resultat": State.SHOWN,
    "faible": State.TOO_FEW,
    "secret": State.WITHHELD,
    "encours": State.UNDER_WAY,
    "nonlivre": State.NOT_DELIVERED,
    "nonconcerne": State.NOT_CONCERNED,
    "sanstotal": State.NO_TOTAL,
}
ORDERS = {"nom": "Nom", "region": "Région", "ecart": "Écart démontré d’abord"}
MOST = 100
MOST_IN_GROUP = 60


@st.fragment
def render(view: View, found: Sites) -> None:
    """A search, filters, then the table; only this part is drawn again while a person types."""
    st.header("Liste des sites")
    scope, indicator = view.selection.scope, found.indicator
    period = found.period or view.selection.period
    registered = view.reader.compute(register, indicator.code, scope, period)
    everyone = listing(registered, {site.code: site for site in found.sites}, indicator)
    with st.container(horizontal=True, vertical_alignment="bottom", key="liste_sites"):
        search = st.text_input(
            "Rechercher un site", key="recherche_site", placeholder="Nom, ville ou code", width=260, live=True
        )
        verdicts = address.several("Verdict", "verdict", _labels(VERDICTS), placeholder="Tous", width=220)
        bases = address.several("Nombre de réponses", "base", _labels(BASES), placeholder="Tous", width=220)
        words = {code: short_label(state) for code, state in CODES.items()}
        states = address.several("État", "etat", words, placeholder="Tous, sauf non concerné", width=230)
        order = address.switch("Ordre", "ordre", ORDERS, default="nom")
    address.save()
    wanted = {CODES[code] for code in states}
    # Sites that are asked for by name are there, whatever there is to say of them.
    named = bool(search or scope.sites)
    hidden = 0 if wanted or named else sum(one.state is State.NOT_CONCERNED for one in everyone)
    typed = searchable(search).split()
    kept = [
        one
        for one in everyone
        if matches(one.site, typed)
        and _keeps(one, verdicts, bases)
        and (one.state in wanted if wanted else named or one.state is not State.NOT_CONCERNED)
    ]
    kept.sort(key=_order(order))
    _count(kept, len(everyone) - hidden, hidden)
    if kept:
        _table(view, found, kept)
        _group([one.site.code for one in kept], len(everyone))


def short_label(state: State) -> str:
    """« Non livré »."""
    words = STATES[state.value]
    return words[:1].upper() + words[1:]


def _labels(options: Mapping[str, tuple[str, *tuple[object, ...]]]) -> dict[str, str]:
    return {code: option[0] for code, option in options.items()}


def _keeps(one: ListedSite, verdicts: Sequence[str], bases: Sequence[str]) -> bool:
    figure = one.figure
    if verdicts and (figure is None or not any(figure.verdict in VERDICTS[code][1] for code in verdicts)):
        return False
    if not bases:
        return True
    n = figure.estimate.n if figure is not None and isinstance(figure.estimate, Shown) else None
    return n is not None and any(BASES[code][1] <= n < BASES[code][2] for code in bases)


def _order(order: str) -> Callable[[ListedSite], tuple[Any, ...]]:
    if order == "region":
        return lambda one: (one.site.region is None, one.site.region or "", one.site.order)
    if order == "ecart":
        return lambda one: (*_evidence(one.figure), one.site.order)
    return lambda one: one.site.order


def _evidence(figure: SiteFigure | None) -> tuple[bool, float]:
    """Smallest corrected p first: the strength of the proof, not the value."""
    p = None if figure is None else figure.adjusted_p
    return p is None, 0.0 if p is None else p


def _count(kept: Sequence[ListedSite], total: int, hidden: int) -> None:
    said = counted(len(kept), total, Counter(one.state.value for one in kept), hidden)
    absent = {one.state.value for one in kept} & RULES.keys()
    rules = " ".join(f"{STATES[state].capitalize()}\u00a0: {RULES[state]}." for state in RULES if state in absent)
    st.html(f'<p class="spp-sentence" role="status">{said} <span class="spp-limit">{rules}</span></p>')


def _table(view: View, found: Sites, kept: Sequence[ListedSite]) -> None:
    indicator, measure = found.indicator, Measure.of(found.indicator)
    limits = fitted(shown_values([site.estimate for site in found.sites], measure), measure)
    reference = found.network.value if isinstance(found.network, Shown) else None
    columns: list[Column | str] = [
        "Site",
        "Région",
        "Valeur et intervalle",
        "IC 95\u00a0%",
        Column("Base (n)", 0),
        "Face au réseau",
    ]
    detailed, plain = (site_link.to_sheets(view.selection.scope, code) for code in (indicator.code, ""))
    rows: list[list[Cell | Content]] = []
    for one in kept[:MOST]:
        site, figure = one.site, one.figure
        # A merged site has a page too: it says which one holds its history.
        link = (detailed if figure else plain)(site.code)
        town = site.city if site.city and site.city.casefold() not in site.label.casefold() else ""
        name = Cell(site.label, href=link, note=" – ".join(part for part in (town, site.code) if part))
        rows.append([name, site.region, *_cells(view, found, one, limits, reference)])
    table.show(Table.of(f"{indicator.label}, par site (aucun rang)", columns, rows), tall=len(rows) > 12)
    if len(kept) > MOST:
        st.caption(f"{MOST} sites affichés sur {len(kept)}\u00a0: préciser la recherche ou les filtres.")


def _cells(
    view: View, found: Sites, one: ListedSite, limits: tuple[float, float], reference: float | None
) -> list[Cell | Content]:
    figure = one.figure
    if figure is None or not isinstance(figure.estimate, Shown):
        return [short_label(one.state), None, None, None]
    estimate, indicator = figure.estimate, found.indicator
    picture = interval_mark(estimate, limits, view.palette, reference=reference)
    value = Cell(short.value(indicator, estimate), picture=picture)
    margin = interval_of(indicator, estimate)
    margin = margin[margin.find("[") :]  # the column says the rest
    verdict = short_label(one.state) if one.state is State.TOO_FEW else short.NETWORK.get(figure.verdict, "")
    return [value, margin if estimate.lower is not None else None, estimate.n, verdict]


def _group(codes: Sequence[str], total: int) -> None:
    """A group is these sites chosen together: the address holds them, with the name given to them."""
    if not 2 <= len(codes) <= MOST_IN_GROUP or len(codes) == total:
        return
    if st.button(
        f"Faire un groupe de ces {len(codes)} sites",
        key="groupe_de_sites",
        help="Toutes les pages portent alors sur ces sites. L’adresse contient le groupe\u00a0: elle se partage.",
    ):
        address.choose(site=tuple(codes))
        st.rerun()  # the whole page, of which the list is a fragment


def as_table(found: Sites, kept: list[SiteFigure] | None = None) -> Table:
    """One row a site, by label unless `kept` gives another order."""
    indicator = found.indicator
    columns = [Column("Site"), *figure_columns(indicator), Column("Face au réseau")]
    rows = [
        [site.label, *figure_cells(indicator, site.estimate), short.NETWORK.get(site.verdict, "")]
        for site in (found.sites if kept is None else kept)
    ]
    return Table.of(f"{indicator.label}, par site", columns, rows)
