"""How often an action that does nothing is said to have worked: `python -m tests.bench.action_verdicts`.

Sites have levels of their own, good and bad years, and answers drawn at random; nothing is done for any of them. One
is chosen because it was low, then looked at a year later, against itself alone (naive) and as the program does.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.stats.constants import Z95
from dashboard.stats.peer_effect import Unit, peer_effect
from dashboard.stats.proportion import wilson_limits

LEVEL, OWN, YEAR = 70.0, 5.0, 2.5
"""Mean of the network, standard deviation of the levels of sites, and of the years of a site, in points."""
SMALLEST = 2.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of the rounds in which an improvement, or a useful one, was wrongly declared; `power`: rightly, when the
    action is worth ten points."""

    naive: float
    verdict: float
    useful: float
    power: float


def false_positives(
    peers: int,
    chosen: str,
    rounds: int,
    seed: int,
    own: float = OWN,
    year: float = YEAR,
    spread: bool = True,
    powered: bool = True,
) -> Rates:
    """`chosen`: `low` (the lowest of all), `small` (the lowest of the smaller ones) or `any`; `spread`: bases from 30
    to 2,000 answers, else 300 everywhere."""
    rng = np.random.default_rng(seed)
    counts = np.zeros(4)
    for _ in range(rounds):
        size = peers + 1
        n = np.round(np.exp(rng.uniform(np.log(30), np.log(2_000), size))) if spread else np.full(size, 300.0)
        level = LEVEL + own * rng.normal(size=size)
        before, after = (np.clip(level + year * rng.normal(size=size), 2, 98) for _ in range(2))
        x, y = (rng.binomial(n.astype(int), share / 100) for share in (before, after))
        place = _chosen(chosen, 100 * x / n, n)
        counts[0] += _improved_alone(x[place], y[place], n[place])
        found = peer_effect(*_units(x, y, n, place))
        assert found is not None
        counts[1] += found.lower > 0
        counts[2] += found.lower >= SMALLEST
        if not powered:
            continue
        helped = y.copy()
        helped[place] = rng.binomial(int(n[place]), min(after[place] + 10, 99) / 100)
        found = peer_effect(*_units(x, helped, n, place))
        assert found is not None
        counts[3] += found.lower > 0
    return Rates(*(counts / rounds))


def _chosen(how: str, values: np.ndarray, n: np.ndarray) -> int:
    if how == "small":
        values = np.where(n <= np.quantile(n, 0.3), values, np.inf)
    return 0 if how == "any" else int(np.argmin(values))


def _improved_alone(x: float, y: float, n: float) -> bool:
    p, q = x / n, y / n
    return bool(q - p > Z95 * np.sqrt((p * (1 - p) + q * (1 - q)) / n))


def _units(x: np.ndarray, y: np.ndarray, n: np.ndarray, place: int) -> tuple[Unit, list[Unit]]:
    errors = [(upper - lower) / 2 / Z95 * 100 for lower, upper in (wilson_limits(x, n), wilson_limits(y, n))]
    units = [Unit(100 * a / m, 100 * b / m, e**2, f**2) for a, b, m, e, f in zip(x, y, n, *errors, strict=True)]
    return units[place], [*units[:place], *units[place + 1 :]]


if __name__ == "__main__":
    print("peers  chosen  own  year  bases       naive  verdict  useful  power(+10)")
    for peers in (5, 10, 20, 60):
        for chosen, own, year, spread in (
            ("any", OWN, YEAR, True), ("low", OWN, YEAR, True), ("small", OWN, YEAR, True), ("low", 1.0, 1.0, True),
            ("low", OWN, 0.0, True), ("low", OWN, YEAR, False),
        ):  # fmt: skip
            rates = false_positives(peers, chosen, 1_000, 7, own, year, spread)
            bases = "30-2000" if spread else "300"
            shown = "  ".join(f"{100 * rate:6.1f}" for rate in (rates.naive, rates.verdict, rates.useful, rates.power))
            print(f"{peers:5d}  {chosen:6s}  {own:3.0f}  {year:4.1f}  {bases:8s} {shown}")
