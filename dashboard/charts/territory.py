"""The sheet of the reference data as areas and frames of a map, by département or by région."""

from collections.abc import Mapping

from dashboard.charts.area import Area, Ring
from dashboard.charts.site_map import Frame
from dashboard.domain.geography import Department, Inset, Region, Sheet


def department_areas(sheet: Sheet, departments: Mapping[str, Department]) -> list[Area]:
    """One area a département, all its drawings together (those of the petite couronne are drawn twice)."""
    rings: dict[str, list[Ring]] = {}
    for outline in sheet.outlines:
        rings.setdefault(outline.department, []).extend(outline.rings)
    return [Area(code, departments[code].label, tuple(drawn)) for code, drawn in rings.items()]


def region_areas(sheet: Sheet, departments: Mapping[str, Department], regions: Mapping[str, Region]) -> list[Area]:
    """One area a région: the drawings of its départements."""
    rings: dict[str, list[Ring]] = {}
    for outline in sheet.outlines:
        rings.setdefault(departments[outline.department].region, []).extend(outline.rings)
    return [Area(code, regions[code].label, tuple(drawn)) for code, drawn in rings.items()]


def frames(sheet: Sheet) -> list[Frame]:
    """The insets. Two side by side have their names one above, the other below: on a telephone they would meet."""
    return [
        Frame(inset.label, inset.left, inset.bottom, inset.right, inset.top, _beside(inset, sheet))
        for inset in sheet.insets
    ]


def _beside(inset: Inset, sheet: Sheet) -> bool:
    return any(other.bottom == inset.bottom and other.right < inset.left for other in sheet.insets)
