"""What a figure sends to the browser: nothing that is withheld, holes for missing months, honest axes, few bytes."""

import datetime as dt
import json
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.area import Area
from dashboard.charts.control_chart import control_chart, signals_of, small_multiples
from dashboard.charts.coverage import Delivery, MonthCount, SiteDelivery, deliveries, delivery_rate
from dashboard.charts.distribution import THREE_PARTS, Answers, GradeStyle, distribution
from dashboard.charts.dumbbell import Change, dumbbell
from dashboard.charts.funnel_plot import FunnelLimits, FunnelSite, funnel_plot
from dashboard.charts.intervals import Point, Reference, intervals
from dashboard.charts.palette import DARK, LIGHT
from dashboard.charts.scale import Measure
from dashboard.charts.series import MonthPoint, Series
from dashboard.charts.signs import VERDICTS, Rule, Signal, Verdict
from dashboard.charts.site_map import Frame, Place, classes, site_map
from dashboard.charts.slope import slope
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import MethodBreak
from dashboard.domain.period import shift

SHARE = Measure("Part des satisfaits")
SECRET = Withheld(Status.MASKED, "moins de 11 réponses")
JANUARY = dt.date(2026, 1, 1)


def figure_of(value: float, n: int = 400) -> Shown:
    return Shown(value, value - 3, value + 3, n, status=Status.FRAGILE if n < 30 else Status.OK)


def sent(figure: go.Figure) -> dict[str, Any]:
    return dict(json.loads(figure.to_json()))


def points(figure: go.Figure) -> list[tuple[Any, Any]]:
    return [(x, y) for trace in sent(figure)["data"] for x, y in zip(trace["x"], trace["y"], strict=True)]


def month_series(values: list[float | None], **more: Any) -> Series:
    months = tuple(
        MonthPoint(shift(JANUARY, i), Withheld(Status.NO_DATA) if value is None else figure_of(value))
        for i, value in enumerate(values)
    )
    return Series("Délais", months, **more)


def square(code: str, x: float = 0.0) -> Area:
    return Area(code, f"Département {code}", (((x, 0), (x + 10, 0), (x + 10, 10), (x, 10)),))


LIMITS = FunnelLimits(70.0, (20, 200, 2000), (50, 63, 68), (90, 77, 72), (40, 60, 67), (98, 80, 73))
CHANGES = [
    Change("SPIP", figure_of(60), figure_of(66), Signal.IMPROVEMENT),
    Change("SECRET", SECRET, figure_of(66.6)),
    Change("Accueil", figure_of(80), figure_of(78)),
]
WITH_SECRET = {
    "intervals": lambda p: intervals([Point("Lyon", figure_of(70)), Point("SECRET", SECRET)], SHARE, p),
    "funnel": lambda p: funnel_plot(
        [FunnelSite("Lyon", figure_of(70)), FunnelSite("SECRET", SECRET)], LIMITS, SHARE, p),
    "dumbbell": lambda p: dumbbell(CHANGES, SHARE, p, before="2025", after="2026"),
    "slope": lambda p: slope(CHANGES, SHARE, p, before="2025", after="2026"),
    "distribution": lambda p: distribution(
        [Answers("Lyon", (20, 30, 50), 90), Answers("SECRET", None)], THREE_PARTS, p),
    "map": lambda p: site_map([square("01")], {}, SHARE, p, places=[
        Place("Lyon", 1, 1, figure_of(70)), Place("SECRET", 7.77, 8.88, SECRET)]),
}  # fmt: skip
ALL = {
    **WITH_SECRET,
    "control": lambda p: control_chart(month_series([70, 71, None, 72], target=80.0), SHARE, p),
    "coverage": lambda p: deliveries([SiteDelivery("Lyon", {JANUARY: Delivery.DELIVERED})], p),
    "rate": lambda p: delivery_rate([MonthCount(JANUARY, 3, 4)], p),
}


@pytest.mark.parametrize("name", WITH_SECRET)
def test_a_withheld_figure_leaves_no_trace(name: str):
    text = WITH_SECRET[name](LIGHT).to_json()
    assert "SECRET" not in text
    assert "7.77" not in text
    assert "66.6" not in text


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_figure_is_small_transparent_french_and_never_cut(name: str, palette: Any):
    figure = ALL[name](palette)
    layout = sent(figure)["layout"]
    assert len(figure.to_json()) < 9_000
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["separators"] == ",\u00a0"
    assert layout["font"]["color"] == palette.text
    axes = [value for key, value in layout.items() if key.startswith(("xaxis", "yaxis"))]
    assert axes
    assert all(axis.get("automargin") or axis.get("visible") is False for axis in axes)


def checked(figure: go.Figure) -> dict[str, Any]:
    """What Plotly makes of the figure when it checks every property; it refuses those it does not know."""
    return plain(go.Figure(figure.to_dict()))


def plain(figure: go.Figure) -> dict[str, Any]:
    """The figure without its template, written otherwise by Plotly, and without its empty lists, which Plotly drops."""
    sent = figure.to_dict()
    return {"data": sent["data"], "layout": {k: v for k, v in sent["layout"].items() if k != "template" and v != []}}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_plotly_knows_every_property(name: str, palette: Any):
    figure = ALL[name](palette)
    assert checked(figure) == plain(figure)
    assert figure.layout.template.to_plotly_json() == {}


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("signal", Signal)
def test_plotly_has_a_shape_for_every_signal_and_rule(signal: Signal, rule: Rule):
    months = (MonthPoint(JANUARY, figure_of(70), signal, rule, 70, 65, 75), MonthPoint(shift(JANUARY, 1), SECRET),
              MonthPoint(shift(JANUARY, 2), figure_of(71), unfinished=True))  # fmt: skip
    series = Series("Délais", months, (MethodBreak(shift(JANUARY, 1), "Rupture"),), 80.0)
    for figure in (control_chart(series, SHARE, LIGHT), *small_multiples([series], SHARE, LIGHT)):
        assert checked(figure) == plain(figure)


@pytest.mark.parametrize("verdict", Verdict)
def test_plotly_has_a_shape_for_every_verdict(verdict: Verdict):
    drawn = figure_of(70)
    for figure in (
        funnel_plot([FunnelSite("Lyon", drawn, verdict, far=True)], LIMITS, SHARE, LIGHT),
        intervals([Point("Lyon", drawn, verdict)], SHARE, LIGHT, [Reference("Réseau", 71.4)]),
        site_map([square("01")], {"01": SECRET}, SHARE, LIGHT, frames=[Frame("Guyane", 0, 20, 10, 30)],
                 places=[Place("Lyon", 1, 1, drawn, verdict)]),
    ):  # fmt: skip
        assert checked(figure) == plain(figure)


def test_plotly_has_a_shape_for_every_state_of_a_delivery_and_every_change():
    months = {shift(JANUARY, i): state for i, state in enumerate(Delivery)}
    changes = [Change(signal.value, figure_of(60), figure_of(66), signal) for signal in Signal]
    grades = [GradeStyle(label, side) for label, side in (("--", -1), ("-", -1), ("+", 1), ("++", 1))]
    for figure in (
        deliveries([SiteDelivery("Lyon", months)], LIGHT),
        dumbbell(changes, SHARE, LIGHT, before="2025", after="2026"),
        slope(changes, SHARE, LIGHT, before="2025", after="2026"),
        distribution([Answers("Accueil", (10, 20, 30, 40), 900, aside=4.0)], grades, LIGHT),
        control_chart(Series("Délais", ()), SHARE, LIGHT),
        deliveries([], LIGHT),
    ):
        assert checked(figure) == plain(figure)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_fetched_by_the_browser(name: str):
    figure = ALL[name](LIGHT)
    assert "geo" not in sent(figure)["layout"]
    assert {trace["type"] for trace in sent(figure)["data"]} <= {"scatter", "bar"}


def test_a_missing_month_is_a_hole():
    line = next(t for t in control_chart(month_series([70, None, 72]), SHARE, LIGHT).data if t.name == "Valeur du mois")
    assert list(line.y) == [70, None, 72]
    assert line.connectgaps is False


def test_a_month_that_is_not_listed_is_a_hole_too():
    series = Series("Délais", (MonthPoint(JANUARY, figure_of(70)), MonthPoint(shift(JANUARY, 2), figure_of(72))))
    line = next(t for t in control_chart(series, SHARE, LIGHT).data if t.name == "Valeur du mois")
    assert list(line.x) == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert list(line.y) == [70, None, 72]


def test_a_method_break_cuts_the_line_and_is_named():
    series = month_series([70, 71, 60, 61], breaks=(MethodBreak(shift(JANUARY, 2), "Nouveau questionnaire"),))
    figure = control_chart(series, SHARE, LIGHT)
    line = next(t for t in figure.data if t.name == "Valeur du mois")
    assert list(line.y) == [70, 71, None, 60, 61]
    assert figure.layout.annotations[0].text == "Nouveau questionnaire"
    assert figure.layout.shapes[0].x0 == "2026-02-14"


def test_a_quarterly_series_has_no_hole_between_quarters():
    quarters = tuple(MonthPoint(shift(JANUARY, 3 * i), figure_of(70 + i)) for i in (0, 1, 3))
    series = Series("Délais", quarters, (MethodBreak(shift(JANUARY, 2), "Rupture"),), step=3)
    line = next(t for t in control_chart(series, SHARE, LIGHT).data if t.name == "Valeur du trimestre")
    assert list(line.y) == [70, None, 71, None, 73]


def test_the_limits_are_a_straight_band_that_stops_at_the_break():
    months = tuple(
        MonthPoint(shift(JANUARY, i), figure_of(70), centre=70, lower_limit=65, upper_limit=75) for i in range(6)
    )
    figure = control_chart(Series("Délais", months, (MethodBreak(shift(JANUARY, 3), "Rupture"),)), SHARE, LIGHT)
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert [list(band.y) for band in bands] == [[75, 75, 65, 65]] * 2
    assert [band.showlegend for band in bands] == [True, False]


def test_limits_that_pass_the_bounds_are_clipped_on_the_drawing():
    months = tuple(
        MonthPoint(shift(JANUARY, i), figure_of(97), centre=97, lower_limit=91, upper_limit=103) for i in range(3)
    )
    figure = control_chart(Series("Délais", months), SHARE, LIGHT)
    assert max(figure.layout.yaxis.range) <= 100
    assert max(next(t for t in figure.data if t.fill == "toself").y) <= 100


def test_a_running_month_is_drawn_apart_and_never_marked():
    running = MonthPoint(shift(JANUARY, 2), figure_of(90), Signal.IMPROVEMENT, unfinished=True)
    series = Series("Délais", (*month_series([70, 71]).points, running))
    figure = control_chart(series, SHARE, LIGHT)
    assert signals_of([series]) == []
    assert list(next(t for t in figure.data if t.name == "Valeur du mois").y) == [70, 71]
    tail = next(t for t in figure.data if t.name == "Mois en cours, incomplet")
    assert list(tail.y) == [71, 90]
    assert tail.line.dash != "solid"


def test_signals_are_told_by_shape_colour_and_words():
    months = tuple(
        MonthPoint(shift(JANUARY, i), figure_of(60 + i), signal, rule)
        for i, (signal, rule) in enumerate(
            [(Signal.CONCERN, Rule.OUTSIDE), (Signal.IMPROVEMENT, Rule.OUTSIDE), (Signal.IMPROVEMENT, Rule.SHIFT)]
        )
    )
    marks = [t for t in control_chart(Series("Délais", months), SHARE, LIGHT).data if t.mode == "markers"]
    assert len({trace.marker.symbol for trace in marks}) == len({trace.name for trace in marks}) == 3
    assert "Dégradation\u00a0: hors limites" in {trace.name for trace in marks}


def test_small_multiples_share_their_axes():
    figures = small_multiples([month_series([50, 55]), month_series([90, 92])], SHARE, LIGHT)
    assert figures[0].layout.yaxis.range == figures[1].layout.yaxis.range
    assert figures[0].layout.xaxis.range == figures[1].layout.xaxis.range


def test_a_series_without_month_is_an_empty_figure():
    assert not control_chart(Series("Délais", ()), SHARE, LIGHT).data


def test_months_are_written_in_french():
    ticks = small_multiples([month_series([70.0] * 13)], SHARE, LIGHT)[0].layout.xaxis.ticktext
    assert ticks[0] == "janv. 26"
    assert ticks[1] == "avr."
    assert ticks[-1] == "janv. 27"


def test_a_fragile_figure_is_hollow_and_has_no_verdict():
    figure = intervals([Point("Lyon", figure_of(20, n=15), Verdict.WORSE)], SHARE, LIGHT)
    assert [trace.name for trace in figure.data] == [VERDICTS[Verdict.UNJUDGED].word]
    assert figure.data[0].marker.symbol == "circle-open"


def test_references_are_named_with_their_value():
    figure = intervals(
        [Point("Lyon", figure_of(70))], SHARE, LIGHT, [Reference("Réseau", 71.4), Reference("Cible", 80, target=True)]
    )
    assert [t.name for t in figure.data][:2] == ["Réseau\u00a0: 71,4\u00a0%", "Cible\u00a0: 80,0\u00a0%"]
    assert figure.data[0].line.dash != figure.data[1].line.dash


def test_an_interval_plot_says_that_its_axis_is_cut():
    figure = intervals([Point("Lyon", figure_of(70)), Point("Pau", figure_of(78))], SHARE, LIGHT)
    assert figure.layout.xaxis.range[0] > 0
    assert "ne part pas" in figure.layout.xaxis.title.text.replace("<br>", " ")


def test_bars_start_at_zero():
    figure = delivery_rate([MonthCount(JANUARY, 90, 100), MonthCount(shift(JANUARY, 1), 0, 0)], LIGHT)
    assert tuple(figure.layout.yaxis.range) == (0, 100)
    assert list(figure.data[0].y) == [90]


def test_the_neutral_grade_is_cut_in_two_halves_by_zero():
    figure = distribution([Answers("Accueil", (20, 30, 50), 900, net=30)], THREE_PARTS, LIGHT)
    bars = {trace.name: (trace.base[0], trace.base[0] + trace.x[0]) for trace in figure.data if trace.type == "bar"}
    assert bars == {"Insatisfaits": (-35, -15), "Neutres": (-15, 15), "Satisfaits": (15, 65)}
    assert list(figure.layout.yaxis2.ticktext) == ["<b>+30</b> (900)"]


def test_an_even_scale_has_zero_between_its_sides():
    grades = [GradeStyle(label, side) for label, side in (("--", -1), ("-", -1), ("+", 1), ("++", 1))]
    figure = distribution([Answers("Accueil", (10, 20, 30, 40), 900, aside=4.0)], grades, LIGHT)
    bases = [trace.base[0] for trace in figure.data if trace.name in {grade.label for grade in grades}]
    assert bases == [-30, -20, 0, 30]
    assert list(figure.layout.yaxis2.ticktext) == ["900<br>NSP\u00a04\u00a0%"]
    assert all(not text.startswith(("-", "−")) for text in figure.layout.xaxis.ticktext)


def test_names_on_a_funnel_never_cover_one_another():
    sites = [FunnelSite(f"Tribunal {i}", figure_of(95 - i % 3, 100 + i), Verdict.BETTER, far=True) for i in range(30)]
    names = [trace for trace in funnel_plot(sites, LIMITS, SHARE, LIGHT).data if trace.mode == "markers+text"]
    assert all(len(trace.text) < 8 for trace in names)


def test_a_map_tells_a_secret_from_an_absence():
    areas = [square("01"), square("02", 10), square("03", 20), square("04", 30)]
    figures: dict[str, Estimate] = {"01": figure_of(70), "02": figure_of(80), "03": SECRET}
    figure = site_map(areas, figures, SHARE, LIGHT, frames=[Frame("Guyane", 0, 20, 10, 30)])
    legend = [trace for trace in figure.data if trace.type == "bar"]
    assert [trace.name for trace in legend][-2:] == ["Secret statistique", "Sans donnée"]
    assert legend[-2].marker.pattern.shape == "/"
    assert legend[-2].marker.color != legend[-1].marker.color
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.legend.y <= 0


def test_classes_of_a_map_are_few_touch_and_hold_every_value():
    values = [50 + 7 * i % 37 + i / 10 for i in range(60)]
    bounds = classes(values)
    assert 2 <= len(bounds) <= 5
    assert all(before[1] == after[0] for before, after in pairwise(bounds))
    assert bounds[0][0] <= min(values)
    assert bounds[-1][1] >= max(values)
    assert classes([]) == []
    assert len(classes([70.0, 70.0])) == 1
