"""Two groups with different mixes: direct standardisation, and rate or mix effect (specification § 16; Kitagawa 1955).

Own code: no library of this project has either. The common weights are those of both groups together.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95, two_sided
from dashboard.stats.mean import centred_squares
from dashboard.stats.poststratification import Stratum
from dashboard.stats.result import Result


@dataclass(frozen=True, slots=True)
class Standardised:
    """The gap at equal mix, both standardised figures, and what was left out.

    `left_out`: strata of one side only; `covered`: share (0 to 1) of the answers of each group that were kept.
    """

    difference: Result
    first: float | None
    second: float | None
    weights: Mapping[str, float]
    left_out: tuple[str, ...]
    covered: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Split:
    """A gap as a sum: what the figures of the strata explain, and what their mix explains."""

    difference: float
    rate_effect: float
    mix_effect: float
    left_out: tuple[str, ...]


def _shared(first: Mapping[str, Stratum], second: Mapping[str, Stratum]) -> tuple[list[str], tuple[str, ...]]:
    """Strata that have answers on both sides, and those that have on one side only."""
    sides = [{name for name, stratum in group.items() if stratum.n > 0} for group in (first, second)]
    return sorted(sides[0] & sides[1]), tuple(sorted(sides[0] ^ sides[1]))


def _variance(stratum: Stratum) -> float:
    return centred_squares(stratum.n, stratum.total, stratum.total_sq) / (stratum.n - 1) / stratum.n


def standardised(first: Mapping[str, Stratum], second: Mapping[str, Stratum]) -> Standardised:
    """first − second with the mix of both groups together, in the unit of the answers; value ± z·SE.

    SE² = Σ W²(s₁²/n₁ + s₂²/n₂), s² on n − 1. A stratum with a single answer on a side leaves no variance: a gap without
    interval. No stratum on both sides: `not_comparable`; no answer at all: `no_data`.
    """
    names, left_out = _shared(first, second)
    if not names:
        status = Status.NOT_COMPARABLE if left_out else Status.NO_DATA
        return Standardised(Result(method="standardised", status=status), None, None, {}, left_out, None)
    sizes = {name: first[name].n + second[name].n for name in names}
    total = sum(sizes.values())
    weights = {name: size / total for name, size in sizes.items()}
    values = [
        math.fsum(weights[name] * group[name].total / group[name].n for name in names) for group in (first, second)
    ]
    kept = tuple(sum(group[name].n for name in names) for group in (first, second))
    covered = kept[0] / sum(s.n for s in first.values()), kept[1] / sum(s.n for s in second.values())
    d, se = values[0] - values[1], None
    if all(group[name].n > 1 for group in (first, second) for name in names):
        variances = [weights[name] ** 2 * (_variance(first[name]) + _variance(second[name])) for name in names]
        se = math.sqrt(math.fsum(variances))
    found = Result(value=d, n=total, se=se, method="standardised")
    if se:
        found = Result(d, d - Z95 * se, d + Z95 * se, total, se=se, p_value=two_sided(d / se), method="standardised")
    return Standardised(found, values[0], values[1], weights, left_out, covered)


def split(first: Mapping[str, Stratum], second: Mapping[str, Stratum]) -> Split | None:
    """Rate effect Σ½(c₁+c₀)(p₁−p₀) and mix effect Σ½(p₁+p₀)(c₁−c₀), whose sum is the gap first − second.

    p is the figure of a stratum and c its share of the answers of its group, over the strata present on both sides;
    None when there is none.
    """
    names, left_out = _shared(first, second)
    if not names:
        return None
    n1, n0 = sum(first[name].n for name in names), sum(second[name].n for name in names)
    rows = [
        (first[s].n / n1, second[s].n / n0, first[s].total / first[s].n, second[s].total / second[s].n) for s in names
    ]
    return Split(
        difference=math.fsum(c1 * p1 - c0 * p0 for c1, c0, p1, p0 in rows),
        rate_effect=math.fsum((c1 + c0) * (p1 - p0) / 2 for c1, c0, p1, p0 in rows),
        mix_effect=math.fsum((p1 + p0) * (c1 - c0) / 2 for c1, c0, p1, p0 in rows),
        left_out=left_out,
    )
