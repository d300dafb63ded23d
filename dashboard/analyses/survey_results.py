"""What the questions of a survey say: each distribution, its favourable share, net and mean, and the previous wave.

Figures come from the observations of the months of the survey, by the path of any figure; a question that something
else feeds over these months is not told apart, and says so. Two waves are compared only under one rule of calculation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer, answers, resolve, services
from dashboard.analyses.comparing import compare, untested
from dashboard.analyses.correction import in_families
from dashboard.analyses.observed import restrictions
from dashboard.analyses.question import Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.span import break_between
from dashboard.analyses.survey_grades import Spread, spread
from dashboard.analyses.surveys import Calendar, months_of
from dashboard.disclosure import MASKED, Thresholds
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.french_order import place_of
from dashboard.domain.indicator import Indicator, Scale
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.survey import Survey
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.surveys import GradeWeights, SurveyQuestions
from dashboard.wording.reading import Reading
from dashboard.wording.survey_results import (
    MIXED,
    MIXED_BEFORE,
    NEW_QUESTION,
    NO_WAVE,
    ONE_WEIGHTED,
    OTHER_LEVEL,
    SHARED_MONTHS,
    read_results,
)
from dashboard.wording.weighting import results_weighted


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question. `spread` is None when nothing may be told of its grades; `previous` is the figure of the wave
    before, and `comparison` the verdict corrected for the number of questions, or why there is none."""

    indicator: Indicator
    estimate: Estimate
    spread: Spread | None
    previous: Estimate | None
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Results:
    """The questions of a survey, in the order of the engagements."""

    survey: Survey
    previous: Survey | None
    period: Period | None
    questions: tuple[QuestionResult, ...]
    reading: Reading

    def by_scale(self) -> list[tuple[Scale, tuple[QuestionResult, ...]]]:
        """The questions that share a scale, together: two scales are never on one axis."""
        groups: dict[tuple[object, ...], list[QuestionResult]] = {}
        for one in self.questions:
            if (scale := one.indicator.scale) is not None:
                same = (tuple(grade.label for grade in scale.grades), scale.favourable, scale.unfavourable)
                groups.setdefault(same, []).append(one)
        return [(found[0].indicator.scale, tuple(found)) for found in groups.values() if found[0].indicator.scale]


def results(reader: Reader, calendar: Calendar, code: str, scope: Scope, thresholds: Thresholds) -> Results:
    """The results of a survey on a scope. Raises StopIteration when there is no such survey, QueryError."""
    check_scope(reader, scope)
    survey = calendar.find(code)
    earlier = calendar.previous(survey)
    now = _wave(reader, survey, scope, thresholds)
    before = _wave(reader, earlier, scope, thresholds) if earlier else None
    alone = [_result(now, before, one, scope, thresholds) for one in now.indicators]
    family = in_families([one.comparison for one in alone], [survey.code] * len(alone))
    questions = tuple(replace(one, comparison=c) for one, c in zip(alone, family, strict=True) if c is not None)
    read = read_results([one.comparison for one in questions], earlier)
    weighted = results_weighted(_weighted(now), len(questions))
    limit = f"{weighted} {read.limit}".strip()
    return Results(survey, earlier, now.period, questions, replace(read, limit=limit))


def _weighted(now: "_Wave") -> int:
    """How many questions have weighted answers."""
    return sum(one.row is not None and one.row.w is not None for one in now.found.values())


@dataclass(frozen=True, slots=True)
class _Wave:
    """The answers of one wave, not protected."""

    period: Period | None
    indicators: tuple[Indicator, ...]
    asked: Mapping[str, SurveyQuestions]
    found: Mapping[str, Answer]
    weights: Mapping[str, GradeWeights]


def _wave(reader: Reader, survey: Survey, scope: Scope, thresholds: Thresholds) -> _Wave:
    rows = {row.indicator: row for row in reads.survey_questions(reader, surveys=[survey.code])}
    if not rows:
        return _Wave(None, (), {}, {}, {})
    period = months_of(next(iter(rows.values())))
    question = Question(tuple(rows), scope=scope, period=period)
    chosen, _ = resolve(reader, question)
    found = {key.indicator: one for key, one in answers(reader, question, chosen, period, thresholds).items()}
    weights = reads.grade_weights(
        reader, start=period.start, stop=period.stop, indicators=sorted(rows), **restrictions(scope)
    )
    ordered = sorted(chosen, key=lambda one: (one.commitment is None, one.commitment or 0, place_of(one.label)))
    return _Wave(period, tuple(ordered), rows, found, {row.indicator: row for row in weights})


def _result(
    now: _Wave, before: _Wave | None, indicator: Indicator, scope: Scope, thresholds: Thresholds
) -> QuestionResult:
    code = indicator.code
    if not now.asked[code].alone:
        mixed = Withheld(Status.NOT_COMPARABLE, MIXED)
        return QuestionResult(indicator, mixed, None, None, untested(Against.PREVIOUS, MIXED))
    answer = now.found.get(code)
    if answer is None:
        empty = Withheld(Status.NO_DATA, "Aucune réponse sur ce périmètre")
        return QuestionResult(indicator, empty, None, None, untested(Against.PREVIOUS, empty.note))
    grades = spread(indicator, answer, now.weights.get(code), thresholds)
    estimate = answer.estimate
    if grades is None and indicator.scale is not None and isinstance(estimate, Shown):
        estimate = Withheld(Status.MASKED, MASKED)
    previous, comparison = _compared(now, before, answer, estimate, scope)
    return QuestionResult(indicator, estimate, grades, previous, comparison)


def _compared(
    now: _Wave, before: _Wave | None, answer: Answer, estimate: Estimate, scope: Scope
) -> tuple[Estimate | None, Comparison]:
    """The figure of the wave before and the verdict, or why the two are not compared."""
    code = answer.indicator.code
    if before is None or before.period is None or now.period is None:
        return None, untested(Against.PREVIOUS, NO_WAVE)
    if code not in before.asked:
        return None, untested(Against.PREVIOUS, NEW_QUESTION, before.period)
    if not before.asked[code].alone:
        return None, untested(Against.PREVIOUS, MIXED_BEFORE, before.period)
    reference = before.found.get(code)
    if reference is None:
        return None, untested(Against.PREVIOUS, "aucune réponse à la vague précédente sur ce périmètre", before.period)
    if reason := _refusal(now.period, before.period, answer, reference, scope):
        return reference.estimate, untested(Against.PREVIOUS, reason, before.period)
    pair = (answer.drawn, estimate), (reference.drawn, reference.estimate)
    return reference.estimate, compare(answer.indicator, Against.PREVIOUS, *pair, before.period)


def _refusal(now: Period, before: Period, answer: Answer, reference: Answer, scope: Scope) -> str:
    """Why two figures do not follow one rule of calculation; empty when they do."""
    if before.overlaps(now):
        return SHARED_MONTHS
    if cut := break_between(answer.indicator, before, now, services(answer.key, Question((), scope=scope))):
        return cut
    if answer.level is not reference.level:
        return OTHER_LEVEL
    rows = [one.row for one in (answer, reference) if one.row is not None]
    if len({row.w is None for row in rows}) > 1:
        return ONE_WEIGHTED
    return ""


def solid(questions: Sequence[QuestionResult]) -> list[QuestionResult]:
    """Those with a distribution."""
    return [one for one in questions if one.spread is not None]


def base_of(one: QuestionResult) -> int:
    """The answers behind the distribution of a question; 0 without one."""
    return one.spread.n if one.spread else 0


def by_interest(questions: Sequence[QuestionResult]) -> list[QuestionResult]:
    """Those with a distribution, overall opinions first, then the most answered: it is what people look for."""
    return sorted(solid(questions), key=lambda one: (one.indicator.commitment is not None, -base_of(one)))


def overall_opinions(questions: Sequence[QuestionResult]) -> list[QuestionResult]:
    """The overall opinions, the most answered first: questions with a distribution that are tied to no engagement."""
    return sorted((one for one in solid(questions) if one.indicator.commitment is None), key=base_of, reverse=True)
