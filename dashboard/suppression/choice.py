"""What a search for cells to withhold answers, and the order of preference between cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from dashboard.suppression.system import Cell, System

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """Cells to withhold, primary ones included. `exact`: proved the fewest. `complete`: nothing is exposed."""

    hidden: frozenset[Cell]
    exact: bool
    complete: bool


def costs(system: System, cells: Sequence[Cell], free: frozenset[Cell]) -> list[Numbers]:
    """What each cell costs, in order of importance: totals, cells, true zeros, people. `free`: withheld anyway.

    Totals weigh their people: a department is withheld before the nation, even with one of its sites.
    """
    paid = np.array([cell not in free for cell in cells], dtype=float)
    people = np.array([system.counts[cell] for cell in cells], dtype=float)
    totals = np.array([cell in system.totals for cell in cells], dtype=float) * (people + 1)
    return [paid * kind for kind in (totals, np.ones(len(cells)), people == 0, people) if (paid * kind).any()]


def first_choice(
    objectives: Sequence[Numbers], bounds: Bounds, constraints: Sequence[LinearConstraint]
) -> Numbers | None:
    """The solution of an integer program with the least objectives, one after the other; None: there is none."""
    limits = list(constraints)
    whole = np.ones(len(bounds.lb), dtype=int)
    best = None
    for objective in objectives or [np.zeros(len(whole))]:
        answer = milp(objective, integrality=whole, bounds=bounds, constraints=limits, options={"mip_rel_gap": 0.0})
        if answer.x is None:
            return best
        best = np.rint(answer.x)
        limits.append(LinearConstraint(objective[None, :], -np.inf, float(objective @ best)))
    return best
