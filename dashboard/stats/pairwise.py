"""Key drivers of an outcome from sums over pairs of questions (specification § 12), for questionnaires in rotation.

Each person answers some of the questions: nobody answered them all, so that complete cases do not exist. Correlations
are taken two questions at a time, over the people who answered both, and LMG shares are drawn from that matrix
(`subset_r2`); with complete answers they are those of `drivers.key_drivers`. No library here starts from
sums.

Bars are those of a bootstrap of groups of respondents drawn at random (Efron 1979): sums by group are all that is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from dashboard.stats.driver_bars import BATCH, RESAMPLES, SEED
from dashboard.stats.drivers import Caution, cautions, variance_inflation
from dashboard.stats.proportion import Floats
from dashboard.stats.refusal import RefusedError
from dashboard.stats.subset_r2 import lmg

GROUPS = 50
"""Groups of respondents: enough for a bootstrap, few enough for their sums to stay small."""
NOT_NEGATIVE = 1e-9
"""How far below 0 rounding may bring an eigenvalue of a matrix of correlations."""
CONTRADICTORY = "les réponses croisées se contredisent : trop peu de personnes ont répondu aux mêmes questions"


class PairSum(Protocol):
    """What two questions add up to over the people of a group who answered both: x is the first, y the second."""

    @property
    def first(self) -> str: ...
    @property
    def second(self) -> str: ...
    @property
    def part(self) -> int: ...
    @property
    def w(self) -> float: ...
    @property
    def w_x(self) -> float: ...
    @property
    def w_y(self) -> float: ...
    @property
    def w_xx(self) -> float: ...
    @property
    def w_xy(self) -> float: ...
    @property
    def w_yy(self) -> float: ...


@dataclass(frozen=True, slots=True)
class PairDriver:
    """`share` of R² (0 to 1) with its 95 % bar, both None when nothing is explained; `r`: correlation with the outcome,
    None without variation; `vif` None: constant, or exactly redundant (infinite)."""

    name: str
    share: float | None
    lower: float | None
    upper: float | None
    r: float | None
    vif: float | None


@dataclass(frozen=True, slots=True)
class PairDrivers:
    """Drivers in input order; `r2` (0 to 1) is None when the outcome does not vary."""

    drivers: tuple[PairDriver, ...]
    r2: float | None
    cautions: frozenset[Caution]


def pairwise_drivers(rows: Iterable[PairSum], drivers: Sequence[str], outcome: str) -> PairDrivers:
    """Importance of each driver of `outcome`. RefusedError when the correlations cannot be those of one population."""
    names = [*drivers, outcome]
    sums = _sums(rows, {name: place for place, name in enumerate(names)})
    whole = correlations(sums.sum(axis=0)[None])[0]
    if not _possible(whole[None])[0]:
        raise RefusedError(CONTRADICTORY)
    importance, explained = lmg(whole[None])
    r2 = None if np.isnan(explained[0]) else float(explained[0])
    shares = [float(value) / r2 if r2 else None for value in importance[0]]
    bars = _bars(sums) if r2 else [None] * len(drivers)
    vifs = variance_inflation(whole[:-1, :-1])
    found = tuple(_driver(name, shares[i], bars[i], _r(whole, i), vifs[i][0]) for i, name in enumerate(drivers))
    return PairDrivers(found, r2, cautions(r2, vifs))


def _driver(
    name: str, share: float | None, bar: tuple[float, float] | None, r: float | None, vif: float | None
) -> PairDriver:
    lower, upper = bar if bar is not None else (None, None)
    return PairDriver(name, share, lower, upper, r, vif)


def _sums(rows: Iterable[PairSum], places: Mapping[str, int]) -> Floats:
    """Shape (GROUPS, k, k, 6): Σw, Σwx, Σwy, Σwx², Σwxy, Σwy² of each ordered pair; others are left aside."""
    sums = np.zeros((GROUPS, len(places), len(places), 6))
    for row in rows:
        x, y = places.get(row.first), places.get(row.second)
        if x is not None and y is not None:
            sums[row.part, x, y] = row.w, row.w_x, row.w_y, row.w_xx, row.w_xy, row.w_yy
            sums[row.part, y, x] = row.w, row.w_y, row.w_x, row.w_yy, row.w_xy, row.w_xx
    return sums


def correlations(sums: Floats) -> Floats:
    """Pearson's r of each pair, shape (b, k, k), from sums of shape (b, k, k, 6); 0 with what does not vary, which has
    0 on the diagonal too."""
    w, x, y, xx, xy, yy = np.moveaxis(sums, -1, 0)
    w = np.where(w > 0, w, 1.0)
    product = xy / w - x * y / w**2
    spread = (xx / w - (x / w) ** 2, yy / w - (y / w) ** 2)
    varies = (spread[0] > 1e-12 * (1 + xx / w)) & (spread[1] > 1e-12 * (1 + yy / w))
    scale = np.sqrt(np.where(varies, spread[0] * spread[1], 1.0))
    return np.asarray(np.where(varies, np.clip(product / scale, -1.0, 1.0), 0.0))


def _possible(matrices: Floats) -> Floats:
    """Which matrices may be those of correlations of one population: no negative eigenvalue."""
    return np.asarray(np.linalg.eigvalsh(matrices)[:, 0] >= -NOT_NEGATIVE)


def _r(whole: Floats, driver: int) -> float | None:
    return float(whole[driver, -1]) if whole[driver, driver] > 0 and whole[-1, -1] > 0 else None


def _bars(sums: Floats) -> list[tuple[float, float] | None]:
    """2.5 % and 97.5 % quantiles (type 7) of the share of each driver over resamples of the groups."""
    source = np.random.default_rng(SEED)
    groups = len(sums)
    flat = sums.reshape(groups, -1)
    found = []
    for _ in range(0, RESAMPLES, BATCH):
        drawn = np.stack([np.bincount(source.integers(0, groups, groups), minlength=groups) for _ in range(BATCH)])
        matrices = correlations((drawn @ flat).reshape(BATCH, *sums.shape[1:]))
        importance, r2 = lmg(matrices[_possible(matrices)])
        found.append(importance[r2 > 0] / r2[r2 > 0, None])
    shares = np.concatenate(found)
    if len(shares) < RESAMPLES / 2:
        return [None] * (sums.shape[1] - 1)
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    return [(float(one), float(other)) for one, other in zip(low, high, strict=True)]
