"""Latency of the analyses behind each page, without the application's cache: first call, then the median of five."""

import datetime as dt
import statistics
import time
from collections.abc import Callable

from dashboard.analyses.coverage import coverage
from dashboard.analyses.engagement import engagement
from dashboard.analyses.over_time import over_time
from dashboard.analyses.overview import overview
from dashboard.analyses.question import Axis
from dashboard.analyses.service_comparison import compare_services
from dashboard.analyses.services import matrix
from dashboard.analyses.site_sheet import site_sheet
from dashboard.analyses.sites import sites
from dashboard.analyses.survey_drivers import survey_drivers
from dashboard.analyses.survey_results import results
from dashboard.analyses.surveys import calendar
from dashboard.analyses.territories import territories
from dashboard.analyses.what_changed import what_changed
from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.store.store import open_current
from tests.bench.demonstration import home

PERIOD = Period.ending(dt.date(2026, 10, 1), 12)
INDICATOR, SURVEY = "satisfaction-globale", "satisfaction-2026-s1"
TODAY = dt.date(2026, 11, 2)


def run() -> tuple[str, list[str], list[list[object]]]:
    """Every analysis on the whole perimeter of the full demonstration."""
    chosen = home()
    rows: list[list[object]] = []
    for name, analysis in analyses(open_current(chosen), chosen).items():
        times = [_milliseconds(analysis) for _ in range(6)]
        rows.append([name, times[0], round(statistics.median(times[1:]), 1)])
    return "Analyses on the full demonstration, no cache", ["analysis", "first, ms", "median, ms"], rows


def analyses(store: Reader, chosen: Settings) -> dict[str, Callable[[], object]]:
    """What the pages compute when they open, over the last twelve months."""
    scope = Scope()
    return {
        "overview": lambda: overview(store, scope, chosen, PERIOD),
        "what changed": lambda: what_changed(store, scope, chosen, PERIOD),
        "matrix": lambda: matrix(store, scope, chosen, PERIOD),
        "one engagement": lambda: engagement(store, 5, scope, chosen, PERIOD),
        "services": lambda: compare_services(store, INDICATOR, scope, chosen, PERIOD),
        "over time": lambda: over_time(store, INDICATOR, scope, chosen, PERIOD, Period.ending(PERIOD.last_month, 36)),
        "sites": lambda: sites(store, INDICATOR, scope, chosen, PERIOD),
        "départements": lambda: territories(store, INDICATOR, Axis.DEPARTMENT, scope, chosen, PERIOD),
        "site sheet": lambda: site_sheet(store, "TJ-VALMORANDE", chosen, PERIOD),
        "coverage": lambda: coverage(store, scope, PERIOD),
        "surveys": lambda: results(store, calendar(store, chosen, TODAY), SURVEY, scope, chosen),
        "drivers": lambda: survey_drivers(store, calendar(store, chosen, TODAY), SURVEY, chosen),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return round(1000 * (time.perf_counter() - before), 1)
