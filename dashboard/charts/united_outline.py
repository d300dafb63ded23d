"""The outline of several areas together: the sides that two of them share are inside, and disappear."""

from functools import lru_cache
from itertools import pairwise

from dashboard.charts.area import Ring

Point = tuple[float, float]


@lru_cache(maxsize=512)
def united(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    """The rings around closed rings that all turn the same way, neighbours going along their common sides in opposite
    directions, as those of the sheet of the reference data do."""
    sides = {side for ring in rings for side in pairwise(ring) if side[0] != side[1]}
    onward: dict[Point, list[Point]] = {}
    for start, stop in sides:
        if (stop, start) not in sides:
            onward.setdefault(start, []).append(stop)
    for ways in onward.values():
        ways.sort(reverse=True)  # a set has no order: the same outline at every run
    found = []
    for first in sorted(onward):
        while onward[first]:
            found.append(_ring(onward, first))
    return tuple(found)


def _ring(onward: dict[Point, list[Point]], first: Point) -> Ring:
    """Walk until the first point is met again; as many sides leave a point as arrive at it, so that it is."""
    ring = [first]
    while True:
        ring.append(onward[ring[-1]].pop())
        if ring[-1] == first:
            return tuple(ring)
