"""« No answer » where a figure would be withheld, and periods longer than the data."""

import pytest

from dashboard.analyses.figures import figures
from dashboard.analyses.lineage import lineage
from dashboard.analyses.question import Axis, Question
from dashboard.config import Settings
from dashboard.domain.estimate import Status
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import day, measure, reference, site, stage

START = day("2024-11")
PEOPLE = {
    "A": (5, 0, 0, 60),
    "B": (20, 30, 25, 40),
    "C": (70, 80, 90, 60),
    "F": (70, 0, 0, 80),
}
"""A counts so few in November that the months after it are withheld one by one."""
MIDDLE = Period(shift(START, 1), shift(START, 3))


@pytest.fixture
def store(settings: Settings) -> Store:
    register = [site(code) for code in "ABC"] + [site("F", service="spip", department="38")]
    rows = [
        measure(code, f"{shift(START, month):%Y-%m}", numerator=float(n // 2), denominator=float(n), n=n)
        for code, months in PEOPLE.items()
        for month, n in enumerate(months)
        if n
    ]
    stage(settings, sites=register, measures=rows)
    publish(settings, reference())
    return open_current(settings)


Statuses = dict[tuple[object, ...], Status]


def statuses(
    store: Store, settings: Settings, *by: Axis, period: Period | None = None, **scope: tuple[str, ...]
) -> Statuses:
    question = Question(("share",), by, Scope(**scope), period)
    return {tuple(figure.axes.values()): figure.estimate.status for figure in figures(store, question, settings)}


def test_empty_months_of_a_closed_site_are_withheld_like_its_small_ones(store: Store, settings: Settings) -> None:
    found = statuses(store, settings, Axis.SITE, Axis.MONTH)
    # November to February is shown: telling that December is empty would link it to January, whose figure is withheld.
    assert [found["A", f"{shift(START, month):%Y-%m}"] for month in range(4)] == [Status.MASKED] * 4
    assert statuses(store, settings, Axis.SITE)[("A",)] is Status.OK


def test_the_list_of_sites_does_not_tell_who_is_missing(store: Store, settings: Settings) -> None:
    assert statuses(store, settings, Axis.SITE, period=MIDDLE)[("A",)] is Status.MASKED
    assert statuses(store, settings, period=MIDDLE, sites=("A",)) == {(): Status.MASKED}


def test_an_empty_month_is_told_where_a_figure_would_be_shown(store: Store, settings: Settings) -> None:
    found = statuses(store, settings, Axis.SITE, Axis.MONTH)
    assert [found.get(("F", f"{shift(START, month):%Y-%m}")) for month in range(4)] == [
        Status.OK,
        None,
        None,
        Status.OK,
    ]
    assert statuses(store, settings, period=MIDDLE, sites=("F",)) == {(): Status.NO_DATA}


def test_months_in_which_nobody_is_counted_anywhere_are_no_secret(settings: Settings) -> None:
    rows = [
        measure(code, month, numerator=float(n // 2), denominator=float(n), n=n)
        for month, counts in (("2024-11", (5, 20, 70)), ("2025-11", (60, 40, 60)))
        for code, n in zip("ABC", counts, strict=True)
    ]
    stage(settings, sites=[site(code) for code in "ABC"], measures=rows)
    publish(settings, reference())
    with open_current(settings) as store:
        found = statuses(store, settings, Axis.SITE, Axis.MONTH)
    assert {month for _, month in found} == {"2024-11", "2025-11"}
    assert found["A", "2024-11"] is Status.MASKED


def test_a_filter_leaves_the_others_out(store: Store, settings: Settings) -> None:
    assert {place for (place,) in statuses(store, settings, Axis.SITE, period=MIDDLE, sites=("B", "C"))} == {"B", "C"}


def test_a_period_that_begins_before_the_data_withholds_as_much(settings: Settings) -> None:
    stage(
        settings,
        sites=[site(code) for code in "ABC"],
        measures=[
            measure(code, "2024-11", numerator=float(n // 2), denominator=float(n), n=n)
            for code, n in (("A", 5), ("B", 20), ("C", 40))
        ],
    )
    publish(settings, reference())
    with open_current(settings) as store:
        exact = statuses(store, settings, Axis.SITE, period=Period(START, shift(START, 1)))
        assert exact == {("A",): Status.MASKED, ("B",): Status.MASKED, ("C",): Status.OK}
        assert statuses(store, settings, Axis.SITE, period=Period(shift(START, -9), shift(START, 12))) == exact


def test_the_files_of_a_withheld_figure_are_not_told_nor_any_line_of_people(store: Store, settings: Settings) -> None:
    [shown] = lineage(store, Question(("share",), scope=Scope(sites=("A",))), settings).sources
    assert shown.n_rows is None
    november = Period(START, shift(START, 1))
    assert lineage(store, Question(("share",), scope=Scope(sites=("A",)), period=november), settings).sources == ()
