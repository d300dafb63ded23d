"""Naive second implementation of the observation build and of the `observations` read: plain loops over staged rows.

Slow and short on purpose; tests/unit compares it with the SQL on generated data.
"""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.domain.indicator import Accumulation, Indicator, Kind
from dashboard.domain.period import months_between, shift

Row = dict[str, Any]
Key = tuple[str, str, dt.date, int]
"""indicator, site, month, months"""

SUMS = ("numerator", "denominator", "n", "unfavourable", "total_sq", "n_excluded")
WEIGHTS = ("w", "w_sq", "w_num", "w_sq_num", "w_sq_num_sq")
GRADES = tuple(f"g{index}" for index in range(11))


def observations(loads: Sequence[Mapping[str, Sequence[Row]]], catalogue: Mapping[str, Indicator]) -> dict[Key, Row]:
    """The rows of `observation` out of loads of `measures` and `answers`, oldest load first."""
    latest: dict[Key, Row] = {}
    for number, load in enumerate(loads, start=1):
        groups: dict[Key, list[Row]] = defaultdict(list)
        for row in load.get("measures", ()):
            groups[row["indicator"], row["site"], row["month"], row["months"]].append(row)
        for key, rows in groups.items():
            if (found := _from_measures(rows, catalogue[key[0]])) is not None:
                latest[key] = found | {"load_id": number}
            elif key in latest:
                del latest[key]
    for key, rows in _kept_answers(loads).items():
        load_id = max(row["load_id"] for row in rows)
        if key not in latest or latest[key]["load_id"] <= load_id:
            latest[key] = _from_answers(rows, catalogue[key[0]]) | {"load_id": load_id}
    return {key: row for key, row in latest.items() if not _covered(key, latest)}


def _kept_answers(loads: Sequence[Mapping[str, Sequence[Row]]]) -> dict[Key, list[Row]]:
    """The answers of the last load in which each respondent gave them that month."""
    last: dict[tuple[Any, ...], int] = {}
    everything = [
        row | {"load_id": number} for number, load in enumerate(loads, start=1) for row in load.get("answers", ())
    ]

    def identity(row: Row) -> tuple[Any, ...]:
        return row["survey"], row["respondent"], row["indicator"], row["answered_on"].replace(day=1)

    for row in everything:
        last[identity(row)] = row["load_id"]
    kept: dict[Key, list[Row]] = defaultdict(list)
    for row in everything:
        if row["load_id"] == last[identity(row)]:
            kept[row["indicator"], row["site"], row["answered_on"].replace(day=1), 1].append(row)
    return kept


def _from_answers(rows: Iterable[Row], indicator: Indicator) -> Row:
    scale = indicator.scale
    assert scale is not None
    listed = list(rows)
    valid = [row for row in listed if row.get("excluded") is None and row["grade"] is not None]
    found = _from_grades([(row["grade"], int(row["weight"] > 0), row["weight"]) for row in valid], indicator)
    if all(row["weight"] in (0, 1) for row in listed):
        found.update(dict.fromkeys(WEIGHTS))
    return found | {"n_excluded": len(listed) - len(valid)}


def _from_measures(rows: list[Row], indicator: Indicator) -> Row | None:
    graded = [row for row in rows if row.get("grade") is not None]
    if graded:
        found = _from_grades([(row["grade"], row["n"], 1.0) for row in graded], indicator)
        return found | dict.fromkeys(WEIGHTS) | {"n_excluded": 0}
    [row] = rows
    value, numerator, denominator, n = (row.get(name) for name in ("value", "numerator", "denominator", "n"))
    found = {name: row.get(name) for name in ("word", "n", "contributors", "first_share")}
    if indicator.kind is Kind.COUNT:
        return found | {"numerator": value}
    if indicator.kind is Kind.QUANTILE:
        return found | {"value": value}
    base = denominator if denominator is not None else n
    if base is not None and (numerator is not None or value is not None):
        share = 1 if indicator.kind is Kind.MEAN else 100
        found["numerator"] = numerator if numerator is not None else value * base / share
        found["denominator"] = float(base)
        found["n"] = n if n is not None or indicator.kind is Kind.MEAN else round(base)
        return found
    return found | {"value": value}


def _from_grades(answers: Sequence[tuple[int, int, float]], indicator: Indicator) -> Row:
    """(grade, count, weight) of each answer of the scale."""
    scale = indicator.scale
    assert scale is not None
    scores = {grade.index: grade.score for grade in scale.grades}
    found: Row = {"n": sum(count for _, count, _ in answers), **dict.fromkeys(GRADES)}
    for grade, count, _ in answers:
        found[f"g{grade}"] = (found[f"g{grade}"] or 0) + count
    mean = indicator.kind is Kind.MEAN
    worth = {
        grade: scores[grade]
        if mean
        else (grade in scale.favourable)
        - (grade in scale.unfavourable if indicator.kind in {Kind.NET, Kind.NPS} else 0)
        for grade in scores
    }
    counted = [(grade in scale.favourable, grade in scale.unfavourable, worth[grade], c, w) for grade, c, w in answers]
    found["denominator"] = float(found["n"])
    found["numerator"] = float(sum(c * (y if mean else good) for good, _, y, c, _ in counted))
    found["unfavourable"] = None if mean else sum(c * bad for _, bad, _, c, _ in counted)
    found["total_sq"] = sum(c * y * y for *_, y, c, _ in counted) if mean else None
    for name, power, degree in zip(WEIGHTS, (1, 2, 1, 2, 2), (0, 0, 1, 1, 2), strict=True):
        found[name] = sum(w**power * float(y) ** degree for *_, y, _, w in counted) if answers else None
    return found


def _has_figure(row: Row) -> bool:
    return row.get("numerator") is not None or row.get("value") is not None


def _covered(key: Key, rows: Mapping[Key, Row]) -> bool:
    indicator, site, month, months = key
    return any(
        _has_figure(row)
        and other[:2] == (indicator, site)
        and other[3] < months
        and other[2] <= month
        and shift(other[2], -other[3]) >= shift(month, -months)
        for other, row in rows.items()
    )


def read(
    rows: Mapping[Key, Row],
    catalogue: Mapping[str, Indicator],
    places: Mapping[str, tuple[Any, ...]],
    start: dt.date,
    stop: dt.date,
    grain: str | None,
) -> dict[tuple[Any, ...], Row]:
    """The sums by (indicator, place, bucket); `places` gives the level and the axes asked of each site of the scope."""
    gathered: dict[tuple[Any, ...], list[list[tuple[Key, Row]]]] = defaultdict(list)
    series: dict[tuple[Any, ...], list[tuple[Key, Row]]] = defaultdict(list)
    for key, row in sorted(rows.items()):
        if start <= key[2] < stop and key[1] in places:
            series[key[0], key[1], _bucket(key[2], start, grain)].append((key, row))
    for (indicator, site, bucket), found in series.items():
        gathered[indicator, places[site], bucket].append(_within_site(found, rows, catalogue[indicator]))
    return {key: _over_sites(sites, catalogue[key[0]]) for key, sites in gathered.items()}


def _bucket(month: dt.date, start: dt.date, grain: str | None) -> dt.date:
    match grain:
        case "month":
            return month
        case "quarter":
            return month.replace(month=(month.month - 1) // 3 * 3 + 1)
        case "year":
            return month.replace(month=1)
        case _:
            return start


def _within_site(
    found: list[tuple[Key, Row]], everything: Mapping[Key, Row], indicator: Indicator
) -> list[tuple[Key, Row]]:
    """The rows of one site and bucket that count: all those that are added; else the latest one."""
    stock = indicator.kind is Kind.COUNT and indicator.accumulation is Accumulation.STOCK
    based = [(key, row) for key, row in found if row.get("numerator") is not None and not _rolling(key, everything)]
    if based and not stock:
        return based
    figures = [(key, row) for key, row in found if _has_figure(row)] or found
    return [max(figures, key=lambda pair: (pair[0][2], -pair[0][3]))]


def _rolling(key: Key, everything: Mapping[Key, Row]) -> bool:
    """Whether the rows of that length overlap anywhere in the series."""
    months = key[3]
    ends = sorted(
        other[2]
        for other, row in everything.items()
        if other[:2] == key[:2] and other[3] == months and row.get("numerator") is not None
    )
    return any(months_between(one, next_one) < months for one, next_one in itertools.pairwise(ends))


def _over_sites(sites: list[list[tuple[Key, Row]]], indicator: Indicator) -> Row:
    counted = [pair for rows in sites for pair in rows if pair[1].get("numerator") is not None]
    valued = [pair for rows in sites for pair in rows if pair[1].get("numerator") is None and _has_figure(pair[1])]
    with_figure = counted + valued
    result: Row = {
        "n_sites": len({key[1] for key, _ in with_figure}),
        "valued_sites": len(valued),
        "value": valued[0][1]["value"] if len(valued) == 1 else None,
        "first_month": min((shift(key[2], 1 - key[3]) for key, _ in with_figure), default=None),
        "last_month": max((key[2] for key, _ in with_figure), default=None),
        "months": max((key[3] for key, _ in with_figure), default=None),
        "word": None,
    }
    rows = [row for _, row in counted]
    for name in ("numerator", "denominator", "n", "n_excluded", *GRADES):
        result[name] = _sum(row.get(name) for row in rows)
    declared = [row for _, row in with_figure]
    result["contributors"] = min((r["contributors"] for r in declared if r.get("contributors")), default=None)
    result["first_share"] = max((r["first_share"] for r in declared if r.get("first_share") is not None), default=None)
    for name in ("unfavourable", "total_sq"):
        known = bool(rows) and all(row.get(name) is not None for row in rows)
        result[name] = _sum(row.get(name) for row in rows) if known else None
    if not rows and len(valued) == 1:
        result["n"] = valued[0][1].get("n")
    if not with_figure:
        result["word"] = min((row["word"] for site in sites for _, row in site if row.get("word")), default=None)
    weighted = any(row.get("w") is not None for row in rows)
    for name in WEIGHTS:
        result[name] = sum(_weight(row, name, indicator) for row in rows) if weighted else None
    return result


def _weight(row: Row, name: str, indicator: Indicator) -> float:
    """What a row adds to a weighted sum: without weights, each answer counts for 1."""
    if row.get("w") is not None:
        return float(row[name])
    net = indicator.kind in {Kind.NET, Kind.NPS}
    match name:
        case "w" | "w_sq":
            return float(row["denominator"])
        case "w_num" | "w_sq_num":
            return float(row["numerator"] - (row["unfavourable"] if net else 0))
        case _ if indicator.kind is Kind.MEAN:
            return float(row["total_sq"])
        case _:
            return float(row["numerator"] + (row["unfavourable"] if net else 0))


def _sum(values: Iterable[Any]) -> Any:
    present = [value for value in values if value is not None]
    return sum(present) if present else None
