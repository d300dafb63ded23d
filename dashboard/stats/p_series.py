"""A p chart cut at method breaks, with the rules of the control chart (specification § 9 and § 10).

Limits follow the base of each date, hence the rules look at each share as so many standard deviations from the centre;
rising or falling is that of the share itself. Own code, on `p_chart` and `runs`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.stats.missing import known_or_none
from dashboard.stats.p_chart import PChart, p_chart
from dashboard.stats.runs import SHOWN_FIRST, Rule, Side, signals
from dashboard.stats.xmr import Point, Segment

REACH = 3.0
"""Standard deviations from the centre to a limit."""


@dataclass(frozen=True, slots=True)
class PSeries:
    """One point a date (shares, 0 to 1); `limits` has centre, lower and upper of each, None without a base. `laney`:
    the last segment has limits widened for large bases (p′)."""

    points: tuple[Point, ...]
    limits: tuple[tuple[float, float, float] | None, ...]
    segments: tuple[Segment, ...]
    laney: bool = False


def p_series(x: Sequence[float | None], n: Sequence[float | None], rebased_at: Sequence[int] = ()) -> PSeries:
    """Each segment has its own centre, and is a p′ chart when its mean base is large. Raises ValueError as `p_chart`
    does."""
    x, n = known_or_none(x), known_or_none(n)
    bounds = [*sorted({0, *rebased_at}), len(x)] if x else []
    points: list[Point] = []
    limits: list[tuple[float, float, float] | None] = []
    segments: list[Segment] = []
    laney = False
    for start, stop in pairwise(bounds):
        chart = p_chart(x[start:stop], n[start:stop])
        laney = chart.laney
        shares = [a / b if a is not None and b else None for a, b in zip(x[start:stop], n[start:stop], strict=True)]
        found = _signals(shares, n[start:stop], chart)
        points += [Point(share, len(segments), *one) for share, one in zip(shares, found, strict=True)]
        limits += [None if pair is None or chart.centre is None else (chart.centre, *pair) for pair in chart.limits]
        known = sum(share is not None for share in shares)
        segments.append(Segment(start, stop, chart.centre, None, None, known, None))
    return PSeries(tuple(points), tuple(limits), tuple(segments), laney)


def _signals(
    shares: Sequence[float | None], n: Sequence[float | None], chart: PChart
) -> list[tuple[frozenset[Rule], Rule | None, Side | None]]:
    """The rules of each date of one segment. Nothing is marked when every share is alike."""
    centre = chart.centre
    spread = 0.0 if centre is None else math.sqrt(max(0.0, centre * (1 - centre))) * chart.sigma_z
    if centre is None or spread <= 0:
        return [(frozenset(), None, None) for _ in shares]
    scores = [
        None if share is None or not base else (share - centre) * math.sqrt(base) / spread
        for share, base in zip(shares, n, strict=True)
    ]
    by_score = signals(scores, 0.0, REACH)
    by_share = signals(shares, centre, centre + REACH * spread)
    return [_merged(one, other) for one, other in zip(by_score, by_share, strict=True)]


Found = tuple[frozenset[Rule], Rule | None, Side | None]


def _merged(by_score: Found, by_share: Found) -> Found:
    """The rules of the scores, but the trend, which is that of the shares."""
    rules = (by_score[0] - {Rule.TREND}) | (by_share[0] & {Rule.TREND})
    label = next((rule for rule in SHOWN_FIRST if rule in rules), None)
    if label is None:
        return rules, None, None
    if label is Rule.TREND:
        return rules, label, by_share[2] if by_share[1] is Rule.TREND else None
    return rules, label, by_score[2]
