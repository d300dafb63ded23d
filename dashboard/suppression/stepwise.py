"""A sound choice for a large group: exposed cells one after the other, each by the cheapest way to let it move.

For one exposed cell, an integer program looks for two other tables that agree with everything published, in which the
cell is `possible_values` − 1 apart, and that differ from the true one on the cheapest cells: those are withheld. Every
step is optimal, the whole need not be: the number of cells may be above the minimum. It ends when the attack finds
nothing.
Short moves are tried first: they are enough along a cycle, and the program is then quick to solve.
Source: the cycles of Cox, « Network models for complementary cell suppression », JASA 90 (1995), 1453-1462.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csr_array, diags_array, hstack

from dashboard.suppression.attack import exposed
from dashboard.suppression.block import Block, block
from dashboard.suppression.choice import Choice, costs, first_choice
from dashboard.suppression.system import Cell, Rule, System

FARTHEST = 110
"""No cell moves by more people than this: a limit the program needs, large against what is hidden."""


def stepwise(system: System, group: frozenset[Cell], hidden: frozenset[Cell], rule: Rule) -> Choice:
    """`hidden` and the cells of `group` added to it. Not complete: a cell stays exposed whatever is withheld."""
    whole = block(system, group, rule)
    hopeless: set[Cell] = set()
    while weak := system.in_order(exposed(system, hidden, rule) - hopeless):
        near = _way_out(system, whole, hidden, weak[0], rule, reach=rule.possible_values - 1)
        added = near or _way_out(system, whole, hidden, weak[0], rule, reach=FARTHEST)
        if added is None or added <= hidden:
            hopeless.add(weak[0])
        else:
            hidden |= added
    return Choice(hidden, exact=False, complete=not exposed(system, hidden, rule))


def _way_out(
    system: System, whole: Block, hidden: frozenset[Cell], cell: Cell, rule: Rule, reach: int
) -> frozenset[Cell] | None:
    """The cheapest cells that give `cell` enough values; None: no set of the group does."""
    size = len(whole.cells)
    none = csr_array(whole.matrix.shape)
    unit, empty = diags_array(np.ones(size)), csr_array((size, size))
    true = np.array(whole.true, dtype=float)
    lower = np.maximum(np.array(whole.lower, dtype=float), true - reach)
    upper = np.minimum(np.array(whole.upper), true + reach)
    down, up = diags_array(true - lower), diags_array(upper - true)
    right = np.array(whole.right, dtype=float)
    apart = np.zeros((1, 3 * size))
    apart[0, whole.cells.index(cell)], apart[0, size + whole.cells.index(cell)] = 1, -1
    constraints = [
        LinearConstraint(hstack([whole.matrix, none, none]), right, right),
        LinearConstraint(hstack([none, whole.matrix, none]), right, right),
        LinearConstraint(hstack([unit, empty, down]), true, np.inf),
        LinearConstraint(hstack([empty, unit, down]), true, np.inf),
        LinearConstraint(hstack([unit, empty, -up]), -np.inf, true),
        LinearConstraint(hstack([empty, unit, -up]), -np.inf, true),
        LinearConstraint(apart, rule.possible_values - 1, np.inf),
    ]
    free = np.array([float(other in hidden) for other in whole.cells])
    best = first_choice(
        [np.concatenate([np.zeros(2 * size), cost]) for cost in costs(system, whole.cells, hidden)],
        Bounds(np.concatenate([lower, lower, free]), np.concatenate([upper, upper, np.ones(size)])),
        constraints,
    )
    if best is None:
        return None
    return frozenset(other for other, chosen in zip(whole.cells, best[2 * size :], strict=True) if chosen)
