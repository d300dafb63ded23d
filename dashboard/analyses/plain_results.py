"""The engagements in words that anybody reads: the figure, the mark of the others and the change of each.

Texts that are ready, and the places of marks: what is withheld leaves no number here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.analyses.commitments import Engagement
from dashboard.analyses.standing import Standing
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.wording import numerals
from dashboard.wording import poster as words
from dashboard.wording.pillars import pillar_name
from dashboard.wording.public_results import stands_on


@dataclass(frozen=True, slots=True)
class Side:
    """What a figure is set against: its name, its value or the gap with it (empty when there is none), the verdict in
    words and as it is."""

    label: str
    value: str
    words: str
    verdict: Verdict = Verdict.NOT_TESTED


@dataclass(frozen=True, slots=True)
class Result:
    """One engagement. Either `value` or `instead` is empty, and `sides` with it: the others, then a year before.
    `share` and `mark`: where the figure and that of the others stand between the ends of the scale, 0 to 1; None for
    what has no scale or may not be shown. `code`: the indicator, empty when nothing was observed; `stands_on`: its base
    and its margin."""

    number: int
    engagement: str
    indicator: str
    value: str
    instead: str
    stands_on: str = ""
    sides: tuple[Side, ...] = ()
    fragile: bool = False
    share: float | None = None
    mark: float | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Pillar:
    """A part of the programme and its engagements, in their order."""

    name: str
    results: tuple[Result, ...]


def pillars(engagements: Sequence[Engagement], found: Mapping[int, Standing], others: str) -> tuple[Pillar, ...]:
    """One result an engagement, observed or not (`found`, by number), under its part of the programme. `others`: what
    the network is called."""
    grouped = groupby(engagements, key=lambda one: one.commitment.pillar)
    return tuple(
        Pillar(pillar_name(pillar), tuple(_result(one, found.get(one.commitment.number), others) for one in members))
        for pillar, members in grouped
    )


def _result(engagement: Engagement, found: Standing | None, others: str) -> Result:
    number, name = engagement.commitment.number, engagement.commitment.short_label
    if found is None:
        return Result(number, name, "", "", words.instead(None))
    indicator, estimate = found.indicator, found.estimate
    if not isinstance(estimate, Shown):
        return Result(number, name, indicator.label, "", words.instead(estimate), code=indicator.code)
    return Result(
        number=number,
        engagement=name,
        indicator=indicator.label,
        value=numerals.value(indicator, estimate),
        instead="",
        stands_on=stands_on(indicator, estimate),
        sides=_sides(found, estimate, others),
        fragile=estimate.fragile,
        share=_place(indicator, estimate),
        mark=_place(indicator, found.others.benchmark) if found.others else None,
        code=indicator.code,
    )


def _sides(found: Standing, estimate: Shown, others: str) -> tuple[Side, ...]:
    change = Side(words.CHANGE, *words.trend(found.indicator, estimate, found.last_year), found.last_year.verdict)
    if found.others is None:
        return (change,)
    return Side(others, *words.reference(found.indicator, found.others), found.others.verdict), change


def _place(indicator: Indicator, estimate: Estimate | None) -> float | None:
    """Where a figure stands between the ends of its scale, as precisely as it is written."""
    low, high = numerals.bounds_of(indicator)
    if low is None or high is None or not isinstance(estimate, Shown):
        return None
    written = float(numerals.rounded(estimate.value, numerals.decimals_of(indicator, estimate.n)))
    return round(min(max((written - low) / (high - low), 0.0), 1.0), 4)
