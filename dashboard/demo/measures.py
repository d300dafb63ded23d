"""Performance measures, one file a year of collection: numerator, denominator and n by site and period."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.demo import signals
from dashboard.demo.actions import moved_by_actions
from dashboard.demo.delivered import DELIVERED, SERVICE_LEVEL, Delivered, Form
from dashboard.demo.kinds_of_site import LABOUR, PROBATION
from dashboard.demo.network import DemoSite
from dashboard.demo.scale import LAST_MONTH, Scale
from dashboard.demo.seasons import months_from, workload
from dashboard.demo.seeds import generator
from dashboard.demo.writing import write_table
from dashboard.domain.period import months_between, shift

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Rows = tuple[list[str], list[str], list[str], Floats, Floats, Floats, Floats]
"""Site, indicator, period, value, numerator, denominator, n; NaN where the source gives none."""
_MISSING_SHARE = 0.01
"""Deliveries lost by accident, any month."""
_COMMON = 0.02
"""What a month adds to every site at most, up or down: bounded, so that it never looks like an event."""


def write_measures(folder: Path, sites: tuple[DemoSite, ...], scale: Scale) -> Iterator[tuple[Path, int]]:
    """Write `demo-mesures-<year>.csv`, oldest first. Yields the path and the number of rows."""
    by_year: dict[int, list[Rows]] = {}
    for item in DELIVERED:
        for year, rows in _of_indicator(item, sites, scale):
            by_year.setdefault(year, []).append(rows)
    for year in sorted(by_year):
        path = folder / f"demo-mesures-{year}.csv"
        yield path, _write(path, by_year[year])


def last_months(months: int, first: dt.date, last: dt.date = LAST_MONTH) -> tuple[dt.date, ...]:
    """The last month of every whole period of `months` months from `first` to `last`."""
    return tuple(
        month for month in months_from(first, last) if month.month % months == 0 and shift(month, 1 - months) >= first
    )


def period_text(month: dt.date, months: int) -> str:
    """`2024-03`, `2024-T1` or `2024`: the period of `months` months that ends with `month`."""
    if months == 12:
        return str(month.year)
    return f"{month.year}-T{month.month // 3}" if months == 3 else f"{month:%Y-%m}"


def _of_indicator(item: Delivered, sites: tuple[DemoSite, ...], scale: Scale) -> Iterator[tuple[int, Rows]]:
    rng = generator(f"measures {item.code}")
    delivering = [site for site in sites if site.kind.prefix in item.kinds]
    own = rng.normal(0, item.spread, len(delivering)) if item.spread else np.zeros(len(delivering))
    size = np.array([max(site.size, 0.25) for site in delivering])
    size *= np.array([{"CJN": 30.0, "RAD": 0.15}.get(site.kind.prefix, 1.0) for site in delivering])
    for month in last_months(item.months, scale.first_month):
        load = sum(workload(shift(month, -step)) for step in range(item.months)) / item.months
        there = np.array([_delivers(site, month) for site in delivering]) & (
            rng.random(len(delivering)) >= _MISSING_SHARE
        )
        if month in signals.CLOSED_MONTHS:
            there &= rng.random(len(delivering)) < 0.4
        level = _level(item, delivering, month, own) + rng.uniform(-_COMMON, _COMMON)
        figures = _draw(item, level, item.base * size * load, rng)
        moved_by_actions(item.code, [site.code for site in delivering], month, figures)
        kept = np.nonzero(there & (figures[3] != 0) & (figures[2] != 0))[0]
        codes = [delivering[index].code for index in kept]
        value, numerator, denominator, n = (column[kept] for column in figures)
        period = period_text(month, item.months)
        yield month.year, (codes, [item.code] * len(kept), [period] * len(kept), value, numerator, denominator, n)


def _delivers(site: DemoSite, month: dt.date) -> bool:
    return site.open_in(month) and month <= site.last_delivery


def _level(item: Delivered, sites: list[DemoSite], month: dt.date, own: Floats) -> Floats:
    """What each site is worth that month: log-odds of a share, logarithm of another value. Signals are added here."""
    middle = np.log(item.level / (1 - item.level)) if item.form is Form.SHARE else np.log(max(item.level, 1e-9))
    level = middle + own + np.array([SERVICE_LEVEL.get((item.code, site.kind.prefix), 0.0) for site in sites])
    if item.code == "qualite-demarches-en-ligne" and month >= signals.BREAK_MONTH:
        level = level + 0.45
    if item.code == "delai-annonce-respecte":
        worse = np.array([site.service == PROBATION for site in sites])
        level = level - worse * 0.16 * min(max(months_between(signals.WORSENED_SINCE, month) + 1, 0), 6)
    if item.code == "delai-prudhommes":
        better = np.array([site.service == LABOUR for site in sites])
        level = level - better * 0.016 * min(max(months_between(signals.IMPROVED_SINCE, month) + 1, 0), 12)
    return np.asarray(level, dtype=np.float64)


def _draw(
    item: Delivered, level: Floats, expected: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats, Floats]:
    """Value, numerator, denominator and n of each site."""
    nothing = np.full(len(level), np.nan)
    base: Floats = rng.poisson(expected).astype(np.float64)
    if item.form is Form.COUNT:
        return base, nothing, nothing, nothing
    if item.form is Form.QUANTILE:
        value = np.round(np.exp(level + rng.normal(0, 0.05, len(level)))).astype(np.float64)
        return value, nothing, nothing, base
    if item.code in {"energie-finale", "transparence-resultats"}:  # surfaces and counters do not change every year
        base = np.maximum(np.round(expected), 1)
    if item.form is Form.SHARE:
        share = 1 / (1 + np.exp(-level))
        part = rng.binomial(base.astype(np.int64), share).astype(np.float64)
        return nothing, part, base, base if item.people else nothing
    noise = 0.6 / np.sqrt(np.maximum(base, 1))
    total = np.round(base * np.exp(level) * np.maximum(1 + noise * rng.normal(size=len(level)), 0.2)).astype(np.float64)
    return nothing, total, base, base if item.people else nothing


def _write(path: Path, parts: list[Rows]) -> int:
    site, indicator, period = (
        pa.array([text for part in parts for text in part[column]], pa.string()) for column in (0, 1, 2)
    )
    value, numerator, denominator, n = (np.concatenate([part[column] for part in parts]) for column in (3, 4, 5, 6))
    columns = {"site": site, "indicateur": indicator, "periode": period}
    named = {"valeur": value, "numerateur": numerator, "denominateur": denominator, "n": n}
    return write_table(path, columns | {name: whole_numbers(figures) for name, figures in named.items()})


def whole_numbers(figures: Floats) -> pa.Array:
    """Integers, empty where there is none."""
    missing = np.isnan(figures)
    return pa.array(np.where(missing, 0, figures).astype(np.int64), mask=missing)
