"""Raking, « calage sur marges » (specification § 6; Deming and Stephan 1940, Deville and Särndal 1992).

Own code: no library of this project has it. Same result as R's `survey::rake` run to convergence.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.stats.proportion import Floats
from dashboard.stats.refusal import RefusedError
from dashboard.stats.weights import Kish, checked_weights, kish_of
from dashboard.wording.numerals import number

TOLERANCE = 1e-8
PASSES = 1000
EQUAL_TOTALS = 1e-9


@dataclass(frozen=True, slots=True)
class Raked:
    """One weight a row, in input order, of sum the population.

    `change`: largest relative change of a weight at a margin of the last pass; `converged` False is to be said
    beside the figures. `largest_ratio`: largest ÷ smallest positive weight, None without one.
    """

    weights: tuple[float, ...]
    converged: bool
    passes: int
    change: float
    largest_ratio: float | None
    kish: Kish


@dataclass(frozen=True, slots=True)
class _Margin:
    """The category of each row, as a number, and the total that each category must reach."""

    group: npt.NDArray[np.int64]
    totals: Floats


def _margin(name: str, labels: Sequence[str | None], totals: Mapping[str, float], w: Floats) -> _Margin:
    if len(labels) != w.size:
        raise ValueError(f"margin {name} has {len(labels)} rows, not {w.size}")
    wanted = {label: place for place, label in enumerate(label for label, total in totals.items() if total > 0)}
    for label in labels:
        if label not in wanted:
            shown = "non renseigné" if label is None else label
            raise RefusedError(f"La marge « {name} » n’a pas de total pour « {shown} » : compléter ou regrouper.")
    group = np.array([wanted[label] for label in labels if label is not None], dtype=np.int64)
    reached = np.bincount(group, weights=w, minlength=len(wanted))
    for label, place in wanted.items():
        if reached[place] <= 0:
            raise RefusedError(f"Aucune réponse pour « {label} » dans la marge « {name} » : regrouper cette catégorie.")
    return _Margin(group, np.array([totals[label] for label in wanted], dtype=float))


def _checked_totals(targets: Mapping[str, Mapping[str, float]]) -> None:
    for name, totals in targets.items():
        if any(not math.isfinite(total) or total < 0 for total in totals.values()):
            raise RefusedError(f"Un total de la marge « {name} » est négatif ou absent : corriger la marge.")
    sums = {name: math.fsum(totals.values()) for name, totals in targets.items()}
    least, most = min(sums, key=lambda name: sums[name]), max(sums, key=lambda name: sums[name])
    if sums[most] - sums[least] > EQUAL_TOTALS * sums[most]:
        raise RefusedError(
            f"Les marges « {least} » ({_total(sums[least])}) et « {most} » ({_total(sums[most])}) n’ont pas "
            "le même total : les ramener à une même population."
        )


def _total(size: float) -> str:
    return number(size, 0 if size == round(size) else 2)


def rake(
    categories: Mapping[str, Sequence[str | None]],
    targets: Mapping[str, Mapping[str, float]],
    start: Sequence[float | None] | None = None,
    passes: int = PASSES,
) -> Raked:
    """Weights whose sums by category meet every margin.

    `categories`: for each margin, the category of each row; `targets`: for each margin, the population of
    each category. `start`: weights before raking, 1 by default; their scale does not matter and a row of weight 0
    keeps it. Margins are adjusted in turn until none moves a weight by 1e-8 of itself, 1,000 passes at most.
    RefusedError: margins of different totals, a category without answer or without total, a missing weight.
    """
    if not targets or set(categories) != set(targets):
        raise ValueError("each margin needs the categories of the rows and the totals of the population")
    rows = len(next(iter(categories.values())))
    w = checked_weights(start if start is not None else [1.0] * rows)
    _checked_totals(targets)
    margins = [_margin(name, categories[name], totals, w) for name, totals in targets.items()]
    change, done = math.inf, 0
    while change >= TOLERANCE and done < passes:
        change = 0.0
        for margin in margins:
            reached = np.bincount(margin.group, weights=w, minlength=margin.totals.size)
            # A category whose rows have faded to 0 on the way (contradictory margins) stays there.
            factor = margin.totals / np.where(reached > 0, reached, margin.totals)
            # The move at each margin, not from pass to pass: contradictory margins come back to the same weights.
            change = max(change, float(np.max(np.abs(factor - 1))))
            w = w * factor[margin.group]
        done += 1
    positive_weights = w[w > 0]
    ratio = float(positive_weights.max() / positive_weights.min()) if positive_weights.size else None
    return Raked(tuple(w.tolist()), change < TOLERANCE, done, change, ratio, kish_of(w))
