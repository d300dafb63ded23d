"""Where a place of WGS 84 is on the sheet of the outlines, and how far it is from a département."""

import math
from collections.abc import Sequence
from itertools import pairwise

from dashboard.domain.geography import MAIN, Outline, Placement, Ring, Sheet

Point = tuple[float, float]


def sheet_place(sheet: Sheet, longitude: float, latitude: float, department: str | None) -> Point | None:
    """The point to draw, None when the sheet does not show the place (abroad, overseas collectivities).

    One point a place: in the inset of its département when it has one, where the inner ring of Paris can be read.
    Without a département, that whose outline holds the point.
    """
    drawings = sheet.of_department(department) if department else _around(sheet, longitude, latitude)
    frames = {inset.code: inset for inset in sheet.insets}
    for outline in sorted(drawings, key=lambda each: not each.inset):
        point = placement_of(sheet, outline).of(longitude, latitude)
        if not outline.inset or frames[outline.inset].holds(point):
            return point
    return None


def kilometres_from(sheet: Sheet, longitude: float, latitude: float, department: str) -> float | None:
    """0 inside the outline of the département, else how far it is; None when the département has no outline."""
    drawings = sheet.of_department(department)
    if not drawings:
        return None
    placement = placement_of(sheet, drawings[0])
    point = placement.of(longitude, latitude)
    if inside(point, drawings[0].rings):
        return 0.0
    nearest = min(_distance(point, a, b) for ring in drawings[0].rings for a, b in pairwise(ring))
    return nearest / placement.enlargement / 10


def placement_of(sheet: Sheet, outline: Outline) -> Placement:
    """How the ground comes to this drawing."""
    return next((inset.placement for inset in sheet.insets if inset.code == outline.inset), MAIN)


def inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether a ray to the right crosses the rings an odd number of times."""
    x, y = point
    odd = False
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                odd = not odd
    return odd


def _around(sheet: Sheet, longitude: float, latitude: float) -> tuple[Outline, ...]:
    for outline in sheet.outlines:
        if inside(placement_of(sheet, outline).of(longitude, latitude), outline.rings):
            return sheet.of_department(outline.department)
    return ()


def _distance(point: Point, a: Point, b: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, a, b
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length))
    return math.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0))
