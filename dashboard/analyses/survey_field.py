"""The field of a survey: who was asked, who answered, by site and by channel, and which sites are behind.

It is read whole: the filters choose the sites that are listed, never what is added, so that no two totals differ by a
few people. A site has no count where the figure of the question most answered has none (analyses.confidential).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.figures import figures
from dashboard.analyses.observed import restrictions
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.surveys import Calendar, count_of, leading_questions, months_of, overlap, response_rate
from dashboard.disclosure import Thresholds, masked, protect_count
from dashboard.domain.estimate import Estimate, Status, Withheld
from dashboard.domain.scope import Scope
from dashboard.domain.survey import Survey, SurveyState
from dashboard.stats.constants import ALPHA
from dashboard.stats.multiple import adjusted
from dashboard.stats.pace import projection
from dashboard.stats.result import Result
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.surveys import SurveyParts
from dashboard.suppression.parts import closed_parts
from dashboard.wording.reading import Reading
from dashboard.wording.surveys import Pace, read_field

LEAST_EXPECTED = 5
"""Below so many answers expected by now, no count could be told to be late."""


@dataclass(frozen=True, slots=True)
class Part:
    """The whole survey, a site or a channel. `projected`: the count at the closing date in % of the target, None when
    it cannot be told; `pace` the verdict of the test, corrected for the number of sites."""

    label: str
    code: str | None
    answered: Estimate
    served: int | None = None
    offered: int | None = None
    target: int | None = None
    projected: Result | None = None
    pace: Pace = Pace.UNTOLD

    @property
    def rate(self) -> float | None:
        """`response_rate` of the part."""
        return response_rate(self.answered, self.offered)


@dataclass(frozen=True, slots=True)
class Field:
    """`measured_on`: the day of the last answer known; `elapsed`: the share of the time that had passed then; `needed`
    and `seen`: answers a day, to reach the target and until now."""

    survey: Survey
    state: SurveyState
    whole: Part
    sites: tuple[Part, ...]
    channels: tuple[Part, ...]
    measured_on: dt.date | None
    elapsed: float | None
    needed: float | None
    seen: float | None
    reading: Reading


def field(reader: Reader, calendar: Calendar, code: str, scope: Scope, thresholds: Thresholds) -> Field:
    """The field of a survey, its sites being those of `scope`. Raises StopIteration when there is no such survey."""
    survey = calendar.find(code)
    state = survey.state(calendar.on)
    measured = _measured(survey, calendar.on)
    elapsed = survey.elapsed(measured) if measured else None
    running = state is SurveyState.OPEN and elapsed is not None and elapsed > 0
    rows = reads.survey_parts(reader.reference, surveys=[code])  # what must be withheld depends on everyone
    whole = Part(survey.label, code, survey.answered, survey.served, survey.offered, survey.target)
    sites = _sites(reader.reference, survey, rows, thresholds)
    channels = _parts([row for row in rows if row.site is None], thresholds)
    if running and elapsed is not None:
        [whole] = _paced([whole], elapsed)
        sites = _paced(sites, elapsed)
    needed, seen = _rhythm(survey, measured) if running else (None, None)
    everyone = scope.everywhere and reader.reference is reader
    kept = None if everyone else {row.code for row in reads.sites(reader, **restrictions(scope))}
    listed = tuple(part for part in sites if kept is None or part.code in kept)
    read = read_field(
        survey,
        state,
        calendar.on,
        measured,
        elapsed,
        whole.pace,
        [part.label for part in listed if part.pace is Pace.BEHIND],
    )
    return Field(survey, state, whole, listed, tuple(channels), measured, elapsed, needed, seen, read)


def _measured(survey: Survey, on: dt.date) -> dt.date | None:
    """Answers arrive in the program some days late: what has passed is counted up to the last one, never beyond."""
    days = [day for day in (survey.last_answer, survey.closes_on, on) if day is not None]
    return min(days) if survey.last_answer else None


def _rhythm(survey: Survey, measured: dt.date | None) -> tuple[float | None, float | None]:
    """Answers a day: those needed up to the closing date, those that came."""
    count = count_of(survey.answered)
    if count is None or measured is None or survey.opens_on is None or survey.closes_on is None:
        return None, None
    seen = count / max(1, (measured - survey.opens_on).days + 1)
    left = (survey.closes_on - measured).days
    needed = max(0, survey.target - count) / left if survey.target is not None and left > 0 else None
    return needed, seen


def _sites(reader: Reader, survey: Survey, rows: Sequence[SurveyParts], thresholds: Thresholds) -> list[Part]:
    mine = [row for row in rows if row.site is not None]
    closed = _closed_sites(reader, survey, thresholds)
    return _parts(mine, thresholds, [place for place, row in enumerate(mine) if row.site in closed])


def _closed_sites(reader: Reader, survey: Survey, thresholds: Thresholds) -> set[str]:
    """The sites whose count would give back what is withheld elsewhere: a figure, or a small count of a survey of the
    same months."""
    waves = {row.code: row for row in reads.survey_waves(reader)}
    beside = [code for code, row in waves.items() if code != survey.code and overlap(row, waves[survey.code])]
    small = {
        row.site
        for row in (reads.survey_parts(reader, surveys=beside) if beside else ())
        if row.site is not None and 0 < row.n < thresholds.masked_below
    }
    asked = leading_questions(reader).get(survey.code)
    if asked is None:
        return small
    by_site = figures(reader, Question((asked.indicator,), (Axis.SITE,), period=months_of(asked)), thresholds)
    withheld = {
        str(one.axes[Axis.SITE])
        for one in by_site
        if isinstance(one.estimate, Withheld) and one.estimate.status is Status.MASKED
    }
    return small | withheld


def _parts(rows: Sequence[SurveyParts], thresholds: Thresholds, closed: Sequence[int] = ()) -> list[Part]:
    hidden = closed_parts([row.n for row in rows], thresholds.masked_below, closed)
    return [
        Part(
            row.name or row.channel or "",
            row.site,
            masked() if place in hidden else protect_count(float(row.n), thresholds),
            row.served,
            row.offered,
            row.target,
        )
        for place, row in enumerate(rows)
    ]


def _paced(parts: Sequence[Part], elapsed: float) -> list[Part]:
    """The same with their projection; one family of tests."""
    projected = []
    for part in parts:
        count = count_of(part.answered)
        told = count is not None and part.target is not None and part.target * elapsed >= LEAST_EXPECTED
        projected.append(projection(count or 0, part.target or 0, elapsed) if told else None)
    corrected = adjusted([one.p_value if one else None for one in projected])
    return [
        replace(part, projected=one, pace=_verdict(one, p))
        for part, one, p in zip(parts, projected, corrected, strict=True)
    ]


def _verdict(projected: Result | None, adjusted_p: float | None) -> Pace:
    if projected is None or projected.value is None or adjusted_p is None:
        return Pace.UNTOLD
    if adjusted_p > ALPHA:
        return Pace.ON_TIME
    return Pace.BEHIND if projected.value < 100 else Pace.AHEAD
