"""The reference data that a build joins to the staged rows, as Arrow tables with plain types."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from dashboard.catalog.review_vocabulary_file import ReviewTopic
from dashboard.domain.commitment import Edition
from dashboard.domain.indicator import Indicator

_INDICATOR = pa.schema(
    [
        *((name, pa.string()) for name in ("code", "label", "technical_label")),
        ("commitment", pa.int32()),
        *((name, pa.string()) for name in ("nature", "kind", "unit", "direction")),
        ("decimals", pa.int32()),
        ("base", pa.string()),
        ("accumulation", pa.string()),
        ("headline", pa.bool_()),
        ("scale", pa.string()),
        ("derived_from", pa.string()),
        ("lower_bound", pa.float64()),
        ("upper_bound", pa.float64()),
        ("minimum_n", pa.int32()),
        ("material_gap", pa.float64()),
        *((name, pa.string()) for name in ("source", "rule", "why")),
    ]
)
_ALIAS = pa.schema([("alias", pa.string()), ("code", pa.string())])
_GRADE = pa.schema(
    [
        ("indicator", pa.string()),
        ("grade", pa.int32()),
        ("label", pa.string()),
        ("score", pa.float64()),
        ("favourable", pa.bool_()),
        ("unfavourable", pa.bool_()),
    ]
)
_TARGET = pa.schema(
    [
        ("indicator", pa.string()),
        ("scope", pa.string()),
        ("year", pa.int32()),
        ("operator", pa.string()),
        ("value", pa.float64()),
        ("source", pa.string()),
    ]
)
_BREAK = pa.schema(
    [("indicator", pa.string()), ("month", pa.date32()), ("label", pa.string()), ("service", pa.string())]
)
_COMMITMENT = pa.schema(
    [
        ("edition", pa.int32()),
        ("valid_from", pa.date32()),
        ("number", pa.int32()),
        *((name, pa.string()) for name in ("pillar", "label", "short_label", "successors", "source")),
    ]
)
_REGION = pa.schema([("code", pa.string()), ("label", pa.string())])
_DEPARTMENT = pa.schema([("code", pa.string()), ("label", pa.string()), ("region", pa.string())])


@dataclass(frozen=True, slots=True)
class Reference:
    """The catalogue as the build needs it. `regions`: INSEE code → label; `departments`: code → (label, region).
    `topics`: the themes that are looked for in the text of the opinions."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    editions: Sequence[Edition] = ()
    regions: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    topics: Sequence[ReviewTopic] = ()

    def tables(self) -> dict[str, pa.Table]:
        """The tables `reference_…` of the build, each in a fixed order."""
        listed = [self.indicators[code] for code in sorted(self.indicators)]
        return {
            "reference_indicator": _table(_INDICATOR, map(_indicator, listed)),
            "reference_alias": _table(_ALIAS, ((alias, i.code) for i in listed for alias in i.aliases)),
            "reference_grade": _table(_GRADE, (row for i in listed for row in _grades(i))),
            "reference_target": _table(
                _TARGET,
                ((i.code, t.scope, t.year, t.operator, t.value, t.source) for i in listed for t in i.targets),
            ),
            "reference_break": _table(
                _BREAK, ((i.code, b.month, b.label, b.service) for i in listed for b in i.breaks)
            ),
            "reference_commitment": _table(
                _COMMITMENT,
                (
                    (e.year, e.valid_from, c.number, c.pillar, c.label, c.short_label, _joined(c.successors), e.source)
                    for e in self.editions
                    for c in e.commitments
                ),
            ),
            "reference_region": _table(_REGION, sorted(self.regions.items())),
            "reference_department": _table(
                _DEPARTMENT, ((code, *self.departments[code]) for code in sorted(self.departments))
            ),
        }

    @property
    def digest(self) -> str:
        """Changes when, and only when, a table or a theme of the reference does."""
        content = hashlib.sha256()
        for name, table in sorted(self.tables().items()):
            content.update(f"{name} {table.schema.names} {table.to_pylist()}".encode())
        content.update(f"{self.topics}".encode())
        return content.hexdigest()


def _indicator(indicator: Indicator) -> tuple[object, ...]:
    scale = indicator.scale.code if indicator.scale else None
    special = {"scale": scale, "derived_from": indicator.derived_from or None}
    values = (special.get(name, getattr(indicator, name)) for name in _INDICATOR.names)
    return tuple(str(value) if isinstance(value, str) else value for value in values)


def _grades(indicator: Indicator) -> list[tuple[object, ...]]:
    scale = indicator.scale
    if scale is None:
        return []
    return [
        (indicator.code, g.index, g.label, g.score, g.index in scale.favourable, g.index in scale.unfavourable)
        for g in scale.grades
    ]


def _joined(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _table(schema: pa.Schema, rows: object) -> pa.Table:
    """A table of `schema` out of rows given as tuples."""
    records = [dict(zip(schema.names, row, strict=True)) for row in rows]  # type: ignore[attr-defined]
    return pa.Table.from_pylist(records, schema=schema)
