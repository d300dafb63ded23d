"""The sites of an analysis, placed on the sheet of the outlines."""

from collections.abc import Iterator, Sequence

from dashboard.analyses.sites import SiteFigure
from dashboard.charts.adapters import verdict
from dashboard.charts.place_marks import Place
from dashboard.charts.signs import Verdict
from dashboard.domain.comparison import Verdict as Found
from dashboard.domain.estimate import Shown
from dashboard.domain.geography import Sheet
from dashboard.domain.sheet_place import sheet_place


def site_places(found: Sequence[SiteFigure], sheet: Sheet) -> Iterator[Place]:
    """One place a site that may be shown and that the sheet can show. Withheld sites are not even placed."""
    compared = any(site.verdict is not Found.NOT_TESTED for site in found)
    for site in found:
        if not isinstance(site.estimate, Shown) or site.place is None:
            continue
        point = sheet_place(sheet, *site.place, site.department)
        if point is not None:
            sign = Verdict.UNJUDGED if site.estimate.fragile else verdict(site.verdict)
            yield Place(site.label, *point, site.estimate, sign if compared else None)
