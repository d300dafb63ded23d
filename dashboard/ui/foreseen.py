"""The views that most people open, computed before anybody asks: the whole perimeter over the usual periods, then
each service alone."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice, product

from dashboard.analyses.action_plan import Planned, planned
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.commitments import published_engagements
from dashboard.analyses.engagement import engagement
from dashboard.analyses.engagements_compared import compare_engagements
from dashboard.analyses.figures import figures
from dashboard.analyses.over_time import compared_twice, over_time
from dashboard.analyses.overview import overview
from dashboard.analyses.perceived_delivered import perceived_delivered
from dashboard.analyses.profiles import most_apart, profiles
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.service_comparison import compare_services
from dashboard.analyses.services import matrix
from dashboard.analyses.sites import sites
from dashboard.analyses.steps import Step, cadence, steps_of
from dashboard.analyses.territories import territories
from dashboard.analyses.time_series import Chart
from dashboard.analyses.user_voice import opinions, user_voice
from dashboard.analyses.what_changed import what_changed
from dashboard.config import Settings
from dashboard.domain.comparison import Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.registry.actions import actions
from dashboard.store import reads
from dashboard.ui import choices, indicator_choice, window_choice
from dashboard.ui.cache import CachedReader

PERIODS = 12
"""How many periods of the list, the first ones: rolling periods, then the last years."""
SERVICE_VIEWS = 150
"""At most so many pairs of a service and a period: a dozen of services over the usual periods. Each holds some fifteen
of the analyses that the cache keeps, and more would push out the first."""


def views(reader: CachedReader, thresholds: Settings) -> Iterator[Callable[[], object]]:
    """The computations of the pages as they open, period by period; each fills the cache that the pages read.

    A page that asks otherwise only loses the time saved (tests/pages/test_foreseen.py notices).
    """
    for period in _usual_periods(reader):
        yield from _of_period(reader, thresholds, period, Scope())
    yield partial(_plan, reader, thresholds)


def views_of_services(reader: CachedReader, thresholds: Settings) -> Iterator[Callable[[], object]]:
    """The same for each service alone, the first periods of the list first."""
    services = [service.code for service in reads.services(reader)]
    for period, code in islice(product(_usual_periods(reader), services), SERVICE_VIEWS):
        yield from _of_period(reader, thresholds, period, Scope(services=(code,)))


def _usual_periods(reader: CachedReader) -> list[Period]:
    bounds = reads.months(reader)
    if bounds.first_month is None or bounds.last_month is None:
        return []
    usual = choices.periods(bounds.first_month, bounds.last_month, bounds.usual_month)
    return [period for _, period in list(usual.values())[:PERIODS]]


def _plan(reader: CachedReader, thresholds: Settings) -> tuple[Planned, ...]:
    """The verdicts of the actions; last, since the registry may be away. Raises RegistryError."""
    return planned(reader, actions(thresholds, limit=None), Scope(), thresholds, dt.date.today())


def _profiles(reader: CachedReader, thresholds: Settings, period: Period, scope: Scope, against: Against) -> object:
    """The services that differ most, side by side; or the one of the scope and the one that differs most from it."""
    known = reader.compute(matrix, replace(scope, services=()), thresholds, period=period, against=against)
    pair = most_apart(known, next(iter(scope.services), None))
    return None if pair is None else reader.compute(profiles, pair, scope, thresholds, period=period)


def _of_period(
    reader: CachedReader, thresholds: Settings, period: Period, scope: Scope
) -> Iterator[Callable[[], object]]:
    """Every page on one period."""
    against = Against.LAST_YEAR
    for analysis in (overview, what_changed, matrix):
        yield partial(reader.compute, analysis, scope, thresholds, period=period, against=against)
    catalogue = reader.compute(indicators)
    first = reader.compute(published_engagements)[0].commitment.number
    yield partial(reader.compute, engagement, first, scope, thresholds, period=period, against=against)
    yield partial(reader.compute, compare_engagements, scope, thresholds, period=period)
    yield partial(reader.compute, user_voice, first, scope, thresholds, period, opinions(catalogue))
    yield partial(_profiles, reader, thresholds, period, scope, against)
    yield partial(reader.compute, perceived_delivered, scope, thresholds, period)
    listed = indicator_choice.listed(reader, catalogue)
    if not listed:
        return
    code = indicator_choice.usual(listed).code
    window = window_choice.months_back(reader, period, window_choice.MONTHS[window_choice.USUAL])
    yield partial(reader.compute, compare_services, code, scope, thresholds, period, against)
    yield partial(reader.compute, steps_of, catalogue[code], scope)
    yield partial(reader.compute, cadence, catalogue[code], scope)
    yield partial(_over_time, reader, thresholds, code, period, window, scope)
    yield partial(reader.compute, figures, Question((code,), (Axis.YEAR,), scope), thresholds)
    yield partial(reader.compute, sites, code, scope, thresholds, period)
    yield partial(reader.compute, territories, code, Axis.DEPARTMENT, scope, thresholds, period)
    mapped = indicator_choice.usual(indicator_choice.headlines(listed)).code
    yield partial(reader.compute, territories, mapped, Axis.DEPARTMENT, scope, thresholds, period)


def _over_time(
    reader: CachedReader, thresholds: Settings, code: str, period: Period, window: Period | None, scope: Scope
) -> None:
    """The series of the page of periods, then the comparison of its last step, which is known with it."""
    found = reader.compute(
        over_time, code, scope, thresholds, period=period, window=window, step=Step.FINEST, chart=Chart.XMR
    )
    if found.latest is not None and found.latest != period:
        reader.compute(compared_twice, code, scope, thresholds, found.latest)
