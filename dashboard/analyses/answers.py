"""Questions to drawn figures: the part of `figures` that other analyses share, before and after disclosure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analyses.catalogue import find, indicators
from dashboard.analyses.drawing import Drawn, draw, shown
from dashboard.analyses.levels import Chosen, choose
from dashboard.analyses.observed import Key, Rows, observed
from dashboard.analyses.question import PLACES, Axis, Question
from dashboard.analyses.span import Span, break_inside, covered_period, outlying, span_of
from dashboard.disclosure import Thresholds
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
    places = question.places
    if Axis.SITE in places and Axis.SERVICE not in places:
        # A site has one service: breaks and targets need it, and it splits nothing further.
        places = (*places, Axis.SERVICE)
    rows = observed(reader, [i.code for i in chosen], places, question.grain, question.scope, period)
    found: dict[Key, Answer] = {}
    for indicator in chosen:
        keys = sorted((key for key in rows if key.indicator == indicator.code), key=lambda key: _order(key, question))
        for key in keys:
            answer = answer_of(indicator, key, rows[key], question, period, thresholds)
            if answer is not None:
                found[key] = answer
    return found


def _order(key: Key, question: Question) -> tuple[str, ...]:
    """The order of the axes as asked."""
    parts = [
        key.place(axis) if axis in PLACES else str(key.bucket) for axis in question.by if axis is not Axis.COMMITMENT
    ]
    return tuple(part or "" for part in parts)


def answer_of(
    indicator: Indicator, key: Key, rows: Rows, question: Question, period: Period, thresholds: Thresholds
) -> Answer | None:
    """The figure of one combination; None when only other levels than the one asked speak of it."""
    kept = _asked(rows, key, question)
    if not kept:
        return None
    span = span_of(period, question.grain, key.bucket)
    chosen = choose(kept, question.level)
    if isinstance(chosen, Withheld):
        return Answer(indicator, key, span, chosen, Drawn(Result(status=chosen.status)), question.level)
    drawn = draw(indicator, chosen.row)
    estimate = _noted(shown(indicator, drawn, thresholds), _notes(indicator, key, question, span, chosen))
    return Answer(indicator, key, span, estimate, drawn, chosen.level, chosen.row)


def _asked(rows: Rows, key: Key, question: Question) -> Mapping[Level, Observations]:
    """The rows that may answer: by site, territories are left out unless they are named."""
    if Axis.SITE in question.by and not question.scope.sites:
        return {level: row for level, row in rows.items() if level is Level.SITE}
    empty = [axis for axis in (Axis.REGION, Axis.DEPARTMENT) if axis in question.by and key.place(axis) is None]
    if empty:
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
    note = " ; ".join(part for part in (estimate.note, *notes) if part)
    fields = {name: getattr(estimate, name) for name in estimate.__slots__}
    return Shown(**(fields | {"note": note}))


def services(key: Key, question: Question) -> tuple[str, ...]:
    """The services that a figure speaks of; empty: all."""
    return (key.service,) if key.service is not None else question.scope.services


def nothing(indicator: Indicator, span: Span, level: Level) -> Answer:
    """The answer when no observation exists."""
    withheld = Withheld(Status.NO_DATA, "Aucune réponse")
    return Answer(indicator, Key(indicator.code), span, withheld, Drawn(Result(status=Status.NO_DATA)), level)
