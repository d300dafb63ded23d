"""The engagements of a poster: the figure, the mark of the others and the change of each, in words."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from dashboard.analyses.commitments import Engagement
from dashboard.domain.comparison import Comparison
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.posters.poster import Pillar, Result, Side
from dashboard.wording import numerals
from dashboard.wording import poster as words
from dashboard.wording.pillars import pillar_name


class Observed(NamedTuple):
    """The figure that stands for an engagement, against the others and a year before."""

    indicator: Indicator
    estimate: Estimate
    others: Comparison
    last_year: Comparison


def pillars(engagements: Sequence[Engagement], found: Mapping[int, Observed], others: str) -> tuple[Pillar, ...]:
    """One result an engagement, observed or not (`found`, by number), under its part of the programme. `others`: what
    the network is called."""
    grouped = groupby(engagements, key=lambda one: one.commitment.pillar)
    return tuple(
        Pillar(pillar_name(pillar), tuple(_result(one, found.get(one.commitment.number), others) for one in members))
        for pillar, members in grouped
    )


def _result(engagement: Engagement, found: Observed | None, others: str) -> Result:
    number, name = engagement.commitment.number, engagement.commitment.short_label
    if found is None:
        return Result(number, name, "", "", words.instead(None))
    indicator, estimate = found.indicator, found.estimate
    if not isinstance(estimate, Shown):
        return Result(number, name, indicator.label, "", words.instead(estimate))
    return Result(
        number=number,
        engagement=name,
        indicator=indicator.label,
        value=numerals.value(indicator, estimate),
        instead="",
        base=words.base(indicator, estimate),
        sides=(
            Side(others, *words.reference(indicator, found.others)),
            Side(words.CHANGE, *words.trend(indicator, estimate, found.last_year)),
        ),
        fragile=estimate.fragile,
        share=_place(indicator, estimate),
        mark=_place(indicator, found.others.benchmark),
    )


def _place(indicator: Indicator, estimate: Estimate | None) -> float | None:
    """Where a figure stands between the ends of its scale, as precisely as it is written."""
    low, high = numerals.bounds_of(indicator)
    if low is None or high is None or not isinstance(estimate, Shown):
        return None
    written = float(numerals.rounded(estimate.value, numerals.decimals_of(indicator, estimate.n)))
    return round(min(max((written - low) / (high - low), 0.0), 1.0), 4)
