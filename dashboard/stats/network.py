"""A unit against the average of its network (specification § 7).

An average that contains the unit pulls the gap towards 0: as soon as the unit weighs more than 10 % of it, the unit is
compared with the rest of the network as two independent samples (§ 5). Own code: the choice; tests are those of
`benchmark` and `difference`.
"""

import math
from dataclasses import dataclass

from dashboard.domain.estimate import Status
from dashboard.stats.benchmark import Position, position, score_test
from dashboard.stats.constants import ALPHA, SLACK
from dashboard.stats.difference import proportions
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result

WEIGHS = 0.10


@dataclass(frozen=True, slots=True)
class Benchmarked:
    """A unit before a benchmark. `against_rest`: the benchmark is the rest of the network, not the average as such.

    `result` is the share of the unit with its Wilson interval and the p-value of the decision; `gap` is the tested gap
    with the rest of the network (Newcombe), None when the benchmark is taken as exact. `position` None: no decision.
    """

    result: Result
    benchmark: float | None
    position: Position | None
    against_rest: bool = False
    gap: Result | None = None


def contains_too_much(n: float, network_n: float) -> bool:
    """Whether the unit weighs more than 10 % of the average that contains it."""
    return network_n > 0 and n > WEIGHS * network_n + SLACK


def against_benchmark(x: float, n: float, benchmark: float | None) -> Benchmarked:
    """The share x ÷ n against a benchmark (0 to 1) taken as exact.

    Weighted answers: x = p × n_eff and n = n_eff, real numbers. Without benchmark: `no_benchmark`; n = 0: `no_data`.
    Raises ValueError when the counts or the benchmark are impossible.
    """
    found = wilson(x, n)
    if found.status is not Status.OK:
        return Benchmarked(found, benchmark, None)
    if benchmark is None or math.isnan(benchmark):
        return Benchmarked(_with(found, None, Status.NO_BENCHMARK), None, None)
    return Benchmarked(_with(found, score_test(x, n, benchmark), Status.OK), benchmark, position(found, benchmark))


def against_network(x: float, n: float, network_x: float, network_n: float) -> Benchmarked:
    """The unit x ÷ n against the network Σx ÷ Σn that contains it, or against the rest of it above 10 % of its weight.

    Raises ValueError when the unit is larger than its network. A network that is the unit alone: `no_benchmark`.
    """
    if not (0 <= x <= network_x * (1 + SLACK) and 0 <= n <= network_n * (1 + SLACK)):
        raise ValueError(f"a unit of {x} out of {n} is not part of a network of {network_x} out of {network_n}")
    if not contains_too_much(n, network_n):
        return against_benchmark(x, n, min(1.0, network_x / network_n) if network_n > 0 else None)
    found, rest_n = wilson(x, n), network_n - n
    if rest_n <= 0:
        return Benchmarked(_with(found, None, Status.NO_BENCHMARK), None, None, against_rest=True)
    rest_x = min(rest_n, max(0.0, network_x - x))
    gap = proportions(x, n, rest_x, rest_n)
    where = Position.SIMILAR
    if gap.value is not None and gap.p_value is not None and gap.p_value < ALPHA - SLACK:
        where = Position.ABOVE if gap.value > 0 else Position.BELOW
    return Benchmarked(_with(found, gap.p_value, Status.OK), rest_x / rest_n, where, against_rest=True, gap=gap)


def _with(result: Result, p_value: float | None, status: Status) -> Result:
    return Result(
        result.value,
        result.lower,
        result.upper,
        result.n,
        se=result.se,
        p_value=p_value,
        method="wilson",
        status=status,
    )
