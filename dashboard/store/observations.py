"""Answers « how much, of what, where, when » out of small queries, each about the indicators that it can answer for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

import numpy.typing as npt

from dashboard.store.observation_record import GRADES, KEY, SUMS, WEIGHTS, Observations, ObservationTraits

T = TypeVar("T")


class Reader(Protocol):
    """Whatever answers the queries of queries/read/ by name, and may keep what was computed from them."""

    @property
    def reference(self) -> "Reader":
        """The reader of every site, for what a figure is compared with and for what must be withheld."""
        ...

    def read(self, name: str, /, **params: object) -> list[tuple[Any, ...]]:
        """The rows of queries/read/<name>.sql."""
        ...

    def columns(self, name: str, /, **params: object) -> Mapping[str, npt.NDArray[Any]]:
        """The same rows as one array a column."""
        ...

    def compute(self, analysis: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """`analysis(reader, *arguments, **options)`, found again when it was computed before."""
        ...


Row = tuple[Any, ...]
_K = len(KEY)
_S = _K + len(SUMS)
_PLAIN: Row = (None,) * (len(WEIGHTS) + len(GRADES))
_NOT_VALUED: Row = (0, None, None)
_NO_DELAY: Row = (None,)
_PARTS: Mapping[str, Callable[[ObservationTraits], bool]] = {
    "observations": lambda trait: trait.has_pooled and not trait.has_answers,
    "observation_answers": lambda trait: trait.has_answers,
    "observation_latest": lambda trait: trait.has_latest,
    "observation_latest_grades": lambda trait: trait.has_latest_grades,
    "observation_delays": lambda trait: trait.has_pooled and trait.kind == "quantile",
}
_POOLED = ("observations", "observation_answers")
_BELOW_SERVICE = ("site_types", "regions", "departments", "sites")
_SPLITS_SERVICE = ("by_site_type", "by_region", "by_department", "by_court", "by_direction", "by_site")
_TOGETHER = ThreadPoolExecutor(max_workers=len(_PARTS), thread_name_prefix="read")
"""Most of a small query is planning, which uses one core: its siblings are asked at the same time."""


def parts(reader: Reader, indicators: Sequence[str] | None) -> dict[str, list[str]]:
    """The queries of queries/read/ that answer for some indicators (None: every one), and those that each is about."""
    known = traits(reader, indicators).values()
    found = {name: [trait.indicator for trait in known if concerns(trait)] for name, concerns in _PARTS.items()}
    return {name: codes for name, codes in found.items() if codes}


def collect(reader: Reader, indicators: Sequence[str] | None, params: Mapping[str, object]) -> list[Observations]:
    """One record an indicator, place and bucket, in the order of the queries. `params`: all but the indicators."""
    found = _read(reader, parts(reader, indicators), params)
    delays = {row[:_K]: (tuple(map(tuple, row[_K])),) for row in found.get("observation_delays", ())}
    groups: dict[str, list[Observations]] = {}
    for name in ("observations", "observation_answers"):
        for row in found.get(name, ()):
            waited = delays.get(row[:_K], _NO_DELAY) if delays else _NO_DELAY
            groups.setdefault(row[0], []).append(_record(row, _NOT_VALUED + waited))
    if latest := found.get("observation_latest"):
        grades = {row[:_K]: row[_K:] for row in found.get("observation_latest_grades", ())}
        known = traits(reader, indicators)
        for code, read in _latest(latest, grades).items():
            groups[code] = _merged(groups[code], read, known[code].kind) if code in groups else read
    return [record for code in sorted(groups) for record in groups[code]]


def _read(
    reader: Reader, about: Mapping[str, list[str]], params: Mapping[str, object]
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each query, all asked at once."""
    source = {"source": table_of(params)}
    wanted = [
        (name, {"indicators": codes, **params, **(source if name in _POOLED else {})}) for name, codes in about.items()
    ]
    if len(wanted) == 1:
        return {name: reader.read(name, **asked) for name, asked in wanted}
    started = {name: _TOGETHER.submit(reader.read, name, **asked) for name, asked in wanted}
    return {name: rows.result() for name, rows in started.items()}


def table_of(params: Mapping[str, object]) -> str:
    """The table that answers: the sites, or their sums when nothing is asked below a service."""
    below = any(params[name] for name in (*_BELOW_SERVICE, *_SPLITS_SERVICE))
    return "observation" if below else "observation_of_service"


def _latest(rows: Sequence[Row], grades: Mapping[Row, Row]) -> dict[str, list[Observations]]:
    """What is read at its latest, by indicator."""
    found: dict[str, list[Observations]] = {}
    no_weight, no_grade = _PLAIN[: len(WEIGHTS)], _PLAIN[len(WEIGHTS) :]
    for row in rows:
        graded = grades.get(row[:_K], no_grade) if grades else no_grade
        found.setdefault(row[0], []).append(_record((*row[:_S], *no_weight, *graded), row[_S:] + _NO_DELAY))
    return found


def _merged(added: Sequence[Observations], latest: Sequence[Observations], kind: str) -> list[Observations]:
    """The rows of one indicator that has both."""
    records: dict[Row, Observations] = {record[:_K]: record for record in added}
    for record in latest:
        key = record[:_K]
        records[key] = _together(records[key], record, kind) if key in records else record
    return sorted(records.values(), key=_order)


def traits(reader: Reader, indicators: Collection[str] | None = None) -> dict[str, ObservationTraits]:
    """What the observations of some indicators hold (None: every one), by code; nothing for those without any."""
    wanted = None if indicators is None else set(indicators)
    rows = (ObservationTraits(*row) for row in reader.read("observation_traits"))
    return {trait.indicator: trait for trait in rows if wanted is None or trait.indicator in wanted}


def _record(row: Row, valued: Row) -> Observations:
    """Out of a key, its sums, its weights and grades if any, and what has no base."""
    return Observations._make((*row[: _S - 1], *(row[_S:] or _PLAIN), row[_S - 1], *valued))


def _together(added: Observations, latest: Observations, kind: str) -> Observations:
    """The sites whose rows are added, and those whose last row is read."""
    counted = latest.numerator is not None
    whole = {
        name: _sum(getattr(added, name), getattr(latest, name))
        for name in ("n_sites", "numerator", "denominator", "n_excluded", *GRADES)
    }
    for name in ("unfavourable", "total_sq"):
        pair = getattr(added, name), getattr(latest, name)
        whole[name] = pair[0] if not counted else None if None in pair else sum(pair)
    if added.w is not None and counted:
        for name, worth in zip(WEIGHTS, _unweighted(latest, kind), strict=True):
            whole[name] = _sum(getattr(added, name), worth)
    starts = [day for day in (added.first_month, latest.first_month) if day is not None]
    ends = [day for day in (added.last_month, latest.last_month) if day is not None]
    return added._replace(
        **whole,
        first_month=min(starts, default=None),
        last_month=max(ends, default=None),
        months=max(added.months or 0, latest.months or 0) or None,
        n=_sum(added.n, latest.n if counted else None),
        contributors=_extreme(min, added.contributors, latest.contributors),
        first_share=_extreme(max, added.first_share, latest.first_share),
        valued_sites=latest.valued_sites,
        value=latest.value,
    )


def _unweighted(row: Observations, kind: str) -> Row:
    """Σw, Σw², Σwy, Σw²y, Σw²y² of sites without weights: each answer counts for 1."""
    against = (row.unfavourable or 0) if kind in {"net", "nps"} else 0
    good = row.numerator or 0
    squares = row.total_sq if kind == "mean" else good + against
    return row.denominator, row.denominator, good - against, good - against, squares


def _sum(a: Any, b: Any) -> Any:
    return b if a is None else a if b is None else a + b


def _extreme(chosen: Callable[..., Any], a: Any, b: Any) -> Any:
    return chosen((value for value in (a, b) if value is not None), default=None)


def _order(row: Observations) -> tuple[Any, ...]:
    """The order of the queries: by key, what is not known last."""
    return tuple([(value is None, value) for value in row[:_K]])
