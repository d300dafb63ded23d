"""Cells under one published total: the ordinary case (the sites of a department), solved without a solver."""

from dashboard.suppression.attack import exposed
from dashboard.suppression.choice import Choice
from dashboard.suppression.system import Cell, Rule, System


def star(system: System, group: frozenset[Cell], primary: frozenset[Cell], rule: Rule) -> Choice | None:
    """The closed form for cells that share one published total; None when the group is not of this shape.

    One more cell is always enough when it holds masked_below people or more: primary cells then keep their whole range.
    The smallest such cell is taken, a true zero when there is no other. A zero lets the others fall, unless all are 1:
    nothing but the total can then be withheld.
    """
    positions = {position for cell in group for position in system.equations_of.get(cell, ())}
    if len(positions) != 1:
        return None
    if not exposed(system, primary, rule):
        return Choice(primary, exact=True, complete=True)
    others = system.in_order(group - primary)
    more = [cell for cell in others if system.counts[cell]] or others
    hidden = primary | frozenset(more[:1])
    complete = not exposed(system, hidden, rule)
    return Choice(hidden if complete else primary, exact=True, complete=complete)
