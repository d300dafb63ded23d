"""Two groups with different mixes: direct standardisation, and rate or mix effect (specification § 16; Kitagawa 1955).

Own code: no library of this project has either. The common weights are those of both groups together.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95, two_sided
from dashboard.stats.mean import centred_squares
from dashboard.stats.poststratification import Stratum
from dashboard.stats.result import Result


@dataclass(frozen=True, slots=True)
class Part:
    """The figure of one stratum of a group: `value` in the unit of the answers, `size` what it weighs in the mix (its
    answers, or the sum of their weights), `n` its answers. `se` None: no variance is known."""

    size: float
    value: float
    se: float | None
    n: int

    @classmethod
    def of(cls, stratum: Stratum) -> "Part":
        """From sums without weights: s² on n − 1. Raises ZeroDivisionError on a stratum without answers."""
        n = stratum.n
        squares = centred_squares(n, stratum.total, stratum.total_sq)
        return cls(n, stratum.total / n, math.sqrt(squares / (n - 1) / n) if n > 1 else None, n)


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


def _shared(first: Mapping[str, Part], second: Mapping[str, Part]) -> tuple[list[str], tuple[str, ...]]:
    """Strata of both sides, and those of one side only."""
    return sorted(first.keys() & second.keys()), tuple(sorted(first.keys() ^ second.keys()))


def standardised(first: Mapping[str, Part], second: Mapping[str, Part]) -> Standardised:
    """first − second with the mix of both groups together, in the unit of the answers; value ± z·SE.

    SE² = Σ W²(SE₁² + SE₂²). A stratum without variance (a single answer) leaves a gap without interval. No stratum on
    both sides: `not_comparable`; no answer at all: `no_data`.
    """
    names, left_out = _shared(first, second)
    if not names:
        status = Status.NOT_COMPARABLE if left_out else Status.NO_DATA
        return Standardised(Result(method="standardised", status=status), None, None, {}, left_out, None)
    sizes = {name: first[name].size + second[name].size for name in names}
    total = math.fsum(sizes.values())
    weights = {name: size / total for name, size in sizes.items()}
    values = [math.fsum(weights[name] * group[name].value for name in names) for group in (first, second)]
    answers = [math.fsum(part.size for part in group.values()) for group in (first, second)]
    kept = [math.fsum(group[name].size for name in names) for group in (first, second)]
    covered = kept[0] / answers[0], kept[1] / answers[1]
    n = sum(group[name].n for group in (first, second) for name in names)
    d, se = values[0] - values[1], _error(weights, [group[name] for group in (first, second) for name in names], names)
    found = Result(value=d, n=n, se=se, method="standardised")
    if se:
        found = Result(d, d - Z95 * se, d + Z95 * se, n, se=se, p_value=two_sided(d / se), method="standardised")
    return Standardised(found, values[0], values[1], weights, left_out, covered)


def _error(weights: Mapping[str, float], parts: Sequence[Part], names: Sequence[str]) -> float | None:
    """The standard error; `parts`: those of the first group in the order of `names`, then those of the second."""
    errors = [part.se for part in parts]
    known = [error for error in errors if error is not None]
    if len(known) < len(errors):
        return None
    return math.sqrt(math.fsum((weights[name] * error) ** 2 for name, error in zip([*names] * 2, known, strict=True)))


def split(first: Mapping[str, Part], second: Mapping[str, Part]) -> Split | None:
    """Rate effect Σ½(c₁+c₀)(p₁−p₀) and mix effect Σ½(p₁+p₀)(c₁−c₀), whose sum is the gap first − second.

    p is the figure of a stratum and c its share of the answers of its group, over the strata present on both sides;
    None when there is none.
    """
    names, left_out = _shared(first, second)
    if not names:
        return None
    n1, n0 = (math.fsum(group[name].size for name in names) for group in (first, second))
    rows = [(first[s].size / n1, second[s].size / n0, first[s].value, second[s].value) for s in names]
    return Split(
        difference=math.fsum(c1 * p1 - c0 * p0 for c1, c0, p1, p0 in rows),
        rate_effect=math.fsum((c1 + c0) * (p1 - p0) / 2 for c1, c0, p1, p0 in rows),
        mix_effect=math.fsum((p1 + p0) * (c1 - c0) / 2 for c1, c0, p1, p0 in rows),
        left_out=left_out,
    )
