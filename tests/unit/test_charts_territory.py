from dashboard.catalog.geography_file import read_departments, read_regions, read_sheet
from dashboard.charts.palette import LIGHT
from dashboard.charts.scale import Measure
from dashboard.charts.site_map import site_map
from dashboard.charts.territory import department_areas, frames, region_areas
from dashboard.config import REFERENCE
from dashboard.domain.estimate import Shown

FOLDER = REFERENCE / "geography"
REGIONS = read_regions(FOLDER / "regions.csv")
DEPARTMENTS = read_departments(FOLDER / "departments.csv", REGIONS)
SHEET = read_sheet(FOLDER / "outlines.json", DEPARTMENTS)


def test_every_departement_and_region_of_the_sheet_is_an_area():
    by_department = department_areas(SHEET, DEPARTMENTS)
    assert {"01", "2A", "75", "971", "976"} <= {area.code for area in by_department}
    by_region = region_areas(SHEET, DEPARTMENTS, REGIONS)
    assert len(by_region) == 18
    assert sum(len(a.rings) for a in by_region) == sum(len(a.rings) for a in by_department)


def test_every_area_lies_within_the_window_of_the_map():
    figure = site_map(department_areas(SHEET, DEPARTMENTS), {}, Measure(), LIGHT, frames=frames(SHEET))
    low, high = figure.layout.xaxis.range
    for trace in figure.data:
        if trace.type == "scatter":
            assert all(low <= x <= high for x in trace.x if x is not None)


def test_the_whole_map_stays_under_200_kilobytes():
    areas = department_areas(SHEET, DEPARTMENTS)
    figures = {area.code: Shown(60 + i % 30, n=400) for i, area in enumerate(areas)}
    figure = site_map(areas, figures, Measure(), LIGHT, frames=frames(SHEET))
    assert len(figure.to_json()) < 200_000
