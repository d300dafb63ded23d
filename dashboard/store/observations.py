"""Answers the question « how much, of what, where, when » out of small queries, each run only when it has something to
say: what is added (`observations`), what is read at its latest, grades, weights."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from dashboard.store.observation_record import GRADES, KEY, SUMS, WEIGHTS, Observations, ObservationTraits


class Reader(Protocol):
    """Whatever answers the queries of queries/read/ by name."""

    def read(self, name: str, /, **params: object) -> list[tuple[Any, ...]]:
        """The rows of queries/read/<name>.sql."""
        ...


Row = tuple[Any, ...]
_K, _S = len(KEY), len(KEY) + len(SUMS)
_NO_WEIGHT: Row = (None,) * len(WEIGHTS)
_NO_GRADE: Row = (None,) * len(GRADES)
_NOT_VALUED: Row = (0, None, None)
_PARTS: Mapping[str, Callable[[ObservationTraits], bool]] = {
    "observations": lambda trait: trait.has_pooled,
    "observation_latest": lambda trait: trait.has_latest,
    "observation_grades": lambda trait: trait.has_grades,
    "observation_weights": lambda trait: trait.has_weights,
}


def parts(reader: Reader, indicators: Sequence[str] | None) -> dict[str, list[str] | None]:
    """The queries of queries/read/ that answer for some indicators (None: every one), and those that each is about."""
    traits = [ObservationTraits(*row) for row in reader.read("observation_traits")]
    asked = [trait for trait in traits if indicators is None or trait.indicator in indicators]
    found: dict[str, list[str] | None] = {}
    for name, concerns in _PARTS.items():
        if codes := [trait.indicator for trait in asked if concerns(trait)]:
            found[name] = None if len(codes) == len(traits) else codes
    return found


def collect(reader: Reader, indicators: Sequence[str] | None, params: Mapping[str, object]) -> list[Observations]:
    """One record an indicator, place and bucket, in the order of the queries. `params`: all but the indicators."""
    found = {name: reader.read(name, indicators=codes, **params) for name, codes in parts(reader, indicators).items()}
    sums = found.get("observations", [])
    latest = {row[:_K]: row[_K:] for row in found.get("observation_latest", ())}
    grades = {row[:_K]: row[_K:] for row in found.get("observation_grades", ())}
    weights = {row[:_K]: row[_K:] for row in found.get("observation_weights", ())}
    if not (latest or grades or weights):
        return [_record(row, _NO_WEIGHT, _NO_GRADE, _NOT_VALUED) for row in sums]
    records = []
    for row in sums:
        key, valued = row[:_K], _NOT_VALUED
        if key in latest:
            other = latest.pop(key)
            row, valued = (*key, *_together(row[_K:], other)), (*other[-3:-1], None)
        records.append(_record(row, weights.get(key, _NO_WEIGHT), grades.get(key, _NO_GRADE), valued))
    for key, other in latest.items():
        row = (*key, *other[:-3])
        records.append(_record(row, weights.get(key, _NO_WEIGHT), grades.get(key, _NO_GRADE), other[-3:]))
    return sorted(records, key=_order) if latest else records


def _record(row: Row, weights: Row, grades: Row, valued: Row) -> Observations:
    return Observations._make((*row[: _S - 1], *weights, *grades, row[_S - 1], *valued))


def _together(added: Row, latest: Row) -> Row:
    """The sums of the sites whose rows are added and of those that are read at their latest."""
    a, b = dict(zip(SUMS, added, strict=True)), dict(zip(SUMS, latest, strict=False))
    counted = b["numerator"] is not None
    return (
        _least(a["first_month"], b["first_month"]),
        _greatest(a["last_month"], b["last_month"]),
        _greatest(a["months"], b["months"]),
        a["n_sites"] + b["n_sites"],
        _sum(a["n"], b["n"] if counted else None),
        *(_sum(a[name], b[name]) for name in ("numerator", "denominator")),
        *(
            None if a[name] is None or (counted and b[name] is None) else a[name] + (b[name] or 0)
            for name in ("unfavourable", "total_sq")
        ),
        _sum(a["n_excluded"], b["n_excluded"]),
    )


def _least(a: Any, b: Any) -> Any:
    return min((value for value in (a, b) if value is not None), default=None)


def _greatest(a: Any, b: Any) -> Any:
    return max((value for value in (a, b) if value is not None), default=None)


def _sum(a: Any, b: Any) -> Any:
    return b if a is None else a if b is None else a + b


def _order(row: Observations) -> tuple[Any, ...]:
    """The order of the queries: by key, what is not known last."""
    return tuple((value is None, value) for value in row[:_K])
