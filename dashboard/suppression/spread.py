"""Bounds that spread from an equation to its cells until nothing moves.

Each step keeps every whole-number solution, so that the bounds are never too narrow; when equations and cells form a
forest they are exact: a sum of integer intervals is an integer interval, and on a tree local agreement is enough.
"""

import math

from dashboard.suppression.block import Block, Row


def spread(block: Block) -> tuple[list[int], list[float]]:
    """The least and greatest values left to each cell, in the order of `block.cells`."""
    lower, upper = list(block.lower), list(block.upper)
    rows_of: dict[int, list[int]] = {}
    for position, row in enumerate(block.rows):
        for column, _ in row:
            rows_of.setdefault(column, []).append(position)
    waiting = dict.fromkeys(range(len(block.rows)))
    while waiting:
        position = next(iter(waiting))
        del waiting[position]
        for column in _tighten(block.rows[position], block.right[position], lower, upper):
            waiting.update(dict.fromkeys(other for other in rows_of[column] if other != position))
    return lower, upper


def _tighten(row: Row, right: int, lower: list[int], upper: list[float]) -> list[int]:
    """Narrow the cells of one equation in place; the columns that moved."""
    least, no_least = _sum([_ends(column, sign, lower, upper)[0] for column, sign in row])
    most, no_most = _sum([_ends(column, sign, lower, upper)[1] for column, sign in row])
    ends = [_ends(column, sign, lower, upper) for column, sign in row]
    moved = []
    for (column, sign), (low, high) in zip(row, ends, strict=True):
        top = _rest(right, least, no_least, low, math.inf)
        bottom = _rest(right, most, no_most, high, -math.inf)
        new_low, new_high = (bottom, top) if sign > 0 else (-top, -bottom)
        if new_low > lower[column] or new_high < upper[column]:
            lower[column] = int(max(new_low, lower[column]))
            upper[column] = min(new_high, upper[column])
            moved.append(column)
    return moved


def _ends(column: int, sign: int, lower: list[int], upper: list[float]) -> tuple[float, float]:
    return (lower[column], upper[column]) if sign > 0 else (-upper[column], -lower[column])


def _sum(values: list[float]) -> tuple[float, int]:
    """The sum of the finite values and the number of the others."""
    finite = [value for value in values if math.isfinite(value)]
    return sum(finite), len(values) - len(finite)


def _rest(right: int, total: float, endless: int, own: float, none: float) -> float:
    """What the other terms leave to one term: `right` − (`total` − `own`), or no limit."""
    if math.isfinite(own):
        return none if endless else right - (total - own)
    return none if endless > 1 else right - total
