"""Key drivers of an outcome: importance, correlations, redundancy, quadrants (specification § 12; Grömping 2006).

Importance is own code (`subset_r2`), checked against the average over all permutations; Pearson's r and Spearman's ρ
are NumPy's and SciPy's. An association is not a cause: `wording.survey_drivers` says so beside every chart.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dashboard.stats.constants import SLACK
from dashboard.stats.proportion import Floats
from dashboard.stats.quadrant import Quadrant, quadrants
from dashboard.stats.refusal import RefusedError
from dashboard.stats.subset_r2 import REDUNDANT, explained, lmg

MOST_DRIVERS = 12
VIF_WARNED = 5.0
R2_WARNED = 0.20


class Caution(StrEnum):
    """What must be said beside the shares."""

    REDUNDANT = "leviers redondants"
    WEAK = "satisfaction peu expliquée par ces leviers"


@dataclass(frozen=True, slots=True)
class Driver:
    """One driver. `importance`: its part of R² (0 to 1); `share`: the same ÷ R², None when nothing is explained.

    `r`, `rho`: Pearson's and Spearman's correlation with the outcome, None without variation. `vif`: None for a
    constant or an exactly redundant driver (infinite). `performance`: its mean over the complete cases.
    """

    name: str
    importance: float
    share: float | None
    r: float | None
    rho: float | None
    vif: float | None
    performance: float
    quadrant: Quadrant | None


@dataclass(frozen=True, slots=True)
class Drivers:
    """Drivers in input order, from the `n` complete cases of `rows`; importances sum to `r2` (None: flat outcome)."""

    drivers: tuple[Driver, ...]
    r2: float | None
    n: int
    rows: int
    cautions: frozenset[Caution]

    @property
    def may_be_shown(self) -> bool:
        """Whether the base is large enough for a page."""
        return self.n >= fewest_cases(len(self.drivers))


def fewest_cases(drivers: int) -> int:
    """The people below whom the importance of so many drivers is not shown."""
    return max(50, 10 * drivers)


def complete_cases(outcome: Sequence[float | None], drivers: Mapping[str, Sequence[float | None]]) -> Floats:
    """Rows that have everything, shape (n, k + 1), the outcome last.

    RefusedError: more than 12 drivers, or no more rows than drivers + 1. ValueError: no driver, or different lengths.
    """
    if not drivers or any(len(column) != len(outcome) for column in drivers.values()):
        raise ValueError("an outcome and at least one driver of the same length are needed")
    if len(drivers) > MOST_DRIVERS:
        raise RefusedError(f"{len(drivers)} leviers sont choisis : en garder {MOST_DRIVERS} au plus.")
    columns = [[np.nan if v is None else v for v in column] for column in (*drivers.values(), outcome)]
    table = np.array(columns, dtype=float).T
    table = np.asarray(table[np.isfinite(table).all(axis=1)])
    if len(table) <= len(drivers) + 1:
        raise RefusedError(
            f"{len(table)} réponses complètes pour {len(drivers)} leviers : retirer des leviers ou élargir la période."
        )
    return np.asarray(table)


def covariance(table: Floats) -> Floats:
    """Covariances of the columns; exactly 0 for a constant one, whatever the rounding of its mean."""
    centred = table - table.mean(axis=0)
    centred[:, np.ptp(table, axis=0) <= SLACK * np.abs(table).max(axis=0)] = 0.0
    return np.asarray(centred.T @ centred / len(table))


def key_drivers(outcome: Sequence[float | None], drivers: Mapping[str, Sequence[float | None]]) -> Drivers:
    """Importance and performance of each driver of `outcome`; all answers of a question on one numeric scale.

    A constant driver has importance 0, as all have when the outcome is constant (R² is then None). Refusals are those
    of `complete_cases`. Quadrants compare drivers on their means: the drivers must share one scale.
    """
    table = complete_cases(outcome, drivers)
    matrix = covariance(table)
    importances, r2s = lmg(matrix[None])
    r2 = None if math.isnan(r2s[0]) else float(r2s[0])
    importance = [0.0] * len(drivers) if r2 is None else [float(value) for value in importances[0]]
    shares = [value / r2 if r2 else None for value in importance]
    performance = [float(value) for value in table[:, :-1].mean(axis=0)]
    vifs = variance_inflation(matrix[:-1, :-1])
    ranks = covariance(_ranks(table))
    found = tuple(
        Driver(name, importance[i], shares[i], _correlation(matrix, i), _correlation(ranks, i), vif, mean, quadrant)
        for i, (name, (vif, _), mean, quadrant) in enumerate(
            zip(drivers, vifs, performance, quadrants(shares, performance), strict=True)
        )
    )
    return Drivers(found, r2, len(table), len(outcome), cautions(r2, vifs))


def cautions(r2: float | None, vifs: Sequence[tuple[float | None, bool]]) -> frozenset[Caution]:
    """What must be said beside shares of `r2`, from the `variance_inflation` of the drivers."""
    found = {Caution.REDUNDANT} if any(redundant for _, redundant in vifs) else set()
    if r2 is None or r2 < R2_WARNED - SLACK:
        found.add(Caution.WEAK)
    return frozenset(found)


def _ranks(table: Floats) -> Floats:
    from scipy.stats import rankdata  # loaded here: a second of start-up, needed by one panel

    return np.asarray(rankdata(table, axis=0), dtype=float)


def _correlation(matrix: Floats, driver: int) -> float | None:
    product = float(matrix[driver, driver]) * float(matrix[-1, -1])
    return max(-1.0, min(1.0, float(matrix[driver, -1]) / math.sqrt(product))) if product > 0 else None


def variance_inflation(matrix: Floats) -> list[tuple[float | None, bool]]:
    """VIF = 1 ÷ (1 − R² on the other drivers) of each driver, and whether it is above 5.

    None for a constant driver (nothing to inflate) and for an exactly redundant one (infinite, hence above 5).
    """
    found: list[tuple[float | None, bool]] = []
    for driver in range(len(matrix)):
        others = [other for other in range(len(matrix)) if other != driver]
        r2 = explained(matrix[np.ix_([*others, driver], [*others, driver])])
        if r2 is None:
            found.append((None, False))
        elif 1 - r2 <= REDUNDANT * 10:
            found.append((None, True))
        else:
            vif = 1 / (1 - r2)
            found.append((vif, vif > VIF_WARNED + SLACK))
    return found
