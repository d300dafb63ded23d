"""One site: who it is, the answer first, its place among its peers, one indicator through the months, its opinions."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.analyses.over_time import reading as series_reading
from dashboard.analyses.site_sheet import SheetRow, SiteSheet, site_sheet
from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.scope import Scope
from dashboard.store.records import Successions
from dashboard.ui import address, chart, public_link, site_link
from dashboard.ui.context import View
from dashboard.ui.sections import actions_about, control_charts, site_poster, site_reviews, site_spine
from dashboard.ui.table import Column, Table
from dashboard.wording import short
from dashboard.wording.dates import month
from dashboard.wording.numerals import NBSP
from dashboard.wording.site_sheet import Became, against_peers, became, over_a_year, targets
from dashboard.wording.words import VERDICT_WORDS

BETTER, WORSE = (Verdict.BETTER, Verdict.HIGHER), (Verdict.WORSE, Verdict.LOWER)


def render(view: View, code: str) -> None:
    """Who it is, what differs from its peers, then the detail of one indicator."""
    found = view.reader.compute(site_sheet, code, view.thresholds, view.selection.period)
    site_link.carry()
    st.html(f'<p><a class="spp-link" href="{escape(site_link.back())}">Retour à la liste des sites</a></p>')
    _identity(found)
    site_poster.render(view, found)
    if not found.rows:
        st.info("Ce site n’a aucun résultat sur cette période.")
        return
    _answer(found)
    _series(view, found, code)
    st.header("Tous ses indicateurs parmi ses pairs")
    site_spine.render(view, found, f"pairs-{code}")
    chart.data_panel("fiche_site", "Tous les indicateurs du site", lambda: as_table(found), f"fiche-{code}", named=True)
    actions_about.of_site(view, code)
    site_reviews.render(view, code)


def _identity(found: SiteSheet) -> None:
    site = found.site
    st.header(site.name)
    kind = site.site_type_label if site.site_type_label != site.service_label else None
    town = site.city if site.city and site.city.casefold() not in site.name.casefold() else None
    place = " – ".join(part for part in (town, site.department_label, site.region_label) if part)
    parent = f"site de rattachement\u00a0: {site.parent_label}" if site.parent_label else None
    ended = f"fermé depuis {month(site.closed_month)}" if site.closed_month else "site fermé"
    state = None if site.active else ended
    parts = [part for part in (kind, site.service_label, place, parent, state, f"code {site.code}") if part]
    st.html(f'<p class="spp-data">{escape(", ".join(parts))}.</p>')
    links = [(public_link.site(site.code), "Voir la page publique")]
    if site.active:
        links.append((public_link.leave_review(site.code), "Laisser un avis"))
    shown = " – ".join(f'<a class="spp-link" href="{escape(link)}">{label}</a>' for link, label in links)
    st.html(f'<p class="spp-data">{shown}</p>')
    for one in _became(site.code, found.successions):
        st.html(f'<p class="spp-sentence">{escape(became(one))}</p>')


def _became(code: str, rows: Iterable[Successions]) -> list[Became]:
    """One entry a kind, month and side, the oldest first; a site that splits and goes on is not its own successor."""
    groups: dict[tuple[str, bool, object], Became] = {}
    for row in rows:
        origin = row.successor == code
        other = row.former_name or row.former if origin else row.successor_name or row.successor or ""
        if row.former == row.successor:
            continue
        key = (row.kind, origin, row.month)
        before = groups[key].others if key in groups else ()
        groups[key] = Became(row.kind, row.month, (*before, other) if other else before, origin)
    return list(groups.values())


def _answer(found: SiteSheet) -> None:
    """Three sentences, then what limits them."""
    peers, year, goals = ([getattr(row, name) for row in found.rows] for name in ("peers", "last_year", "target"))
    sentences = (
        against_peers(_names(found, peers, BETTER), _names(found, peers, WORSE), _tested(peers)),
        over_a_year(_names(found, year, BETTER), _names(found, year, WORSE), _tested(year)),
        targets(
            _names(found, goals, (Verdict.NOT_IMPROVING, Verdict.IMPROVING)),
            sum(goal.verdict is Verdict.MET for goal in goals),
        ),
    )
    lines = "".join(f"<li><strong>{escape(sentence)}</strong></li>" for sentence in sentences)
    limit = f'<p class="spp-sentence"><span class="spp-limit">{escape(found.reading.limit)}</span></p>'
    st.html(f'<ul class="spp-answer">{lines}</ul>{limit}')


def _names(found: SiteSheet, comparisons: Iterable[Comparison], verdicts: tuple[Verdict, ...]) -> list[str]:
    """The indicators that have one of the verdicts, the strongest evidence first."""
    kept = [
        (one.adjusted_p if one.adjusted_p is not None else one.p_value or 0.0, row.figure.indicator.label)
        for row, one in zip(found.rows, comparisons, strict=True)
        if one.verdict in verdicts
    ]
    return [label for _, label in sorted(kept)]


def _tested(comparisons: Iterable[Comparison]) -> int:
    return sum(one.verdict is not Verdict.NOT_TESTED for one in comparisons)


def _series(view: View, found: SiteSheet, code: str) -> None:
    """One indicator month by month: the one that a person comes from, else the one that differs most."""
    rows = {row.figure.indicator.code: row for row in found.rows if row.series is not None}
    if not rows:
        return
    st.header("Un indicateur du site, mois par mois")
    ordered = sorted(rows.values(), key=_evidence)
    labels = {row.figure.indicator.code: row.figure.indicator.label for row in ordered}
    chosen = rows[str(address.one("Indicateur du site", "detail", labels, default=next(iter(labels)), width=520))]
    _against(chosen)
    assert chosen.series is not None
    read = series_reading(chosen.series.indicator, chosen.series)
    control_charts.render(view, chosen.series, read, key="site_mois", scope=Scope(sites=(code,)))


def _against(row: SheetRow) -> None:
    """The figure of the indicator, its peers, its last year, in one line."""
    indicator, estimate = row.figure.indicator, row.figure.estimate
    peers = short.NETWORK.get(row.peers.verdict, "").replace("le réseau", "ses pairs")
    benchmark = f" (pairs\u00a0: {short.value(indicator, row.peers.benchmark)})" if row.peers.benchmark else ""
    parts = (
        f"<strong>{escape(short.value(indicator, estimate))}</strong>, {escape(short.details(indicator, estimate))}",
        escape(f"face aux pairs\u00a0: {peers}{benchmark}"),
        escape(f"sur un an\u00a0: {short.change(indicator, estimate, row.last_year)}"),
    )
    st.html(f'<p class="spp-sentence">{f"{NBSP}; ".join(parts)}.</p>')


def _evidence(row: SheetRow) -> tuple[bool, float, str]:
    directed = row.peers.verdict in (*BETTER, *WORSE)
    return not directed, row.peers.adjusted_p if row.peers.adjusted_p is not None else 1.0, row.figure.indicator.code


def as_table(found: SiteSheet) -> Table:
    """One row an indicator: figure, peers, last year, target."""
    heads = ["Indicateur", "Engagement", "Valeur", "Précision", "Pairs", "Face aux pairs", "Sur un an", "Cible"]
    rows = []
    for row in found.rows:
        indicator, estimate = row.figure.indicator, row.figure.estimate
        peers = row.peers.benchmark
        rows.append(
            [
                indicator.label,
                f"n° {indicator.commitment}" if indicator.commitment else "transversal",
                short.value(indicator, estimate),
                short.details(indicator, estimate),
                short.value(indicator, peers) if peers is not None else "–",
                short.NETWORK.get(row.peers.verdict, "").replace("le réseau", "ses pairs"),
                short.change(indicator, estimate, row.last_year),
                VERDICT_WORDS[row.target.verdict],
            ]
        )
    return Table.of(f"Indicateurs de {found.site.name}", [Column(head) for head in heads], rows)
