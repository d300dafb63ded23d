"""The attack on everything that can be asked: whoever adds and subtracts every figure shown learns no small count."""

import itertools

import pytest

from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.config import Settings
from dashboard.domain.estimate import Estimate, Status, Withheld
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from tests.attack import exposed, told
from tests.builders import CROSSED, day
from tests.crossed_tables import ATTRIBUTES, people_of, published

START, MONTHS = day("2024-11"), 4
RUNS = [(first, last) for first in range(MONTHS) for last in range(first, MONTHS)]


SCOPES = (
    Scope(),
    Scope(services=("tj",)),
    Scope(site_types=("antenne",)),
    Scope(regions=("84",)),
    Scope(departments=("69",)),
    Scope(services=("tj",), regions=("84",)),
    Scope(services=("spip",), departments=("75",)),
    Scope(site_types=("tribunal", "antenne")),
    Scope(departments=("69", "75")),
    Scope(sites=("S0", "S1")),
    Scope(sites=("S4", "S8")),
)
"""Filters that a page offers: one, crossed, several values."""
SPLITS = ((), (Axis.SERVICE,), (Axis.REGION,), (Axis.DEPARTMENT,), (Axis.SITE,), (Axis.SERVICE, Axis.REGION))


def rows_of(scope: Scope) -> list[int]:
    asked = (scope.services, scope.site_types, scope.regions, scope.departments)
    return [
        row
        for row, place in enumerate(CROSSED)
        if all(not codes or value in codes for codes, value in zip(asked, place, strict=True))
        and (not scope.sites or f"S{row}" in scope.sites)
    ]


def _value(row: int, axis: Axis) -> str | None:
    return f"S{row}" if axis is Axis.SITE else CROSSED[row][ATTRIBUTES.index(axis.value)]


@pytest.mark.parametrize("seed", range(2))
def test_no_small_count_can_be_computed(settings: Settings, seed: int) -> None:
    people = people_of(seed, MONTHS)
    questions = [
        (scope, by, run) for scope, by, run in itertools.product(SCOPES, SPLITS, RUNS) if not (scope.sites and by)
    ]
    with published(settings, people, START) as store:
        known = set(told(store, settings, START, questions, rows_of, _value))
    small = {
        frozenset((row, month) for month in range(first, last + 1))
        for row in range(len(CROSSED))
        for first, last in RUNS
    }
    small |= {frozenset((row, month) for row in rows_of(scope)) for scope in SCOPES for month in range(MONTHS)}
    assert exposed(people, known, small) == []


@pytest.mark.parametrize("by", [(Axis.SITE,), (Axis.DEPARTMENT,)])
def test_a_year_that_the_period_cuts_is_withheld_as_the_months_that_are_left(
    settings: Settings, by: tuple[Axis, ...]
) -> None:
    """Otherwise the whole year less the year cut in November would tell who answered in December."""
    year = Period(START, shift(START, 2)), Period(shift(START, 2), shift(START, MONTHS))

    def said(period: Period, *axes: Axis) -> dict[tuple[object, ...], Estimate]:
        asked = figures(store, Question(("share",), (*by, *axes), period=period), settings)
        return {tuple(figure.axes.values()): figure.estimate for figure in asked}

    withheld = 0
    with published(settings, people_of(0, MONTHS), START) as store:
        for first, last in RUNS:
            period = Period(shift(START, first), shift(START, last + 1))
            cut = said(period, Axis.YEAR)
            for whole in year:
                if not whole.overlaps(period):
                    continue
                left = Period(max(whole.start, period.start), min(whole.stop, period.stop))
                direct = {(*key, whole.start.year): estimate for key, estimate in said(left).items()}
                shown = {key: one for key, one in direct.items() if one.status is not Status.NO_DATA}
                assert {key: one for key, one in cut.items() if key[-1] == whole.start.year} == shown
                withheld += sum(isinstance(one, Withheld) for one in shown.values())
    assert withheld
