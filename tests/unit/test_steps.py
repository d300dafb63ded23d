"""A series by quarter, by year and over twelve months that move, against the figures of the same spans asked alone."""

import datetime as dt

import pytest

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.figures import figures
from dashboard.analyses.over_time import over_time
from dashboard.analyses.question import Question
from dashboard.analyses.steps import Step, steps_of
from dashboard.analyses.time_series import Chart
from dashboard.config import Settings
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import measure, reference, site, stage


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("steps"), memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B", service="spip", service_label="SPIP")])
    months = [f"{year}-{number:02}" for year in (2021, 2022, 2023) for number in range(1, 13)][2:]
    rows = [
        measure(code, day, numerator=share + rank % 5 - (30 if rank >= 20 else 0), denominator=100 + rank)
        for code, share in (("A", 70), ("B", 60))
        for rank, day in enumerate(months)
        if day != "2022-08"
    ]
    rows += [measure("A", f"{year}-12", 10.0, months=12, indicator="delay") for year in (2021, 2022, 2023)]
    stage(settings, measures=rows)
    publish(settings, reference())
    return settings


@pytest.fixture(scope="module")
def reader(installation):
    return open_current(installation)


def series(reader, settings, step, chart=Chart.XMR, **scope):
    found = over_time(reader, "share", Scope(**scope), settings, step=step, chart=chart)
    assert found.series is not None
    return found


@pytest.mark.parametrize(("step", "months"), [(Step.QUARTER, 3), (Step.YEAR, 12), (Step.ROLLING, 12)])
@pytest.mark.parametrize("scope", [{}, {"services": ("spip",)}], ids=["all", "one"])
def test_a_step_is_the_figure_of_its_months(reader, installation, step, months, scope):
    found = series(reader, installation, step, **scope).series
    shown = [m for m in found.months if isinstance(m.estimate, Shown)]
    assert shown
    for month in shown:
        span = Period.ending(month.month, months)
        [alone] = figures(reader, Question(("share",), (), Scope(**scope), span), installation)
        assert isinstance(alone.estimate, Shown)
        assert month.estimate.value == pytest.approx(alone.estimate.value)
        assert month.estimate.n == alone.estimate.n
        assert month.estimate.lower == pytest.approx(alone.estimate.lower)


def test_a_step_that_lacks_a_month_has_no_figure(reader, installation):
    """The data begin in March 2021, and August 2022 is missing: 2021 is no whole year, nor 2022."""
    found = series(reader, installation, Step.QUARTER).series
    assert found.months[0].month == dt.date(2021, 6, 1)
    [hole] = [m for m in found.months if isinstance(m.estimate, Withheld)]
    assert (hole.month, hole.estimate.note) == (dt.date(2022, 9, 1), "2\u00a0mois sur 3 publiés")
    years = series(reader, installation, Step.YEAR).series
    assert [m.month for m in years.months] == [dt.date(2023, 12, 1)]


def test_twelve_months_that_move_are_never_judged(reader, installation):
    found = series(reader, installation, Step.ROLLING)
    assert found.series.rolling
    assert all(month.centre is None for month in found.series.months)
    assert not found.dated.signalled
    assert found.latest == Period.year(2023)


def test_a_p_chart_follows_the_bases(reader, installation):
    found = series(reader, installation, Step.FINEST, Chart.P).series
    first, last = (m for m in (found.months[0], found.months[-1]))
    assert first.upper - first.lower > last.upper - last.lower
    assert first.centre == last.centre


def test_the_change_is_dated_at_its_month(reader, installation):
    """The 21st month of the data, November 2022, loses thirty points at once."""
    change = series(reader, installation, Step.FINEST).dated.change
    assert change is not None
    assert (change.since, change.sudden) == (dt.date(2022, 11, 1), True)
    assert change.earliest <= change.since <= change.latest


def test_the_steps_that_have_a_meaning(reader):
    known = indicators(reader)
    assert steps_of(reader, known["share"], Scope()) == (Step.FINEST, Step.QUARTER, Step.YEAR, Step.ROLLING)
    assert steps_of(reader, known["delay"], Scope()) == (Step.FINEST,)
