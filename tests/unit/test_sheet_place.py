"""From degrees to the sheet of the outlines, against values worked by hand and places known by everyone."""

import math

import pytest

from dashboard import catalog
from dashboard.demo.towns import towns
from dashboard.domain.projection import lambert_93
from dashboard.domain.sheet_place import inside, kilometres_from, placement_of, sheet_place

SHEET = catalog.outlines()
OVERSEAS = {
    "971": (-61.40, 16.30),
    "972": (-60.99, 14.65),
    "973": (-53.10, 4.00),
    "974": (55.53, -21.13),
    "976": (45.15, -12.82),
}
"""A place inland of each island, and of Guyane, from general knowledge."""


def test_the_origin_of_the_projection():
    """By definition of EPSG 2154, 3° E and 46.5° N are at 700 km and 6,600 km."""
    assert lambert_93(3, 46.5) == pytest.approx((7000, 66000), abs=1e-3)


@pytest.mark.parametrize("parallel", [44.0, 49.0])
def test_lengths_are_true_along_both_standard_parallels(parallel):
    """A tenth of a degree of the ellipsoid GRS 80 is N·cos φ·0.1·π/180 long: 8,021 m at 44°, 7,317 m at 49°."""
    sine = math.sin(math.radians(parallel))
    normal = 6378137 / math.sqrt(1 - 0.00669438002290 * sine**2)
    length = normal * math.cos(math.radians(parallel)) * math.radians(0.1)
    assert round(length) == {44.0: 8021, 49.0: 7317}[parallel]
    (x0, y0), (x1, y1) = lambert_93(3, parallel), lambert_93(3.1, parallel)
    assert 100 * math.hypot(x1 - x0, y1 - y0) == pytest.approx(length, abs=0.05)


def test_the_projection_is_conformal_and_symmetric():
    """At a point, a metre to the north and a metre to the east are drawn at the same scale; west mirrors east."""
    step = 1e-4
    phi = math.radians(45.76)
    e2 = 0.00669438002290
    normal = 6378137 / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    meridian = normal * (1 - e2) / (1 - e2 * math.sin(phi) ** 2)
    x, y = lambert_93(4.83, 45.76)
    east, north = lambert_93(4.83 + step, 45.76), lambert_93(4.83, 45.76 + step)
    scale_east = 100 * math.hypot(east[0] - x, east[1] - y) / (normal * math.cos(phi) * math.radians(step))
    scale_north = 100 * math.hypot(north[0] - x, north[1] - y) / (meridian * math.radians(step))
    assert scale_east == pytest.approx(scale_north, abs=1e-6)
    assert lambert_93(3 - 1.83, 45.76) == pytest.approx((14000 - x, y))


def test_no_degree_breaks_the_projection():
    assert all(math.isfinite(each) for place in [(0, 90), (180, -90), (-180, 0)] for each in lambert_93(*place))


@pytest.mark.parametrize("department", OVERSEAS)
def test_an_overseas_place_is_inside_its_outline_in_its_inset(department):
    longitude, latitude = OVERSEAS[department]
    point = sheet_place(SHEET, longitude, latitude, department)
    assert point is not None
    assert point == sheet_place(SHEET, longitude, latitude, None)
    [outline] = SHEET.of_department(department)
    assert inside(point, outline.rings)
    assert kilometres_from(SHEET, longitude, latitude, department) == 0


def test_an_inset_of_an_island_keeps_its_shape():
    """A kilometre is as long to the north as to the east, at the middle of the island."""
    for department, (longitude, latitude) in OVERSEAS.items():
        placement = placement_of(SHEET, SHEET.of_department(department)[0])
        x, y = placement.of(longitude, latitude)
        east = placement.of(longitude + 1 / (111.32 * math.cos(math.radians(latitude))), latitude)[0] - x
        north = placement.of(longitude, latitude + 1 / 110.57)[1] - y
        assert east == pytest.approx(north, rel=0.01)
        assert placement.enlargement == pytest.approx(north / 10, rel=1e-3)


def test_the_inset_of_paris_is_the_main_map_moved_and_enlarged():
    """Each corner of an outline of the main map, once moved, is a corner of the inset (both are rounded to 100 m)."""
    [inset] = [inset for inset in SHEET.insets if inset.code == "paris"]
    (scale, _), (dx, dy) = inset.placement.scale, inset.placement.shift
    for department in ("75", "92", "93", "94"):
        main, enlarged = SHEET.of_department(department)
        corners = [corner for ring in enlarged.rings for corner in ring]
        for x, y in (corner for ring in main.rings for corner in ring):
            away = min(math.dist((scale * x + dx, scale * y + dy), corner) for corner in corners)
            assert away < scale


def test_a_place_of_the_inner_ring_is_drawn_once_in_the_inset():
    point = sheet_place(SHEET, 2.35, 48.86, "75")
    [inset] = [inset for inset in SHEET.insets if inset.code == "paris"]
    assert point is not None
    assert inset.holds(point)
    assert sheet_place(SHEET, 2.10, 48.80, "78") == pytest.approx(lambert_93(2.10, 48.80))


def test_a_place_that_the_sheet_does_not_show_has_no_point():
    assert sheet_place(SHEET, 12.5, 41.9, None) is None  # Rome
    assert sheet_place(SHEET, -149.5, -17.5, "987") is None  # no outline
    assert sheet_place(SHEET, 2.35, 48.86, "974") is None  # far out of the inset


def test_how_far_a_place_is_from_a_departement():
    assert kilometres_from(SHEET, 4.83, 45.76, "69") == 0
    away = kilometres_from(SHEET, 2.35, 48.86, "69")
    assert away is not None
    assert 300 < away < 400
    assert kilometres_from(SHEET, -149.5, -17.5, "987") is None


def test_every_town_of_the_demonstration_is_inside_the_outline_of_its_departement():
    for town in towns():
        assert kilometres_from(SHEET, town.longitude, town.latitude, town.department) == 0, town
        point = sheet_place(SHEET, town.longitude, town.latitude, town.department)
        assert point is not None
        assert any(inside(point, outline.rings) for outline in SHEET.of_department(town.department))
