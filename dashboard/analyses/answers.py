"""Questions to drawn figures: the part of `figures` that other analyses share, before and after disclosure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.analyses.catalogue import find, indicators
from dashboard.analyses.confidential import Confidential, Window, confidential
from dashboard.analyses.drawing import Drawn, draw, shown
from dashboard.analyses.levels import Chosen, choose
from dashboard.analyses.observed import Key, Rows, observed
from dashboard.analyses.question import JUDICIAL, PLACES, Axis, Question
from dashboard.analyses.span import Span, break_inside, covered_period, outlying, span_of
from dashboard.analyses.unobserved import unobserved, windows_of
from dashboard.disclosure import NO_DATA, Thresholds, masked
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.sites import Level
from dashboard.stats.result import Result
from dashboard.store.observation_record import Observations
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure with what it was drawn from. Never leaves `analyses`: `drawn` and `row` hold unprotected numbers."""

    indicator: Indicator
    key: Key
    span: Span
    estimate: Estimate
    drawn: Drawn
    level: Level
    row: Observations | None = None


def resolve(reader: Reader, question: Question) -> tuple[list[Indicator], Period | None]:
    """The indicators of a question and its period; None when nothing is published for them. Raises QueryError."""
    catalogue = indicators(reader)
    found = list(dict.fromkeys(find(catalogue, code).code for code in question.indicators))
    chosen = [catalogue[code] for code in found]
    return chosen, covered_period(reader, chosen, question.period)


def answers(
    reader: Reader, question: Question, chosen: Sequence[Indicator], period: Period, thresholds: Thresholds
) -> dict[Key, Answer]:
    """One answer an indicator and combination of the axes that has observations, in the order of the indicators."""
    rows, spans, windows = _read(reader, question, chosen, period)
    return answers_of(reader, question, chosen, rows, spans, thresholds, windows, period)


def keys_of_answers(reader: Reader, question: Question, chosen: Sequence[Indicator], period: Period) -> set[Key]:
    """The keys of the same answers, which are not drawn: what was observed, and what may not be told to be empty."""
    rows, spans, windows = _read(reader, question, chosen, period)
    asked, empty = _asked(reader, question, rows, spans, windows, period)
    return {key for key, row in rows.items() if _kept(row, key, asked)} | empty.keys()


def _read(
    reader: Reader, question: Question, chosen: Sequence[Indicator], period: Period
) -> tuple[Mapping[Key, Rows], Mapping[Key, Span], Sequence[Window]]:
    """The sums of a question, the months of each, and the windows that may have none."""
    codes = [indicator.code for indicator in chosen]
    rows = observed(reader, codes, _places(question), question.grain, question.scope, period)
    spans = {key: span_of(period, question.grain, key.bucket) for key in rows}
    return rows, spans, windows_of(reader, codes, question.grain, period)


def answers_of(
    reader: Reader,
    question: Question,
    chosen: Sequence[Indicator],
    rows: Mapping[Key, Rows],
    spans: Mapping[Key, Span],
    thresholds: Thresholds,
    windows: Sequence[Window],
    period: Period | None = None,
) -> dict[Key, Answer]:
    """The same, out of sums already read; `spans`: the months of each; `windows`: those that may have none; `period`:
    the months that were read, when they hold a part only of some spans."""
    asked, empty = _asked(reader, question, rows, spans, windows, period)
    keys: dict[str, list[Key]] = {}
    for key in sorted((*rows, *empty), key=_order(question)):
        keys.setdefault(key.indicator, []).append(key)
    found: dict[Key, Answer] = {}
    for indicator in chosen:
        for key in keys.get(indicator.code, ()):
            if key in empty:
                found[key] = _without(indicator, key, empty[key], Level.SITE, masked())
            elif answer := _answer(indicator, key, rows[key], asked, spans[key], thresholds):
                found[key] = answer
    return found


def _places(question: Question) -> tuple[Axis, ...]:
    """The axes that are read: a site has one service, which breaks and targets need; it splits nothing further."""
    places = question.places
    return (*places, Axis.SERVICE) if Axis.SITE in places and Axis.SERVICE not in places else places


class _Asked(NamedTuple):
    """What a question asks of every figure, worked out once for all: a page draws thousands of them."""

    question: Question
    level: Level
    sites_only: bool
    administrative: tuple[Axis, ...]
    confidential: Confidential


def _asked(
    reader: Reader,
    question: Question,
    rows: Mapping[Key, Rows],
    spans: Mapping[Key, Span],
    windows: Sequence[Window],
    period: Period | None,
) -> tuple[_Asked, Mapping[Key, Period]]:
    """What is asked, and what may not be told to be empty."""
    closed = confidential(reader, question, spans, windows, period)
    empty = unobserved(reader, question, _places(question), closed, windows, rows)
    return _Asked(question, question.level, _sites_only(question), _administrative(question), closed), empty


def _sites_only(question: Question) -> bool:
    """By site, territories are left out unless they are named. Nothing is published by ressort: figures of départements
    are not added."""
    return (Axis.SITE in question.by and not question.scope.sites) or any(axis in question.by for axis in JUDICIAL)


def _administrative(question: Question) -> tuple[Axis, ...]:
    return tuple(axis for axis in (Axis.REGION, Axis.DEPARTMENT) if axis in question.by)


def _order(question: Question) -> Callable[[Key], tuple[str, ...]]:
    """The order of the axes as asked."""
    places = [Key._fields.index(axis.value if axis in PLACES else "bucket") for axis in question.by if _splits(axis)]
    return lambda key: tuple([str(key[place] or "") for place in places])


def _splits(axis: Axis) -> bool:
    """A figure has one engagement, whatever the axes."""
    return axis is not Axis.COMMITMENT


def _answer(
    indicator: Indicator, key: Key, rows: Rows, asked: _Asked, span: Span, thresholds: Thresholds
) -> Answer | None:
    """The figure of one combination; None when only other levels than the one asked speak of it."""
    kept = _kept(rows, key, asked)
    if not kept:
        return None
    chosen = choose(kept, asked.level)
    if isinstance(chosen, Withheld):
        return Answer(indicator, key, span, chosen, Drawn(Result(status=chosen.status)), asked.level)
    drawn = draw(indicator, chosen.row)
    if chosen.level is Level.SITE and asked.confidential.withholds(key, span):
        estimate: Estimate = masked()
    else:
        estimate = _noted(shown(indicator, drawn, thresholds), _notes(indicator, key, asked.question, span, chosen))
    return Answer(indicator, key, span, estimate, drawn, chosen.level, chosen.row)


def _kept(rows: Rows, key: Key, asked: _Asked) -> Mapping[Level, Observations]:
    """The rows that may answer: those of sites alone where no territory is known."""
    if asked.sites_only or None in [key.place(axis) for axis in asked.administrative]:
        return {level: row for level, row in rows.items() if level is Level.SITE}
    return rows


def _notes(indicator: Indicator, key: Key, question: Question, span: Span, chosen: Chosen) -> list[str]:
    notes = [chosen.note] if chosen.note else []
    notes.append(outlying(span, chosen.row.first_month, chosen.row.last_month))
    notes.append(break_inside(indicator, span, services(key, question)))
    return [note for note in notes if note]


def _noted(estimate: Estimate, notes: list[str]) -> Estimate:
    if not notes or isinstance(estimate, Withheld):
        return estimate
    note = "\u00a0; ".join(part for part in (estimate.note, *notes) if part)
    fields = {name: getattr(estimate, name) for name in estimate.__slots__}
    return Shown(**(fields | {"note": note}))


def services(key: Key, question: Question) -> tuple[str, ...]:
    """The services that a figure speaks of; empty: all."""
    return (key.service,) if key.service is not None else question.scope.services


def nothing(indicator: Indicator, span: Span, level: Level) -> Answer:
    """The answer when no observation exists."""
    return _without(indicator, Key(indicator.code), span, level, Withheld(Status.NO_DATA, NO_DATA))


def _without(indicator: Indicator, key: Key, span: Span, level: Level, withheld: Withheld) -> Answer:
    return Answer(indicator, key, span, withheld, Drawn(Result(status=Status.NO_DATA)), level)
