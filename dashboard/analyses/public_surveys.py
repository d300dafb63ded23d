"""The surveys as the public reads them: those under way, the last ones closed with what they found, in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.figures import figures
from dashboard.analyses.public_sites import PublicSite
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.survey_results import QuestionResult, overall_opinions, results, solid
from dashboard.analyses.surveys import Calendar, calendar, months_of
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.domain.survey import Survey, SurveyState
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import numerals, short
from dashboard.wording.public_results import stands_on
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
    """`code`: two waves may have one label; `answered`: of the whole survey; `link`: where one answers, empty when it
    is closed or not known."""

    code: str
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
    known = reader.compute(calendar, thresholds, on)
    return PublicSurveys(
        tuple(_told(survey, _web(survey.link)) for survey in known.of(SurveyState.OPEN)),
        tuple(_closed(reader, known, one, scope, thresholds) for one in known.of(SurveyState.CLOSED)[:CLOSED]),
    )


def site_surveys(reader: Reader, site: PublicSite, thresholds: Thresholds, on: dt.date) -> PublicSurveys:
    """The same for one site: of the surveys closed, those whose questions were asked in its network, with which its
    findings were read; each is the overall opinion."""
    known = reader.compute(public_surveys, Scope(), thresholds, on)
    if not site.site_type:
        return replace(known, closed=())
    found = reader.compute(network_findings, site.service, site.site_type, thresholds, on)
    closed = tuple(
        replace(one, findings=tuple(filter(None, (found[one.code].get(site.code),))))
        for one in known.closed
        if one.code in found
    )
    return replace(known, closed=closed)


def network_findings(
    reader: Reader, service: str, site_type: str, thresholds: Thresholds, on: dt.date
) -> Mapping[str, Mapping[str, Finding]]:
    """By code of the surveys asked in a network, then by site, what may be shown of the overall opinion. To be kept."""
    scope = Scope(services=(service,) if service else (), site_types=(site_type,))
    rows = reads.sites(reader, services=scope.services or None, site_types=[site_type], levels=[Level.SITE.value])
    sites = {row.code for row in rows if (row.service or "") == service}
    closed = [survey.code for survey in reader.compute(calendar, thresholds, on).of(SurveyState.CLOSED)[:CLOSED]]
    asked = {row.survey for row in reads.survey_parts(reader, surveys=closed) if row.site in sites and row.n}
    return {code: _overall(reader, code, scope, thresholds) for code in closed if code in asked}


def _overall(reader: Reader, survey: str, scope: Scope, thresholds: Thresholds) -> Mapping[str, Finding]:
    """By site, the overall opinion; else the question most answered."""
    catalogue = indicators(reader)
    asked = [row for row in reads.survey_questions(reader, surveys=[survey]) if row.alone]
    overall = [row for row in asked if catalogue[row.indicator].commitment is None] or asked
    if not overall:
        return {}
    leading = max(overall, key=lambda row: (row.n, row.indicator))
    question = Question((leading.indicator,), (Axis.SITE,), scope, months_of(leading))
    return {
        str(figure.axes[Axis.SITE]): _finding(figure.indicator, figure.estimate, "")
        for figure in figures(reader, question, thresholds)
        if isinstance(figure.estimate, Shown)
    }


def _told(survey: Survey, link: str = "", findings: tuple[Finding, ...] = ()) -> PublicSurvey:
    return PublicSurvey(survey.code, survey.label, dates(survey), f"{answers_against_target(survey)}.", link, findings)


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
            change = short.change(one.indicator, one.estimate, one.comparison)
            told = one.comparison.verdict is not Verdict.NOT_TESTED
            found.append(_finding(one.indicator, one.estimate, change if told else ""))
    return tuple(found[:QUESTIONS])


def _finding(indicator: Indicator, estimate: Shown, change: str) -> Finding:
    stands = stands_on(indicator, estimate)
    return Finding(indicator.label, numerals.value(indicator, estimate), stands, change)
