"""The outlines of an area as Plotly draws them: worked out once, because a page draws the same ones at each rerun."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ring = tuple[tuple[float, float], ...]
Coordinates = NDArray[np.float32]
"""Plotly sends an array as base64: smaller than digits, and checked and copied at once where a list goes one by one.

A float32 holds every whole number up to 16 777 216 (outlines stay below 100 000); NaN is the hole between two rings.
"""


@dataclass(frozen=True, slots=True)
class Area:
    """A département or a région, its outlines in the plane (Lambert-93, insets already in place)."""

    code: str
    label: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The rings of an area one after the other, NaN after each; the middle of the largest; the extent of all."""

    x: Coordinates
    y: Coordinates
    middle: tuple[float, float]
    across: tuple[float, float]
    along: tuple[float, float]


@lru_cache(maxsize=512)
def outline(area: Area) -> Outline:
    """The drawing of an area. ValueError for an area without ring."""
    x, y = (_line(area.rings, axis) for axis in (0, 1))
    return Outline(x, y, _middle(area.rings), _extent(x), _extent(y))


def _line(rings: tuple[Ring, ...], axis: int) -> Coordinates:
    line = np.array([value for ring in rings for value in (*(point[axis] for point in ring), np.nan)], np.float32)
    line.setflags(write=False)
    return line


def _extent(line: Coordinates) -> tuple[float, float]:
    return float(np.nanmin(line)), float(np.nanmax(line))


def _middle(rings: tuple[Ring, ...]) -> tuple[float, float]:
    """Centroid of the largest outline (shoelace formula)."""

    def doubled(ring: Ring) -> float:
        return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))

    ring = max(rings, key=lambda each: abs(doubled(each)))
    size = doubled(ring)
    if abs(size) < 1e-9:
        return round(ring[0][0], 1), round(ring[0][1], 1)
    sides = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    x = sum((a[0] + b[0]) * cross for a, b, cross in sides) / (3 * size)
    y = sum((a[1] + b[1]) * cross for a, b, cross in sides) / (3 * size)
    return round(x, 1), round(y, 1)
