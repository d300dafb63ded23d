"""The surveys as the public reads them: those under way, the last ones closed with what they found, in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.survey_results import QuestionResult, overall_opinions, results, solid
from dashboard.analyses.surveys import Calendar, calendar
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.scope import Scope
from dashboard.domain.survey import Survey, SurveyState
from dashboard.store.reads import Reader
from dashboard.wording import numerals, short
from dashboard.wording.public_results import counted, margin
from dashboard.wording.surveys import answers_against_target, dates

CLOSED, QUESTIONS = 2, 3
"""Surveys closed, the last ones, and questions of each: the overall opinions, then the most answered."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One question: its value, what it stands on, its change since the wave before (empty when none was tested)."""

    question: str
    value: str
    stands_on: str
    change: str


@dataclass(frozen=True, slots=True)
class PublicSurvey:
    """`answered`: of the whole survey; `link`: where one answers, empty when it is closed or not known."""

    label: str
    dates: str
    answered: str
    link: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicSurveys:
    """The last opened first."""

    under_way: tuple[PublicSurvey, ...] = ()
    closed: tuple[PublicSurvey, ...] = ()


def public_surveys(reader: Reader, scope: Scope, thresholds: Thresholds, on: dt.date) -> PublicSurveys:
    """As they stood on a day; the findings are those of `scope`. Raises QueryError."""
    known = calendar(reader, thresholds, on)
    return PublicSurveys(
        tuple(_told(survey, _web(survey.link)) for survey in known.of(SurveyState.OPEN)),
        tuple(_closed(reader, known, one, scope, thresholds) for one in known.of(SurveyState.CLOSED)[:CLOSED]),
    )


def surveys_under_way(reader: Reader, thresholds: Thresholds, on: dt.date) -> PublicSurveys:
    """Those under way alone, for a page that has no finding of its own."""
    known = calendar(reader, thresholds, on)
    return PublicSurveys(tuple(_told(survey, _web(survey.link)) for survey in known.of(SurveyState.OPEN)))


def _told(survey: Survey, link: str = "", findings: tuple[Finding, ...] = ()) -> PublicSurvey:
    return PublicSurvey(survey.label, dates(survey), f"{answers_against_target(survey)}.", link, findings)


def _web(link: str | None) -> str:
    """A link is typed in a calendar: only an address of the web is one."""
    return link if link and link.startswith(("https://", "http://")) else ""


def _closed(reader: Reader, known: Calendar, survey: Survey, scope: Scope, thresholds: Thresholds) -> PublicSurvey:
    questions = results(reader, known, survey.code, scope, thresholds).questions
    first = overall_opinions(questions)
    rest = [one for one in solid(questions) if one not in first]
    return _told(survey, "", _findings([*first, *rest]))


def _findings(questions: Sequence[QuestionResult]) -> tuple[Finding, ...]:
    found = []
    for one in questions:
        if isinstance(one.estimate, Shown):
            stands = (counted(one.indicator, one.estimate), margin(one.indicator, one.estimate))
            change = short.change(one.indicator, one.estimate, one.comparison)
            found.append(
                Finding(
                    one.indicator.label,
                    numerals.value(one.indicator, one.estimate),
                    ", ".join(part for part in stands if part),
                    "" if one.comparison.verdict is Verdict.NOT_TESTED else change,
                )
            )
    return tuple(found[:QUESTIONS])
