"""What a figure sends to the browser: nothing that is withheld, holes for missing months, honest axes, few bytes."""

import datetime as dt
import itertools
import json
import math
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import plotly.graph_objects as go
import pytest

from dashboard.charts.area import Area
from dashboard.charts.control_chart import control_chart, signals_of, small_multiples
from dashboard.charts.crowd import GRID, crowd
from dashboard.charts.distribution import THREE_PARTS, Answers, GradeStyle, distribution
from dashboard.charts.dumbbell import Change, dumbbell
from dashboard.charts.funnel_plot import FunnelLimits, FunnelSite, funnel_plot
from dashboard.charts.grouped_intervals import Group, grouped_intervals
from dashboard.charts.interval_series import interval_series
from dashboard.charts.intervals import Point, Reference, intervals
from dashboard.charts.map_classes import classes
from dashboard.charts.paired_intervals import Pair, paired_intervals
from dashboard.charts.palette import DARK, LIGHT
from dashboard.charts.place_marks import MOST, Place, legible
from dashboard.charts.scale import Measure
from dashboard.charts.series import MonthPoint, Series
from dashboard.charts.signs import VERDICTS, Rule, Signal, Verdict
from dashboard.charts.site_map import Frame, place_map, site_map
from dashboard.charts.slope import slope
from dashboard.charts.trajectory import YearPoint, trajectory
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import MethodBreak
from dashboard.domain.period import Grain, shift

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
    "interval_series": lambda p: interval_series(month_series([70, None, 72]), Grain.MONTH, SHARE, p),
    "funnel": lambda p: funnel_plot(
        [FunnelSite("Lyon", figure_of(70)), FunnelSite("SECRET", SECRET)], LIMITS, SHARE, p),
    "dumbbell": lambda p: dumbbell(CHANGES, SHARE, p, before="2025", after="2026"),
    "groups": lambda p: grouped_intervals(
        [Group("1. Accueil", (Point("Lyon", figure_of(70)), Point("SECRET", SECRET)), "+3 points"),
         Group("SECRET", (Point("Pau", SECRET),), "SECRET")], SHARE, p),
    "pairs": lambda p: paired_intervals(
        [Pair("Lyon", figure_of(70), figure_of(80)), Pair("SECRET", figure_of(66.6), SECRET)], SHARE, p, ("a", "b")),
    "trajectory": lambda p: trajectory(
        [YearPoint(2023, figure_of(70), 72.0), YearPoint(2024, SECRET), YearPoint(2025, figure_of(74), None, True)],
        SHARE, p),
    "slope": lambda p: slope(CHANGES, SHARE, p, before="2025", after="2026"),
    "distribution": lambda p: distribution(
        [Answers("Lyon", (20, 30, 50), 90), Answers("SECRET", None)], THREE_PARTS, p),
    "map of verdicts": lambda p: site_map(
        [square("01"), square("02", 10)], {"01": figure_of(70), "02": figure_of(50)}, SHARE, p,
        verdicts={"01": Verdict.BETTER, "02": Verdict.UNJUDGED},
    ),
    "map of sites": lambda p: place_map([square("01")], [
        Place("Lyon", 1, 1, figure_of(70)), Place("SECRET", 7.77, 8.88, SECRET)], SHARE, p),
}  # fmt: skip
ALL = {
    **WITH_SECRET,
    "control": lambda p: control_chart(month_series([70, 71, None, 72], target=80.0), SHARE, p),
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
def test_what_is_sent_as_it_was_written_is_what_plotly_would_send(name: str) -> None:
    drawn = ALL[name](LIGHT)
    as_written = json.loads(drawn.to_json(validate=False))
    assert drawn.data is not None  # its objects are made; from now on Plotly copies them
    assert "_data_objs" in vars(drawn)
    assert json.loads(drawn.to_json(validate=False)) == as_written


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
        site_map([square("01")], {"01": SECRET}, SHARE, LIGHT, frames=[Frame("Guyane", 0, 20, 10, 30)]),
        place_map([square("01")], [Place("Lyon", 1, 1, drawn, verdict)], SHARE, LIGHT),
    ):  # fmt: skip
        assert checked(figure) == plain(figure)


def test_plotly_has_a_shape_for_every_change():
    changes = [Change(signal.value, figure_of(60), figure_of(66), signal) for signal in Signal]
    grades = [GradeStyle(label, side) for label, side in (("--", -1), ("-", -1), ("+", 1), ("++", 1))]
    for figure in (
        dumbbell(changes, SHARE, LIGHT, before="2025", after="2026"),
        slope(changes, SHARE, LIGHT, before="2025", after="2026"),
        distribution([Answers("Accueil", (10, 20, 30, 40), 900, aside=4.0)], grades, LIGHT),
        control_chart(Series("Délais", ()), SHARE, LIGHT),
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
    [mark] = [trace for trace in figure.data if trace.name]
    assert (mark.name, mark.marker.symbol) == (VERDICTS[Verdict.UNJUDGED].word, "circle-open")


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


def test_thousands_of_sites_without_a_gap_are_one_picture_where_they_lie():
    ordinary = [FunnelSite(f"Site {i}", figure_of(60 + i % 20, 100 + i)) for i in range(900)]
    fragile = [FunnelSite("Fragile", figure_of(70, 20))]
    differs = [FunnelSite("Lyon", figure_of(95, 1000), Verdict.BETTER)]
    figure = funnel_plot([*ordinary, *fragile, *differs, FunnelSite("Tu", SECRET)], LIMITS, SHARE, LIGHT)
    discs, rings = [unquote(image.source) for image in figure.layout.images]
    assert (discs.count("h0"), rings.count("h0")) == (900, 2)  # a ring: a disc, and a smaller one of the paper's colour
    assert [trace.name for trace in figure.data if trace.mode == "markers"] == [
        "Mieux que la référence", "Pas d’écart démontré (900\u00a0sites)", "Base faible, sans verdict (1\u00a0site)",
    ]  # fmt: skip
    [low, high], right = figure.layout.yaxis.range, figure.layout.xaxis.range[1]
    assert f"M{round(100 / right * GRID)} {round((high - 60) / (high - low) * GRID)}h0" in discs
    assert "Fragile" not in figure.to_json()


def test_a_crowd_keeps_inside_the_chart():
    assert unquote(crowd([(0, 0), (0.5, 1), (1.2, 0.5), (0.5, -0.1)], "#000")["source"]).count("h0") == 2


def test_a_map_tells_a_secret_from_an_absence():
    areas = [square("01"), square("02", 10), square("03", 20), square("04", 30)]
    figures: dict[str, Estimate] = {"01": figure_of(70), "02": figure_of(80), "03": SECRET}
    figure = site_map(areas, figures, SHARE, LIGHT, frames=[Frame("Guyane", 0, 20, 10, 30)])
    legend = [trace for trace in figure.data if trace.type == "bar"]
    assert [trace.name for trace in legend][-2:] == ["Secret statistique", "Sans donnée"]
    assert legend[-2].marker.pattern.shape == "/"
    assert legend[-2].marker.color != legend[-1].marker.color
    assert figure.layout.yaxis.scaleanchor == "x"
    assert (figure.layout.legend.x, figure.layout.legend.y) == (1, 0)
    assert (figure.layout.xaxis.constraintoward, figure.layout.yaxis.constraintoward) == ("left", "top")


def spots(figure: go.Figure) -> list[tuple[float, float]]:
    """The marks of a map of sites; its first trace is the ground."""
    return [point for trace in figure.data[1:] for point in zip(trace.x, trace.y, strict=True)]


def test_sites_of_one_town_are_drawn_apart_and_stay_near():
    places = [Place(f"Site {i}", 7000, 66000, figure_of(60 + i)) for i in range(19)]
    drawn = spots(place_map([square("01")], places, SHARE, LIGHT))
    assert drawn[0] == (7000, 66000)
    step = 11 * 13
    assert min(math.dist(a, b) for a, b in itertools.combinations(drawn, 2)) > 0.9 * step
    assert max(math.dist(a, (7000, 66000)) for a in drawn) < 4 * step
    assert spots(place_map([square("01")], places, SHARE, LIGHT)) == drawn


def test_more_sites_are_smaller_marks():
    def size(number: int) -> int:
        places = [Place(f"Site {i}", 500 * i, 0, figure_of(60)) for i in range(number)]
        return int(place_map([square("01")], places, SHARE, LIGHT).data[1].marker.size)

    assert [size(number) for number in (60, 61, 200, 600, 601)] == [11, 9, 9, 7, 5]


def test_above_some_hundreds_only_what_differs_is_drawn():
    usual = [Place(f"Site {i}", 500 * i, 0, figure_of(60)) for i in range(MOST)]
    better = Place("Better", -900, 0, figure_of(90), Verdict.BETTER)
    assert legible(usual) == usual
    assert legible([*usual, better]) == [better]
    assert legible([better] * (MOST + 1)) == []
    assert legible([Place("Untested", 0, 0, figure_of(60), None)] * (MOST + 1)) == []


def test_what_differs_is_drawn_above_and_named_first():
    places = [
        Place("Usual", 0, 0, figure_of(70)),
        Place("Better", 900, 0, figure_of(90), Verdict.BETTER),
        Place("Worse", 1800, 0, figure_of(50), Verdict.WORSE),
    ]
    traces = place_map([square("01")], places, SHARE, LIGHT).data[1:]
    assert [trace.name for trace in traces][-1] == "Mieux que la référence"
    assert [trace.name for trace in sorted(traces, key=lambda trace: trace.legendrank)] == [
        "Mieux que la référence",
        "Moins bien que la référence",
        "Pas d’écart démontré",
    ]


def test_sites_that_nothing_compares_are_drawn_by_value():
    places = [Place(f"Site {i}", 900 * i, 0, figure_of(50 + i), None) for i in range(20)]
    traces = place_map([square("01")], places, SHARE, LIGHT).data[1:]
    assert all(trace.name.startswith("de ") for trace in traces)
    assert sum(len(trace.x) for trace in traces) == 20
    assert traces[0].marker.color == LIGHT.shades[0]


def test_a_withheld_site_leaves_no_point_and_moves_no_other():
    seen = [Place("Lyon", 1, 1, figure_of(70))]
    hidden = Place("SECRET", 1, 1, SECRET, Verdict.UNJUDGED)
    assert place_map([square("01")], [hidden, *seen], SHARE, LIGHT) == place_map([square("01")], seen, SHARE, LIGHT)


def test_a_map_of_verdicts_gives_full_colour_and_a_sign_only_to_what_is_demonstrated():
    areas = [square("01"), square("02", 10), square("03", 20), square("04", 30), square("05", 40)]
    figures: dict[str, Estimate] = {"01": figure_of(90), "02": figure_of(70), "03": figure_of(50), "04": SECRET}
    verdicts = {"01": Verdict.BETTER, "02": Verdict.SIMILAR, "03": Verdict.UNJUDGED, "04": Verdict.WORSE}
    figure = site_map(areas, figures, SHARE, LIGHT, verdicts=verdicts)
    legend = {trace.name: trace.marker for trace in figure.data if trace.type == "bar"}
    assert list(legend) == [
        "▲ Mieux que la référence",
        "Pas d’écart démontré",
        "Base faible, sans verdict",
        "Secret statistique",
        "Sans donnée",
    ]
    assert legend["▲ Mieux que la référence"].color == LIGHT.better
    assert legend["Base faible, sans verdict"].pattern.shape == "."
    [signs] = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text"]
    assert list(signs.text) == ["▲"]


def test_classes_of_a_map_are_few_touch_and_hold_every_value():
    values = [50 + 7 * i % 37 + i / 10 for i in range(60)]
    bounds = classes(values)
    assert 2 <= len(bounds) <= 5
    assert all(before[1] == after[0] for before, after in pairwise(bounds))
    assert bounds[0][0] <= min(values)
    assert bounds[-1][1] >= max(values)
    assert classes([]) == []
    assert len(classes([70.0, 70.0])) == 1


def test_a_group_has_its_head_and_its_note():
    figure = sent(grouped_intervals([Group("1. Accueil", (Point("Lyon", figure_of(70)),), "+3 points")], SHARE, LIGHT))
    assert figure["layout"]["yaxis"]["ticktext"] == ["<b>1. Accueil</b>", "Lyon"]
    assert figure["layout"]["yaxis2"]["ticktext"][0] == "<b>+3 points</b>"
    assert {trace.get("yaxis", "y") for trace in figure["data"]} == {"y", "y2"}


def test_a_year_without_figure_is_a_hole_and_a_running_one_is_apart():
    points = [
        YearPoint(2022, figure_of(60), 62.0),
        YearPoint(2024, figure_of(66)),
        YearPoint(2025, figure_of(68), 70.0, True),
    ]
    values, targets, running = sent(trajectory(points, SHARE, LIGHT))["data"]
    assert (values["x"], values["y"]) == ([2022, 2023, 2024, 2025], [60, None, 66, None])
    assert list(zip(targets["x"], targets["y"], strict=True)) == [(2022, 62.0), (2025, 70.0)]
    assert (running["x"], running["y"]) == ([2025], [68])


def test_an_interval_series_has_holes_intervals_and_hollow_points():
    months = month_series([70, None, 72]).points
    running = MonthPoint(shift(JANUARY, 3), figure_of(75), unfinished=True)
    weak = MonthPoint(shift(JANUARY, 4), figure_of(60, n=20))
    series = Series("Délais", (*months, weak, running))
    line, *marks = sent(interval_series(series, Grain.MONTH, SHARE, LIGHT))["data"]
    assert line["y"][:3] == [70, None, 72]
    assert [(trace["name"], trace["y"], trace["marker"]["symbol"]) for trace in marks] == [
        ("Valeur et intervalle à 95\u00a0%", [70, 72], "circle"),
        ("Base faible", [60], "circle-open"),
        ("Période en cours, incomplète", [75], "circle-open"),
    ]
    assert marks[0]["error_y"]["array"] == [3, 3]


def test_the_names_of_an_interval_plot_are_drawn_without_reference():
    """Plotly draws the first axis, that of the names, only when a trace belongs to it."""
    traces = sent(intervals([Point("Lyon", figure_of(70))], SHARE, LIGHT))["data"]
    assert "y" in [trace.get("yaxis", "y") for trace in traces]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("sides", [(-1, 1), (-1, 0, 1), (-1, -1, 1, 1), (-1, -1, 0, 1, 1), (-1, -1, -1, 1, 1, 1)])
def test_grades_of_a_scale_have_each_their_colour(palette, sides):
    grades = [GradeStyle(str(place), side) for place, side in enumerate(sides)]
    figure = distribution([Answers("Q", tuple(10 for _ in sides))], grades, palette)
    colours = [bar["marker"]["color"] for bar in figure.to_plotly_json()["data"][: len(sides)]]
    assert len(set(colours)) == len(sides)
