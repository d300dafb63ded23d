"""The grades of one question, once disclosure has decided: shares, favourable share, net, mean, out of the base."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analyses.answers import Answer
from dashboard.analyses.drawing import people, scaled
from dashboard.disclosure import Thresholds, protect
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator, Kind
from dashboard.domain.sites import Level
from dashboard.stats.proportion import wilson
from dashboard.stats.top_box import top_box
from dashboard.store.surveys import GradeWeights

TOLERANCE = 1e-6
"""How far the weights of the grades may be from those of the figure, of their sum: they are added in another order."""


@dataclass(frozen=True, slots=True)
class Spread:
    """`shares`: percentages in the order of the scale, weighted like the figure; `top`: the favourable share with its
    interval; `net` in points; `mean` of the scores, None when the scale has none; `aside`: « ne sait pas » and « non
    concerné » in % of all the answers."""

    shares: tuple[float, ...]
    top: Shown
    net: float
    mean: float | None
    n: int
    aside: float


def spread(indicator: Indicator, answer: Answer, weighed: GradeWeights | None, thresholds: Thresholds) -> Spread | None:
    """None when the figure may not be shown, has no grades, or when everybody of a small base answered alike."""
    estimate, row, scale = answer.estimate, answer.row, indicator.scale
    if not isinstance(estimate, Shown) or row is None or scale is None or answer.level is not Level.SITE:
        return None
    counts = {grade.index: int(getattr(row, f"g{grade.index}") or 0) for grade in scale.grades}
    n = sum(counts.values())
    weights = _weights(counts, weighed, row.w)
    if not n or weights is None:
        return None
    shares = {grade: 100 * weight / sum(weights.values()) for grade, weight in weights.items()}
    if max(counts.values()) == n < thresholds.unanimous_below:
        return None
    top = _top(indicator, estimate, counts, shares, thresholds)
    if not isinstance(top, Shown):
        return None
    scores = {grade.index: grade.score for grade in scale.grades}
    known = [(share, score) for grade, share in shares.items() if (score := scores[grade]) is not None]
    excluded = row.n_excluded or 0
    return Spread(
        tuple(shares[grade.index] for grade in scale.grades),
        top,
        sum(shares[grade] for grade in scale.favourable) - sum(shares[grade] for grade in scale.unfavourable),
        sum(share * score for share, score in known) / 100 if len(known) == len(shares) else None,
        n,
        100 * excluded / (n + excluded),
    )


def _weights(
    counts: Mapping[int, int], weighed: GradeWeights | None, total: float | None
) -> Mapping[int, float] | None:
    """What each grade weighs; the counts when answers have no weights, None when the weights are not those of the
    figure."""
    if total is None:
        return counts
    if weighed is None:
        return None
    weights = {grade: float(getattr(weighed, f"w{grade}") or 0) for grade in counts}
    return weights if abs(sum(weights.values()) - total) <= TOLERANCE * total else None


def _top(
    indicator: Indicator,
    estimate: Shown,
    counts: Mapping[int, int],
    shares: Mapping[int, float],
    thresholds: Thresholds,
) -> Estimate:
    """The favourable share: the figure itself when this is what the indicator measures."""
    assert indicator.scale is not None
    if indicator.kind in (Kind.SHARE, Kind.DISTRIBUTION):
        return estimate
    favourable = indicator.scale.favourable
    if estimate.n_eff is None:
        result = top_box(counts, list(counts), favourable)
    else:
        p = min(1.0, sum(shares[grade] for grade in favourable) / 100)
        result = wilson(p * estimate.n_eff, estimate.n_eff)
    return protect(scaled(result, 100), thresholds, people(indicator))
