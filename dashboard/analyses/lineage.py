"""Where a figure comes from: the query, its parameters, the loads and files behind it, what was restated."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.analyses.answers import resolve
from dashboard.analyses.confidential import confidential
from dashboard.analyses.drawing import people
from dashboard.analyses.observed import Key, restrictions, split
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.disclosure import CONCENTRATED, Thresholds, concentrated, masked, protect
from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Indicator, Kind
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.engine import query_file
from dashboard.stats.result import Result
from dashboard.store import reads
from dashboard.store.provenance import Restatements as Restatement
from dashboard.store.reads import Reader

QUERY = "read/observations"


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that a later load replaced, before and after, protected like any other."""

    site: str
    month: date
    old: Estimate
    new: Estimate
    old_load: int
    new_load: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A file behind a figure. `n_rows`: its lines in the scope and period; None for people, whom they would count."""

    load_id: int
    loaded_at: datetime
    file: str
    n_rows: int | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """`sql` and `parameters` give the sums of the figure again; no source for a scope whose figure is withheld."""

    indicator: Indicator
    period: Period | None
    sql: str
    description: str
    parameters: dict[str, object]
    sources: tuple[Source, ...]
    restatements: tuple[Restated, ...]


def lineage(reader: Reader, question: Question, thresholds: Thresholds) -> Lineage:
    """The lineage of the first indicator of a question. Raises QueryError."""
    chosen, period = resolve(reader, question)
    check_scope(reader, question.scope)
    indicator, query = chosen[0], query_file.load(QUERY)
    if period is None:
        return Lineage(indicator, None, query.sql, query.description, {}, (), ())
    queries = [query_file.load(f"read/{name}") for name in reads.parts(reader, [indicator.code])] or [query]
    sql = ";\n\n".join(part.sql.rstrip() for part in queries) + "\n"
    filters = restrictions(question.scope)
    start, stop = period.start, period.stop
    parameters: dict[str, object] = {
        "indicators": [indicator.code],
        "start": start,
        "stop": stop,
        **filters,
        **split(question.places),
        "grain": question.grain.value if question.grain else None,
    }
    parameters["source"] = reads.table_of(parameters)
    sources = _sources(reader, indicator, question.scope, period)
    restated = _restated(reader, indicator, question, period, thresholds)
    return Lineage(indicator, period, sql, queries[0].description, parameters, sources, restated)


def _sources(reader: Reader, indicator: Indicator, scope: Scope, period: Period) -> tuple[Source, ...]:
    """The files of a scope. Those of a withheld figure would tell that somebody answered."""
    key = Key(indicator.code)
    if confidential(reader, Question((indicator.code,), scope=scope), {key: period}).withholds(key, period):
        return ()
    rows = reads.lineage(reader, indicator=indicator.code, start=period.start, stop=period.stop, **restrictions(scope))
    counted = people(indicator)
    return tuple(Source(row.load_id, row.loaded_at, row.file, None if counted else row.n_rows) for row in rows)


def _restated(
    reader: Reader, indicator: Indicator, question: Question, period: Period, thresholds: Thresholds
) -> tuple[Restated, ...]:
    """What was restated of each site; withheld when the figure of that site and month is, small or not."""
    filters = restrictions(question.scope)
    rows = reads.restatements(reader, indicators=[indicator.code], start=period.start, stop=period.stop, **filters)
    rows = [row for row in rows if row.grade is None]
    spans = {_key(row): Period.ending(row.month, row.months) for row in rows}
    closed = confidential(reader, Question((indicator.code,), (Axis.SITE,), question.scope), spans)
    return tuple(
        Restated(row.site, row.month, *values, row.old_load, row.new_load)
        for row in rows
        for values in [_values(indicator, row, closed.withholds(_key(row), spans[_key(row)]), thresholds)]
    )


def _key(row: Restatement) -> Key:
    return Key(row.indicator, site=row.site, bucket=row.month)


def _values(
    indicator: Indicator, row: Restatement, withheld: bool, thresholds: Thresholds
) -> tuple[Estimate, Estimate]:
    if withheld:
        return masked(), masked()
    if concentrated(row.contributors, row.first_share):
        return masked(CONCENTRATED), masked(CONCENTRATED)
    return (
        _protected(indicator, row.old_value, row.old_numerator, row.old_denominator, row.old_n, thresholds),
        _protected(indicator, row.new_value, row.new_numerator, row.new_denominator, row.new_n, thresholds),
    )


def _protected(
    indicator: Indicator,
    value: float | None,
    numerator: float | None,
    denominator: float | None,
    n: int | None,
    thresholds: Thresholds,
) -> Estimate:
    if value is None and numerator is not None and denominator:
        value = numerator / denominator * (1 if indicator.kind is Kind.MEAN else 100)
    base = n if n is not None else denominator
    if indicator.kind is Kind.COUNT:
        base = value if value is not None else numerator
        value = base
    return protect(Result(value=value, n=base, method="published"), thresholds, people(indicator))
