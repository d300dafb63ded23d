"""What the sites page computes of 2,000 sites at once: intervals, funnel limits, flags, correction for their number."""

import statistics
import time
from collections.abc import Callable

import numpy as np

from dashboard.stats.constants import Z95, Z998
from dashboard.stats.difference import proportions_of_many
from dashboard.stats.funnel import fit, outside
from dashboard.stats.multiple import adjust
from dashboard.stats.proportion import wilson_limits

SITES = 2000
RUNS = 51
GOAL_MS = 20


def run() -> tuple[str, list[str], list[list[object]]]:
    """Each method on the same 2,000 shares, then all those that a page needs, one after the other."""
    rng = np.random.default_rng(2026)
    n = rng.integers(11, 3000, SITES).astype(float)
    x = rng.binomial(n.astype(int), np.clip(rng.normal(0.8, 0.06, SITES), 0.01, 0.99)).astype(float)
    funnel = fit(x, n)
    assert funnel is not None
    p_values = funnel.p_values(x, n)

    def together() -> None:
        wilson_limits(x, n)
        shape = fit(x, n)
        assert shape is not None
        shape.limits(n, Z95)
        shape.limits(n, Z998)
        outside(x, n, shape)
        adjust(shape.p_values(x, n))

    methods: dict[str, Callable[[], object]] = {
        "Wilson": lambda: wilson_limits(x, n),
        "funnel, fit": lambda: fit(x, n),
        "funnel, both limits": lambda: (funnel.limits(n, Z95), funnel.limits(n, Z998)),
        "funnel, flags": lambda: outside(x, n, funnel),
        "Benjamini–Hochberg": lambda: adjust(p_values),
        f"together (goal {GOAL_MS} ms)": together,
        "Newcombe and tests, pair by pair": lambda: proportions_of_many(x, n, x[::-1], n[::-1]),
    }
    rows: list[list[object]] = [[name, round(median_ms(work, RUNS), 2)] for name, work in methods.items()]
    return f"Vectorised methods on {SITES} sites", ["method", "median, ms"], rows


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Median time of `runs` calls, in milliseconds, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        before = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - before))
    return statistics.median(times)
