"""What one site became beside sites that nothing was done for: effect of an action, regression to the mean removed.

A site that was chosen because it was low rises anyway. Each figure of before is therefore brought back towards the mean
of the peers as far as its noise tells (ω² by DerSimonian & Laird 1986, reliability ω² ÷ (ω² + v)), and the figures of
after are regressed on these levels among the peers: what the site should have become. The effect is what it became,
less that. Its variance adds the noise of the site, that of its level, the natural dispersion of the peers (τ², method
of moments of a meta-regression: Thompson & Sharp 1999) and the uncertainty of the line; Student's law has k − 2
degrees.
Figures without a margin have a noise of 0: the dispersion of the peers then holds theirs.
Own code: no library of this project has it. False positives are simulated in tests/bench/action_verdicts.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

from dashboard.stats.constants import SLACK

FEWEST_PEERS = 5
_ROUNDS = 3
"""How often the weights are computed again from the slope: it no longer moves after two."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Unit:
    """One site before and after, in the unit of the indicator, with the variance of each figure (0: not known)."""

    before: float
    after: float
    before_variance: float = 0.0
    after_variance: float = 0.0


@dataclass(frozen=True, slots=True)
class PeerEffect:
    """`value` = after − `expected`, with its 95 % interval. `typical`: what an average peer moved by; `dispersion`: the
    standard deviation of what peers become beyond their noise; `as_large`: how many of the `peers` moved as much as the
    site and the same way, each judged as the site is (placebo), and `placebo_p` the p-value of that rank."""

    value: float
    lower: float
    upper: float
    se: float
    p_value: float
    expected: float
    typical: float
    dispersion: float
    peers: int
    as_large: int

    @property
    def placebo_p(self) -> float:
        return (1 + self.as_large) / (1 + self.peers)


@dataclass(frozen=True, slots=True)
class _Columns:
    before: Floats
    after: Floats
    before_variance: Floats
    after_variance: Floats


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients, their covariance, and the variance between units beyond their noise."""

    coefficients: Floats
    covariance: Floats
    between: float


@dataclass(frozen=True, slots=True)
class _Gap:
    value: float
    se: float
    degrees: int
    expected: float
    between: float


def peer_effect(site: Unit, peers: Sequence[Unit]) -> PeerEffect | None:
    """The effect of what was done for `site`; None under five peers, or when peers all became the very same.

    Raises ValueError on a negative variance.
    """
    if len(peers) < FEWEST_PEERS:
        return None
    columns = _columns([*peers, site])
    own, last = _gap(columns, len(peers)), np.ones(len(peers) + 1, dtype=bool)
    last[-1] = False
    if own is None:
        return None
    among = _Columns(*(getattr(columns, name)[last] for name in _Columns.__slots__))
    placebos = [_gap(among, rank) for rank in range(len(peers))]
    sign = 1 if own.value >= 0 else -1
    score = sign * own.value / own.se
    as_large = sum(one is None or sign * one.value / one.se >= score - SLACK for one in placebos)
    margin = float(stdtrit(own.degrees, 0.975)) * own.se
    return PeerEffect(
        value=own.value,
        lower=own.value - margin,
        upper=own.value + margin,
        se=own.se,
        p_value=min(1.0, 2 * float(stdtr(own.degrees, -abs(own.value) / own.se))),
        expected=own.expected,
        typical=_typical(among),
        dispersion=float(np.sqrt(own.between)),
        peers=len(peers),
        as_large=as_large,
    )


def _columns(units: Sequence[Unit]) -> _Columns:
    found = _Columns(*(np.array([getattr(unit, name) for unit in units], dtype=np.float64) for name in Unit.__slots__))
    if bool((found.before_variance < 0).any() or (found.after_variance < 0).any()):
        raise ValueError("a variance is never negative")
    return found


def _gap(columns: _Columns, place: int) -> _Gap | None:
    """What the unit at `place` became, beside what the others say that it should have."""
    others = np.arange(len(columns.before)) != place
    levels, left, spread = _levels(columns, others)
    design = np.column_stack([np.ones(len(levels)), levels]) if spread else np.ones((len(levels), 1))
    row, slope, fit = design[place], float(spread), None
    noise = columns.after_variance
    for _ in range(_ROUNDS):
        noise = columns.after_variance + slope**2 * left
        fit = _fit(design[others], columns.after[others], noise[others])
        slope = min(max(float(fit.coefficients[1]), 0.0), 1.5) if spread else 0.0
    assert fit is not None
    expected = float(row @ fit.coefficients)
    variance = float(noise[place]) + fit.between + float(row @ fit.covariance @ row)
    scale = max(1.0, float(np.abs(columns.after).max()))
    if variance <= (1e-9 * scale) ** 2:
        return None
    degrees = int(others.sum()) - design.shape[1]
    return _Gap(float(columns.after[place]) - expected, float(np.sqrt(variance)), degrees, expected, fit.between)


def _levels(columns: _Columns, others: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, bool]:
    """How far the true level of each was from the mean of `others`, what is still not known of it (a variance), and
    whether levels differ at all."""
    noise = columns.before_variance
    mean = _fit(np.ones((int(others.sum()), 1)), columns.before[others], noise[others])
    scale = max(1.0, float(np.abs(columns.before).max()))
    if mean.between <= (1e-9 * scale) ** 2:
        return np.zeros(len(noise)), np.zeros(len(noise)), False
    reliability = mean.between / (mean.between + noise)
    return reliability * (columns.before - mean.coefficients[0]), mean.between * (1 - reliability), True


def _fit(design: Floats, values: Floats, noise: Floats) -> _Fit:
    """Weighted least squares with a variance between units by the method of moments; ordinary ones without noise."""
    count, terms = design.shape
    free = count - terms
    known = bool((noise > 0).all())
    weights = 1 / noise if known else np.ones(count)
    coefficients, inverse = _solved(design, values, weights)
    residuals = values - design @ coefficients
    if not known:
        total = float(residuals @ residuals) / free
        return _Fit(coefficients, total * inverse, max(0.0, total - float(noise.mean())))
    trace = float(weights.sum() - np.trace(inverse @ (design.T @ (weights[:, None] ** 2 * design))))
    between = max(0.0, (float(weights @ residuals**2) - free) / trace)
    coefficients, inverse = _solved(design, values, 1 / (noise + between))
    return _Fit(coefficients, inverse, between)


def _solved(design: Floats, values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    weighted = design * weights[:, None]
    inverse = np.asarray(np.linalg.pinv(design.T @ weighted), dtype=np.float64)
    return np.asarray(inverse @ (weighted.T @ values), dtype=np.float64), inverse


def _typical(columns: _Columns) -> float:
    """What a peer moved by: the mean of a random-effects model."""
    moves = columns.after - columns.before
    fit = _fit(np.ones((len(moves), 1)), moves, columns.before_variance + columns.after_variance)
    return float(fit.coefficients[0])
