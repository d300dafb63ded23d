"""The sheet of the reference data as areas and frames of a map, by département or by groups of them."""

from collections.abc import Mapping

from dashboard.charts.area import Area, Ring
from dashboard.charts.site_map import Frame
from dashboard.charts.united_outline import united
from dashboard.domain.geography import Department, Inset, Sheet


def department_areas(sheet: Sheet, departments: Mapping[str, Department]) -> list[Area]:
    """One area a département, all its drawings together (those of the petite couronne are drawn twice)."""
    rings: dict[str, list[Ring]] = {}
    for outline in sheet.outlines:
        rings.setdefault(outline.department, []).extend(outline.rings)
    return [Area(code, departments[code].label, tuple(drawn)) for code, drawn in rings.items()]


def united_areas(sheet: Sheet, group_of: Mapping[str, str], labels: Mapping[str, str]) -> list[Area]:
    """One area a group of départements, in the order of `labels`. `group_of`: département → code of its group; those
    that have none are not drawn."""
    rings: dict[str, list[Ring]] = {}
    for outline in sheet.outlines:
        if outline.department in group_of:
            rings.setdefault(group_of[outline.department], []).extend(outline.rings)
    return [Area(code, label, united(tuple(rings[code]))) for code, label in labels.items() if code in rings]


def frames(sheet: Sheet) -> list[Frame]:
    """The insets. Two side by side have their names one above, the other below: on a telephone they would meet."""
    return [
        Frame(inset.label, inset.left, inset.bottom, inset.right, inset.top, _beside(inset, sheet))
        for inset in sheet.insets
    ]


def _beside(inset: Inset, sheet: Sheet) -> bool:
    return any(other.bottom == inset.bottom and other.right < inset.left for other in sheet.insets)
