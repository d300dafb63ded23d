"""The series of a figure as a native chart: it opens with its workbook, and a person may change it."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from dashboard.domain.agenda import FrozenFigure
from dashboard.domain.period import months_between, shift
from dashboard.packs.slide_parts import ACCENT, MUTED, Place, Slide
from dashboard.wording.dates import short_month
from dashboard.wording.numerals import NBSP

GRID = RGBColor(0xDD, 0xDD, 0xDD)
LIMITS = (f"IC 95{NBSP}%, bas", f"IC 95{NBSP}%, haut")


def series(slide: Slide, place: Place, figure: FrozenFigure) -> None:
    """Every month from the first to the last, a missing one being a hole; the limits of the interval as thin lines."""
    data = CategoryChartData(number_format="0" if figure.decimals == 0 else "0." + "0" * figure.decimals)
    known = {point.month: point for point in figure.points}
    first, last = min(known), max(known)
    months = [shift(first, step) for step in range(months_between(first, last) + 1)]
    data.categories = [short_month(month) for month in months]
    points = [known.get(month) for month in months]
    data.add_series(f"{figure.label} ({figure.unit})", [point and point.value for point in points])
    if any(point.lower is not None for point in figure.points):
        data.add_series(LIMITS[0], [point and point.lower for point in points])
        data.add_series(LIMITS[1], [point and point.upper for point in points])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place.box, data)
    _describe(frame, figure)
    _style(frame.chart)


def _describe(frame: Any, figure: FrozenFigure) -> None:
    """The text that stands for the chart in a screen reader."""
    drawn = figure.points
    words = (
        f"{figure.label}, mois par mois, de {short_month(drawn[0].month)} à {short_month(drawn[-1].month)}. "
        f"Sur la période{NBSP}: {figure.text}. Les valeurs sont dans les données du graphique."
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)  # python-pptx has no name for it


def _style(chart: Chart) -> None:
    chart.has_title = False
    chart.has_legend = True
    assert chart.legend is not None
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size, chart.font.color.rgb = Pt(12), MUTED
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.major_gridlines.format.line.width = Pt(0.5)
    chart.value_axis.major_gridlines.format.line.color.rgb = GRID
    for rank, line in enumerate(chart.plots[0].series):
        line.smooth = False
        line.format.line.width = Pt(0.75 if rank else 2.25)
        line.format.line.color.rgb = MUTED if rank else ACCENT
        line.marker.style = XL_MARKER_STYLE.NONE if rank else XL_MARKER_STYLE.CIRCLE
