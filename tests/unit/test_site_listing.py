"""Why a site has no figure, and how one is found in the list."""

import datetime as dt

import pytest

from dashboard.analyses.site_listing import State, absence, listing, matches, register, state_of
from dashboard.analyses.sites import sites
from dashboard.config import Settings
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.french_order import searchable
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.records import ObservedSites
from dashboard.store.store import open_current
from tests.builders import day, indicator, measure, reference, site, stage

QUARTER = Period(day("2026-07"), day("2026-10"))
RUNNING = day("2026-11")


def last(month: str, months: int = 1) -> ObservedSites:
    return ObservedSites("A", day(month), months)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (None, State.NOT_CONCERNED),
        (last("2024-06"), State.NOT_CONCERNED),  # silent for more than 24 months
        (last("2024-07"), State.NOT_DELIVERED),
        (last("2026-06"), State.NOT_DELIVERED),
        (last("2025-12", 12), State.UNDER_WAY),  # the year 2026 is not over
        (last("2024-12", 12), State.NOT_DELIVERED),  # 2025 is missed
        (last("2026-06", 6), State.UNDER_WAY),  # the second half-year is not over
        (last("2026-06", 3), State.NOT_DELIVERED),  # the third quarter is missed
    ],
)
def test_why_nothing_was_given(given, state):
    assert absence(given, QUARTER, RUNNING) is state


def test_the_running_month_is_under_way():
    assert absence(last("2026-10"), Period.ending(RUNNING, 1), RUNNING) is State.UNDER_WAY
    assert absence(last("2026-09"), Period.ending(RUNNING, 1), RUNNING) is State.NOT_DELIVERED


@pytest.mark.parametrize(
    ("estimate", "state"),
    [
        (Shown(50.0, n=30), State.SHOWN),
        (Shown(50.0, n=None), State.SHOWN),
        (Shown(50.0, n=20, status=Status.FRAGILE), State.TOO_FEW),
        (Shown(50.0, n=40), State.SHOWN),
        (Withheld(Status.MASKED), State.WITHHELD),
        (Withheld(Status.INSUFFICIENT), State.TOO_FEW),
        (Withheld(Status.NO_DATA), State.NOT_DELIVERED),
        (Withheld(Status.NOT_COMPARABLE), State.NO_TOTAL),
    ],
)
def test_what_may_be_said_of_a_figure(estimate, state):
    assert state_of(estimate, indicator("share")) is state


def test_an_indicator_may_want_more_answers():
    assert state_of(Shown(50.0, n=40), indicator("share", minimum_n=50)) is State.TOO_FEW


def test_case_accents_and_punctuation_do_not_count():
    assert searchable("Saint-Étienne-d’Œuvre (TJ)") == "saint etienne d oeuvre tj"


def test_the_register_is_in_french_order_and_each_site_has_its_state(settings: Settings):
    names = {"A": "Évry", "B": "evian", "C": "Zuydcoote", "D": "Angers", "E": "Écully"}
    closed = {"E": {"active": False}}
    registered = [site(code, label=label, city="Lyon", **closed.get(code, {})) for code, label in names.items()]
    stage(settings, kind="spplus-structures", sites=registered)
    stage(
        settings,
        measures=[
            measure("A", "2024-03", numerator=40, denominator=60),
            measure("B", "2024-03", numerator=2, denominator=4),
            measure("C", "2024-01", numerator=40, denominator=60),
            measure("E", "2024-01", numerator=40, denominator=60),
        ],
    )
    publish(settings, reference())
    period = Period.ending(dt.date(2024, 3, 1), 1)
    with open_current(settings) as store:
        found = register(store, "share", Scope(), period)
        figures = {one.code: one for one in sites(store, "share", Scope(), settings, period).sites}
    listed = listing(found, figures, indicator("share"))
    assert [(one.site.label, one.state) for one in listed] == [
        ("Angers", State.NOT_CONCERNED),
        ("Écully", State.NOT_CONCERNED),
        ("evian", State.WITHHELD),
        ("Évry", State.SHOWN),
        ("Zuydcoote", State.NOT_DELIVERED),
    ]
    assert [one.label for one in found if matches(one, ["ev"])] == ["evian", "Évry"]
    assert [one.label for one in found if matches(one, searchable("Lyon Évr").split())] == ["Évry"]
    assert [one.label for one in found if matches(one, [])] == [one.label for one in found]
