import datetime as dt

import pytest

from dashboard.analyses.sites import SiteFigure
from dashboard.analyses.time_series import Month
from dashboard.analyses.time_series import Series as Observed
from dashboard.charts.adapters import change, goal, recent, series, verdict
from dashboard.charts.signs import GOALS, VERDICTS, Goal, Rule, Signal, Verdict
from dashboard.charts.site_funnel import funnel_limits, funnel_sites
from dashboard.domain import comparison
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction, Indicator, Kind, Nature
from dashboard.domain.period import shift
from dashboard.stats import runs, xmr
from dashboard.stats.funnel import Funnel

INDICATOR = Indicator("delais", "Délais", "Délais", 5, Nature.PERCEIVED, Kind.SHARE, "%", Direction.HIGHER)


@pytest.mark.parametrize("word", comparison.Verdict)
def test_every_verdict_has_a_sign(word: comparison.Verdict):
    assert verdict(word) in VERDICTS
    found = Comparison(Against.TARGET, word)
    assert goal(found) in GOALS
    assert change(found) in Signal


def test_what_was_not_tested_is_not_judged():
    assert verdict(comparison.Verdict.NOT_TESTED) is Verdict.UNJUDGED
    assert verdict(comparison.Verdict.NO_EVIDENCE) is Verdict.SIMILAR
    assert goal(Comparison(Against.TARGET, comparison.Verdict.NO_TARGET)) is Goal.NONE


@pytest.mark.parametrize("rule", runs.Rule)
@pytest.mark.parametrize("signal", xmr.Signal)
def test_every_signal_and_rule_can_be_drawn(rule: runs.Rule, signal: xmr.Signal):
    month = Month(dt.date(2026, 1, 1), Shown(70.0), 70.0, 65.0, 75.0, signal, frozenset({rule}), rule)
    [point] = series(Observed(INDICATOR, (month,), (), ()), "Délais", 80.0).points
    assert point.rule is Rule[rule.name]
    assert (point.signal is Signal.USUAL) == (signal is xmr.Signal.COMMON_CAUSE)


def test_a_quarterly_series_keeps_its_step():
    month = Month(dt.date(2026, 1, 1), Shown(70.0))
    assert series(Observed(INDICATOR, (month,), (), (), step=3), "Délais").step == 3


def site(n: int, zone: int = 0) -> SiteFigure:
    worse = comparison.Comparison(comparison.Against.NETWORK, comparison.Verdict.WORSE)
    return SiteFigure("x", "Lyon", None, None, None, None, Shown(70.0, n=n), worse, zone)


def test_funnel_limits_are_percentages_around_the_bases_of_the_sites():
    limits = funnel_limits(Funnel(0.7), [site(100), site(400)])
    assert limits.centre == pytest.approx(70)
    assert limits.n[0] == pytest.approx(50)
    assert limits.n[-1] == pytest.approx(520)
    assert all(a <= b <= 70 for a, b in zip(limits.lower_998, limits.lower_95, strict=True))
    assert all(70 <= a <= b for a, b in zip(limits.upper_95, limits.upper_998, strict=True))


def test_a_withheld_site_does_not_weigh_on_the_curves():
    untested = comparison.Comparison(comparison.Against.NETWORK, comparison.Verdict.NOT_TESTED)
    secret = SiteFigure("y", "SECRET", None, None, None, None, Withheld(Status.MASKED), untested)
    assert funnel_limits(Funnel(0.7), [site(100), secret]) == funnel_limits(Funnel(0.7), [site(100)])
    assert [s.far for s in funnel_sites([site(100, -2), site(100, 1)])] == [True, False]


def months(*values: float | None, running: int = 0, step: int = 1) -> Observed:
    """A series that ends in December 2025."""
    start = shift(dt.date(2025, 12, 1), -step * (len(values) - 1))
    return Observed(
        INDICATOR,
        tuple(
            Month(
                shift(start, step * place),
                Withheld(Status.NO_DATA) if value is None else Shown(value),
                unfinished=place >= len(values) - running,
            )
            for place, value in enumerate(values)
        ),
        (),
        (),
        step=step,
    )


def test_a_sparkline_shows_the_last_twelve_months_with_their_holes():
    found = months(*[float(value) for value in range(20)])
    assert recent(found, dt.date(2025, 12, 1)) == (tuple(float(value) for value in range(8, 20)), 0)
    values, running = recent(months(1.0, None, 3.0, running=1), dt.date(2025, 12, 1))
    assert (values, running) == ((*[None] * 9, 1.0, None, 3.0), 1)


def test_a_series_that_stopped_is_not_drawn_as_if_it_went_on():
    values, _ = recent(months(1.0, 2.0), dt.date(2026, 2, 1))
    assert values == (*[None] * 8, 1.0, 2.0, None, None)


def test_a_series_by_half_year_goes_back_twenty_four_months():
    values, _ = recent(months(*[float(value) for value in range(8)], step=6), dt.date(2026, 1, 1))
    assert values == (4.0, 5.0, 6.0, 7.0)
