"""Why a figure is there or not: each headline indicator of each site in activity is in one of six states."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analyses.answers import answers, keys_of_answers
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.coverage import coverage
from dashboard.analyses.observed import restrictions
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.disclosure import Thresholds
from dashboard.domain.absence import Presence
from dashboard.domain.estimate import Estimate, Shown, Status
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.absences import read_absences
from dashboard.wording.reading import Reading

MEMORY = 24
"""Months without any figure after which a site is no longer concerned by an indicator, as in `coverage`."""


@dataclass(frozen=True, slots=True)
class Absences:
    """How many of the `n_sites` sites are in each state, by indicator."""

    n_sites: int
    rows: tuple[tuple[Indicator, Mapping[Presence, int]], ...]
    reading: Reading


def absences(reader: Reader, scope: Scope, thresholds: Thresholds, period: Period) -> Absences:
    """The states of the headline indicators over `period`. Raises QueryError."""
    check_scope(reader, scope)
    observed = {row.code for row in reads.indicators(reader) if row.n_observations}
    chosen = [one for one in indicators(reader).values() if one.headline and one.code in observed]
    listed = reads.sites(reader, levels=[Level.SITE.value], **restrictions(scope))
    sites = [row.code for row in listed if row.active]
    found = _by_site(reader, chosen, scope, thresholds, period)
    before = _lately(reader, chosen, scope, Period.ending(period.last_month, max(period.months, MEMORY)))
    late = {(late.indicator, late.site) for late in coverage(reader, scope, period, [i.code for i in chosen]).late}
    rows = []
    for indicator in chosen:
        pairs = [(indicator.code, site) for site in sites]
        delivered = coverage(reader, scope, period, [indicator.code], named=False).n_expected > 0
        states = Counter(_state(found.get(pair), pair in before, pair in late, delivered) for pair in pairs)
        rows.append((indicator, {state: states[state] for state in Presence}))
    total = {state: sum(states[state] for _, states in rows) for state in Presence}
    return Absences(len(sites), tuple(rows), read_absences(total))


def _by_site(
    reader: Reader, chosen: list[Indicator], scope: Scope, thresholds: Thresholds, period: Period
) -> dict[tuple[str, str], Estimate]:
    found = answers(reader, _of_sites(chosen, scope, period), chosen, period, thresholds)
    return {(key.indicator, key.site): answer.estimate for key, answer in found.items() if key.site is not None}


def _lately(reader: Reader, chosen: list[Indicator], scope: Scope, period: Period) -> set[tuple[str, str | None]]:
    found = keys_of_answers(reader, _of_sites(chosen, scope, period), chosen, period)
    return {(key.indicator, key.site) for key in found}


def _of_sites(chosen: list[Indicator], scope: Scope, period: Period) -> Question:
    return Question(tuple(one.code for one in chosen), (Axis.SITE,), scope, period)


def _state(estimate: Estimate | None, known: bool, late: bool, delivered: bool) -> Presence:
    """`known`: it had a figure lately; `delivered`: the indicator comes by measure files, which are expected."""
    if isinstance(estimate, Shown):
        return Presence.FEW if estimate.fragile else Presence.SHOWN
    if estimate is not None and estimate.status is Status.MASKED:
        return Presence.WITHHELD
    if late:
        return Presence.MISSING
    if not known:
        return Presence.UNCONCERNED
    return Presence.UNDER_WAY if delivered else Presence.MISSING
