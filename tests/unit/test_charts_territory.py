import itertools
from base64 import b64decode

import numpy as np
import pytest

from dashboard.catalog.geography_file import read_departments, read_regions, read_sheet
from dashboard.charts.area import Area, outline
from dashboard.charts.palette import LIGHT
from dashboard.charts.scale import Measure
from dashboard.charts.site_map import site_map
from dashboard.charts.territory import department_areas, frames, united_areas
from dashboard.charts.united_outline import united
from dashboard.config import REFERENCE
from dashboard.domain.estimate import Shown

FOLDER = REFERENCE / "geography"
REGIONS = read_regions(FOLDER / "regions.csv")
DEPARTMENTS = read_departments(FOLDER / "departments.csv", REGIONS)
SHEET = read_sheet(FOLDER / "outlines.json", DEPARTMENTS)


def size(ring):
    """The area inside a ring, with its sign (shoelace formula)."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring)) / 2


def test_every_departement_of_the_sheet_is_an_area():
    assert {"01", "2A", "75", "971", "976"} <= {area.code for area in department_areas(SHEET, DEPARTMENTS)}


def test_groups_of_departements_have_the_surface_of_their_departements_and_no_border_inside():
    by_department = {area.code: area for area in department_areas(SHEET, DEPARTMENTS)}
    regions = {code: one.region for code, one in DEPARTMENTS.items()}
    found = united_areas(SHEET, regions, {code: one.label for code, one in REGIONS.items()})
    assert {area.code for area in found} == {regions[code] for code in by_department}
    for area in found:
        inside = [ring for code, one in by_department.items() if regions[code] == area.code for ring in one.rings]
        assert sum(map(size, area.rings)) == pytest.approx(sum(map(size, inside)))
        sides = {side for ring in area.rings for side in itertools.pairwise(ring)}
        assert not any((stop, start) in sides for start, stop in sides)
    brittany = next(area for area in found if area.code == "53")
    assert len(brittany.rings) < sum(len(by_department[code].rings) for code in ("22", "29", "35", "56"))


def test_departements_without_a_group_are_not_drawn():
    [area] = united_areas(SHEET, {"01": "a", "69": "a"}, {"a": "Cour d’appel A", "b": "Cour d’appel B"})
    assert (area.code, area.label) == ("a", "Cour d’appel A")


def test_two_squares_side_by_side_are_one_outline_and_a_hole_stays():
    left = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0))
    right = ((1.0, 0.0), (1.0, 1.0), (2.0, 1.0), (2.0, 0.0), (1.0, 0.0))
    [ring] = united((left, right))
    assert set(ring) == {(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (2.0, 0.0), (1.0, 0.0)}
    assert (ring[0], len(ring)) == (ring[-1], 7)
    around = ((0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0))
    hole = ((3.0, 3.0), (6.0, 3.0), (6.0, 6.0), (3.0, 6.0), (3.0, 3.0))
    assert len(united((around, hole))) == 2
    assert len(united((around, hole, tuple(reversed(hole))))) == 1


def test_every_area_lies_within_the_window_of_the_map():
    figure = site_map(department_areas(SHEET, DEPARTMENTS), {}, Measure(), LIGHT, frames=frames(SHEET))
    low, high = figure.layout.xaxis.range
    for trace in figure.data:
        if trace.type == "scatter":
            across = np.asarray(trace.x, float)
            assert np.all(np.isnan(across) | ((low <= across) & (across <= high)))


def test_the_browser_gets_every_outline_exactly():
    areas = department_areas(SHEET, DEPARTMENTS)
    [drawn] = [t for t in site_map(areas, {}, Measure(), LIGHT).to_dict()["data"] if t.get("fill")]
    x, y = (np.frombuffer(b64decode(drawn[axis]["bdata"]), drawn[axis]["dtype"]) for axis in ("x", "y"))
    holes = [*np.flatnonzero(np.isnan(x)), len(x)]
    starts = [0, *(hole + 1 for hole in holes[:-1])]
    lines = [tuple(zip(x[a:b].tolist(), y[a:b].tolist(), strict=True)) for a, b in zip(starts, holes, strict=True)]
    assert lines == [ring for area in areas for ring in area.rings]


def test_an_outline_is_worked_out_once_and_cannot_be_changed():
    first, again = (department_areas(SHEET, DEPARTMENTS)[0] for _ in range(2))
    assert outline(first) is outline(again)
    assert not outline(first).x.flags.writeable
    figure = site_map([first], {}, Measure(), LIGHT)
    figure.data[0].x = [0.0]
    assert len(outline(first).x) > 1


def test_the_middle_of_an_area_is_that_of_its_largest_ring():
    small = ((90.0, 90.0), (91.0, 90.0), (91.0, 91.0), (90.0, 91.0), (90.0, 90.0))
    large = ((0.0, 0.0), (10.0, 0.0), (10.0, 20.0), (0.0, 20.0), (0.0, 0.0))
    drawn = outline(Area("01", "Ain", (small, large)))
    assert drawn.middle == (5.0, 10.0)
    assert (drawn.across, drawn.along) == ((0.0, 91.0), (0.0, 91.0))
    assert np.isnan(drawn.x[[5, 11]]).all()


def test_the_whole_map_stays_under_200_kilobytes():
    areas = department_areas(SHEET, DEPARTMENTS)
    figures = {area.code: Shown(60 + i % 30, n=400) for i, area in enumerate(areas)}
    figure = site_map(areas, figures, Measure(), LIGHT, frames=frames(SHEET))
    assert len(figure.to_json()) < 200_000
