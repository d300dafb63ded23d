"""The statistics of the overview page for 600 sites × 30 indicators × 96 months, from sums in memory.

No database: what is timed is what `analyses.overview` and `analyses.what_changed` do once the sums are read, with
their own functions, for 30 headline indicators instead of 9. The first step, adding up the sites, is DuckDB's work in
the program; it is here so that the size is that of the goal. The funnels, of the page
Sites, are timed beside the total.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.analyses.answers import Answer
from dashboard.analyses.comparing import untested
from dashboard.analyses.correction import corrected
from dashboard.analyses.drawing import draw, shown
from dashboard.analyses.figures import figure_of
from dashboard.analyses.observed import Key, Rows
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.references import Earlier, against_earlier, against_network, against_target
from dashboard.analyses.span import span_of
from dashboard.analyses.time_series import Series, series_of
from dashboard.config import Settings, settings
from dashboard.domain.comparison import Against
from dashboard.domain.indicator import Direction, Indicator, Kind, Nature, Target
from dashboard.domain.period import Grain, Period, shift
from dashboard.domain.sites import Level
from dashboard.stats.constants import Z95, Z998
from dashboard.stats.funnel import fit, outside
from dashboard.stats.multiple import adjust
from dashboard.stats.proportion import wilson
from dashboard.store.observation_record import Observations
from tests.bench.vectorised import median_ms

SITES, INDICATORS, MONTHS, SERVICES = 600, 30, 96, 6
GOAL_MS = 100
RUNS = 15
LAST = dt.date(2026, 10, 1)
ALL = Period.ending(LAST, MONTHS)
YEAR, YEAR_BEFORE = Period.ending(LAST, 12), Period.ending(shift(LAST, -12), 12)
KINDS = (Kind.SHARE, Kind.DISTRIBUTION, Kind.SHARE, Kind.MEAN, Kind.NET)
BLANK = Observations._make([None] * len(Observations._fields))

Counts = npt.NDArray[np.float64]
Sums = Mapping[str, Counts]


@dataclass(frozen=True)
class Network:
    """Sums by indicator, site and month, the service of each site, and the catalogue."""

    sums: Sums
    service: npt.NDArray[np.int64]
    catalogue: tuple[Indicator, ...]


def network() -> Network:
    """Ten to sixty answers a site and month, on a scale of 0 to 4; levels differ by site and drift with time."""
    rng = np.random.default_rng(2026)
    shape = (INDICATORS, SITES, MONTHS)
    n = rng.integers(10, 60, shape)
    level = rng.normal(0.8, 0.04, (INDICATORS, SITES, 1)) + rng.normal(0, 0.01, (INDICATORS, 1, MONTHS))
    favourable = rng.binomial(n, np.clip(level, 0.02, 0.98))
    unfavourable = rng.binomial(n - favourable, 0.4)
    total, squares = 4 * favourable + 2 * (n - favourable - unfavourable), 16 * favourable
    squares = squares + 4 * (n - favourable - unfavourable)
    sums = {"n": n, "favourable": favourable, "unfavourable": unfavourable, "total": total, "squares": squares}
    return Network(
        {name: values.astype(np.float64) for name, values in sums.items()},
        np.sort(rng.integers(0, SERVICES, SITES)),
        tuple(_indicator(i) for i in range(INDICATORS)),
    )


def _indicator(i: int) -> Indicator:
    kind = KINDS[i % len(KINDS)]
    unit = "points" if kind is Kind.NET else "/ 4" if kind is Kind.MEAN else "%"
    target = Target(LAST.year, ">=", 3.2 if kind is Kind.MEAN else 80)
    direction = (Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL)[i % 3]
    code = f"indicateur-{i:02}"
    return Indicator(
        code, code, code, 1 + i % 9, Nature.PERCEIVED, kind, unit, direction, headline=True, targets=(target,)
    )


def summed(data: Network, months: int) -> tuple[Sums, Sums]:
    """(indicator, service, month) over the last `months`, and (indicator, service, year) of both years."""
    first = np.searchsorted(data.service, np.arange(SERVICES))
    monthly = {name: np.add.reduceat(values, first, axis=1) for name, values in data.sums.items()}
    yearly = {
        name: np.stack([values[..., -24:-12].sum(-1), values[..., -12:].sum(-1)], axis=-1)
        for name, values in monthly.items()
    }
    return {name: values[..., -months:] for name, values in monthly.items()}, yearly


def rows(data: Network, sums: Sums, periods: list[Period]) -> dict[Key, dict[Period, Observations]]:
    """The records that a read gives: by service, and for the whole; built once, not timed."""
    sites = np.bincount(data.service, minlength=SERVICES).tolist()
    found: dict[Key, dict[Period, Observations]] = {}
    columns = {name: np.concatenate([v, v.sum(1, keepdims=True)], axis=1).tolist() for name, v in sums.items()}
    for i, indicator in enumerate(data.catalogue):
        for s in range(SERVICES + 1):
            service = f"service-{s}" if s < SERVICES else None
            for m, period in enumerate(periods):
                n = columns["n"][i][s][m]
                mean = indicator.kind is Kind.MEAN
                record = BLANK._replace(
                    indicator=indicator.code,
                    level="site",
                    service=service,
                    bucket=period.start,
                    first_month=period.start,
                    last_month=period.last_month,
                    months=1,
                    n_sites=sites[s] if s < SERVICES else SITES,
                    n=int(n),
                    numerator=columns["total" if mean else "favourable"][i][s][m],
                    denominator=n,
                    unfavourable=int(columns["unfavourable"][i][s][m]),
                    total_sq=columns["squares"][i][s][m],
                    valued_sites=0,
                )
                found.setdefault(Key(indicator.code, service), {})[period] = record
    return found


def drawn(
    data: Network, records: Mapping[Key, Mapping[Period, Observations]], period: Period, limits: Settings
) -> dict[Key, Answer]:
    """The figures and intervals of one period."""
    catalogue = {indicator.code: indicator for indicator in data.catalogue}
    wilson.cache_clear()  # a page draws its figures once
    found = {}
    for key, by_period in records.items():
        indicator, row = catalogue[key.indicator], by_period[period]
        result = draw(indicator, row)
        found[key] = Answer(indicator, key, period, shown(indicator, result, limits), result, Level.SITE, row)
    return found


def verdicts(
    current: Mapping[Key, Answer], before: Mapping[Key, Answer], networks: Mapping[Key, Rows], limits: Settings
) -> int:
    """The cards against last year, the network and the target; the changes by service, corrected for their number."""
    codes = tuple(dict.fromkeys(key.indicator for key in current))
    question = Question(codes, (Axis.SERVICE,), period=YEAR)
    ends = {code: {shift(YEAR_BEFORE.start, i): 1 for i in range(24)} for code in codes}
    earlier = Earlier(before, 12, ends)
    changes = []
    for key, answer in current.items():
        over_time = against_earlier(answer, Against.LAST_YEAR, earlier, question, None)
        if key.service is None:
            figure_of(answer, question, over_time)
            against_network(answer, networks, limits)
            against_target(answer, earlier, question, None)
        else:
            changes.append(over_time or untested(Against.LAST_YEAR, ""))
    return len(corrected(changes))


def series(
    data: Network, records: Mapping[Key, Mapping[Period, Observations]], periods: list[Period], limits: Settings
) -> list[Series]:
    """The monthly series of every indicator, with limits and rules."""
    wilson.cache_clear()
    found = []
    for indicator in data.catalogue:
        months = {}
        for period, row in records[Key(indicator.code)].items():
            result = draw(indicator, row)
            key = Key(indicator.code, bucket=period.start)
            span = span_of(ALL, Grain.MONTH, period.start)
            estimate = shown(indicator, result, limits)
            months[period.start] = Answer(indicator, key, span, estimate, result, Level.SITE, row)
        found.append(series_of(indicator, months, None))
    return found


def funnels(x: Counts, n: Counts) -> None:
    """Limits, flags and corrected p-values of each indicator, for all its sites."""
    for favourable, base in zip(x, n, strict=True):
        funnel = fit(favourable, base)
        assert funnel is not None
        funnel.limits(base, Z95)
        funnel.limits(base, Z998)
        outside(favourable, base, funnel)
        adjust(funnel.p_values(favourable, base))


def run() -> tuple[str, list[str], list[list[object]]]:
    """Each step, for the 24 months that the page draws and for 96; then the whole."""
    data, limits = network(), settings({})
    columns = [_steps(data, limits, months) for months in (24, MONTHS)]
    timed = [{name: median_ms(work, RUNS) for name, work in steps.items()} for steps in columns]
    *overview, funnel = timed[0]
    lines = [(name, [times[name] for times in timed]) for name in overview]
    lines.append((f"together (goal {GOAL_MS} ms)", [sum(times[name] for name in overview) for times in timed]))
    lines.append((funnel, [times[funnel] for times in timed]))
    table: list[list[object]] = [[name, *(round(time, 1) for time in times)] for name, times in lines]
    title = f"Statistics of the overview, {SITES} sites × {INDICATORS} indicators × {MONTHS} months in memory"
    return title, ["step", "24 months drawn, median ms", f"{MONTHS} months drawn, median ms"], table


def _steps(data: Network, limits: Settings, months: int) -> dict[str, Callable[[], object]]:
    monthly, yearly = summed(data, months)
    periods = [Period.ending(shift(LAST, i - months + 1), 1) for i in range(months)]
    by_month, by_year = rows(data, monthly, periods), rows(data, yearly, [YEAR_BEFORE, YEAR])
    current, before = (drawn(data, by_year, period, limits) for period in (YEAR, YEAR_BEFORE))
    networks: dict[Key, Rows] = {
        key: {Level.SITE: found[YEAR]} for key, found in by_year.items() if key.service is None
    }
    x, n = (data.sums[name][..., -12:].sum(-1) for name in ("favourable", "n"))
    return {
        "sums of the sites, NumPy": lambda: summed(data, months),
        "figures and intervals, both years, by service": lambda: [
            drawn(data, by_year, period, limits) for period in (YEAR, YEAR_BEFORE)
        ],
        "verdicts, corrected": lambda: verdicts(current, before, networks, limits),
        "monthly series, control limits and rules": lambda: series(data, by_month, periods, limits),
        "beside it, on the page Sites: funnels of all sites": lambda: funnels(x, n),
    }
