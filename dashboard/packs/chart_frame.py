"""The series of a figure as a native chart: it opens with its workbook, and a person may change it."""

import math

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.domain.agenda import FrozenFigure
from dashboard.domain.period import months_between, shift
from dashboard.packs.drawn_series import MOST_MONTHS, decimals_of, step_of, ticks_of
from dashboard.packs.place import Place
from dashboard.packs.slide_parts import MUTED
from dashboard.packs.slide_parts import described as told
from dashboard.wording.frozen_values import LIMITS, described, in_unit, interval_at
from dashboard.wording.numerals import NBSP

MONTH = "[$-40C]mmm yy"
"""Months in French, whatever the language of the program that opens the file."""
GRID = RGBColor(0xDD, 0xDD, 0xDD)


def series(slide: Slide, place: Place, figure: FrozenFigure) -> None:
    """Every month from the first to the last, a missing one being a hole; the limits of the interval as thin lines."""
    data = CategoryChartData(number_format=_format(figure.decimals))
    known = {point.month: point for point in figure.points}
    first, last = min(known), max(known)
    months = [shift(first, step) for step in range(months_between(first, last) + 1)]
    data.categories = months
    data.categories.number_format = MONTH
    points = [known.get(month) for month in months]
    data.add_series(in_unit(figure.label, figure), [point and point.value for point in points])
    if any(point.lower is not None for point in figure.points):
        data.add_series(LIMITS[0], [point and interval_at(figure, point)[0] for point in points])
        data.add_series(LIMITS[1], [point and interval_at(figure, point)[1] for point in points])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place.box, data)
    frame.name = "Graphique"
    told(frame, described(figure))
    _style(frame.chart, figure)
    _french(frame.chart)


def _style(chart: Chart, figure: FrozenFigure) -> None:
    chart.has_title = False
    chart.has_legend = False  # the caption above says what the lines are
    chart.font.size, chart.font.color.rgb = Pt(11), MUTED
    _spaced(chart, months_between(figure.points[0].month, figure.points[-1].month) + 1)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis, ticks = chart.value_axis, ticks_of(figure)
    axis.minimum_scale, axis.maximum_scale = ticks[0], ticks[-1]
    axis.major_unit = step_of(ticks)
    axis.tick_labels.number_format_is_linked = False
    plain = _format(decimals_of(ticks))
    axis.tick_labels.number_format = f'{plain}"{NBSP}%"' if figure.unit == "%" else plain
    axis.major_gridlines.format.line.width = Pt(0.5)
    axis.major_gridlines.format.line.color.rgb = GRID
    for rank, line in enumerate(chart.plots[0].series):
        line.smooth = False
        line.format.line.width = Pt(0.75 if rank else 2.25)
        colour = MSO_THEME_COLOR.ACCENT_3 if rank else MSO_THEME_COLOR.ACCENT_1
        line.format.line.color.theme_color = colour
        line.marker.style = XL_MARKER_STYLE.NONE if rank else XL_MARKER_STYLE.CIRCLE
        if not rank:
            line.marker.size = 6
            line.marker.format.fill.solid()
            line.marker.format.fill.fore_color.theme_color = colour


def _format(decimals: int) -> str:
    return f"0.{'0' * decimals}" if decimals else "0"


def _spaced(chart: Chart, months: int) -> None:
    """An axis of months, with as many of their names as stay level."""
    axis = chart.category_axis
    axis.tick_labels.font.size = Pt(11)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = MONTH, False
    axis._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set("rot", "0")
    step = math.ceil(months / MOST_MONTHS)
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for old in axis._element.findall(qn(f"c:{name}")):
            axis._element.remove(old)
    for name, value in (("baseTimeUnit", "months"), ("majorUnit", step), ("majorTimeUnit", "months")):
        axis._element.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))


def _french(chart: Chart) -> None:
    """The language of the chart and of its words."""
    space = chart._chartSpace
    for old in space.findall(qn("c:lang")):
        space.remove(old)
    dated = space.find(qn("c:date1904"))
    space.insert(0 if dated is None else 1, parse_xml(f'<c:lang {nsdecls("c")} val="fr-FR"/>'))
    for run in space.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
        run.set("lang", "fr-FR")
