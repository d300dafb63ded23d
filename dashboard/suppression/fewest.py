"""The proved minimum for a small group: cuts found by the attack, chosen among by an integer program.

Withholding more never exposes a cell that was safe. A cell k that is exposed under a set H is therefore exposed under
every part of H that holds it: whoever withholds k must withhold something outside H. H is first grown as far as k stays
exposed, so that the cut is strong; the master program finds the cheapest set that satisfies the cuts known so far, and
the first set without an exposed cell is the cheapest of all. Same scheme as the cutting planes of Fischetti and
Salazar-González (2000), with an attack over whole numbers instead of linear duality.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint

from dashboard.suppression.attack import exposed, is_exposed
from dashboard.suppression.choice import Choice, costs, first_choice
from dashboard.suppression.system import Cell, Rule, System

LARGEST = 40
ROUNDS = 60

Cut = tuple[Cell, frozenset[Cell]]


def fewest(system: System, group: frozenset[Cell], primary: frozenset[Cell], rule: Rule) -> Choice | None:
    """The cheapest cells of `group` to withhold with `primary`; None: too large, or too many rounds.

    Not complete: proof that no set protects; `hidden` is then `primary`.
    """
    if len(group) > LARGEST:
        return None
    cells = system.in_order(group)
    cuts: list[Cut] = []
    for _ in range(ROUNDS):
        hidden = _cheapest(system, cells, primary, cuts)
        if hidden is None:
            return Choice(primary, exact=True, complete=False)
        weak = system.in_order(exposed(system, hidden, rule))
        if not weak:
            return Choice(hidden, exact=True, complete=True)
        cuts += [(cell, group - _grown(system, cells, hidden, cell, rule)) for cell in weak]
    return None


def _grown(system: System, cells: Sequence[Cell], hidden: frozenset[Cell], cell: Cell, rule: Rule) -> frozenset[Cell]:
    """`hidden` with every cell that can be added while `cell` stays exposed."""
    for other in cells:
        if other not in hidden and is_exposed(system, hidden | {other}, cell, rule):
            hidden |= {other}
    return hidden


def _cheapest(
    system: System, cells: Sequence[Cell], primary: frozenset[Cell], cuts: Sequence[Cut]
) -> frozenset[Cell] | None:
    """The cheapest set that holds `primary` and satisfies the cuts; None: there is none."""
    if not cuts:
        return primary
    place = {cell: column for column, cell in enumerate(cells)}
    matrix = np.zeros((len(cuts), len(cells)))
    for row, (cell, outside) in enumerate(cuts):
        matrix[row, [place[other] for other in outside]] = 1
        matrix[row, place[cell]] = -1
    forced = np.array([cell in primary for cell in cells], dtype=float)
    best = first_choice(
        costs(system, cells, primary),
        Bounds(forced, np.ones(len(cells))),
        [LinearConstraint(matrix, np.zeros(len(cuts)), np.inf)],
    )
    if best is None:
        return None
    return frozenset(cell for cell, chosen in zip(cells, best, strict=True) if chosen)
