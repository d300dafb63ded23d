"""The surveys of the installation: which are to come, under way, closed, and how many people answered each."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analyses.figures import figures
from dashboard.analyses.question import Question
from dashboard.disclosure import Thresholds, masked, protect_count
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.period import Period, shift
from dashboard.domain.survey import Survey, SurveyState
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.surveys import SurveyQuestions, SurveyWaves
from dashboard.wording.reading import Reading
from dashboard.wording.surveys import read_calendar

_OWN = ("n",)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every survey, the last opened first. `on`: the day on which their state is told."""

    surveys: tuple[Survey, ...]
    on: dt.date
    reading: Reading

    def of(self, *states: SurveyState) -> tuple[Survey, ...]:
        """Those in some states."""
        return tuple(survey for survey in self.surveys if survey.state(self.on) in states)

    def find(self, code: str) -> Survey:
        """The survey of a code. Raises StopIteration when there is none."""
        return next(survey for survey in self.surveys if survey.code == code)

    def previous(self, survey: Survey) -> Survey | None:
        """The wave of the same series that opened last before this one; None without a series."""
        if survey.series is None or survey.began is None:
            return None
        earlier = [
            one
            for one in self.surveys
            if one.series == survey.series and one.began is not None and one.began < survey.began and one.first_answer
        ]
        return max(earlier, key=lambda one: str(one.began), default=None)


def calendar(reader: Reader, thresholds: Thresholds, on: dt.date) -> Calendar:
    """The surveys as they stood on a day: that of the published version (docs/decisions/0022)."""
    rows = reads.survey_waves(reader)
    leading = leading_questions(reader)
    surveys = tuple(
        _survey(
            row, masked() if _closed(reader, leading.get(row.code), thresholds) else _answered(row, rows, thresholds)
        )
        for row in rows
    )
    return Calendar(surveys, on, read_calendar(surveys, on))


def _survey(row: SurveyWaves, answered: Estimate) -> Survey:
    fields: Mapping[str, object] = {name: value for name, value in row._asdict().items() if name not in _OWN}
    return Survey(answered=answered, **fields)  # type: ignore[arg-type]


def leading_questions(reader: Reader) -> dict[str, SurveyQuestions]:
    """The question most answered of each survey: its base is nearly the number of people who answered."""
    found: dict[str, SurveyQuestions] = {}
    for row in reads.survey_questions(reader):
        if row.survey not in found or row.n > found[row.survey].n:
            found[row.survey] = row
    return found


def months_of(asked: SurveyQuestions) -> Period:
    """The whole months that hold the answers of a survey."""
    return Period(asked.first_month, shift(asked.last_month, 1))


def _closed(reader: Reader, asked: SurveyQuestions | None, thresholds: Thresholds) -> bool:
    """Whether the figure of the question most answered is withheld: the number of people would give its base."""
    if asked is None:
        return False
    [whole] = figures(reader.reference, Question((asked.indicator,), period=months_of(asked)), thresholds)
    return isinstance(whole.estimate, Withheld) and whole.estimate.status is Status.MASKED


def _answered(row: SurveyWaves, rows: list[SurveyWaves], thresholds: Thresholds) -> Estimate:
    """Figures of a month add all the surveys of that month: beside a small one, another gives it by subtraction."""
    beside = [other for other in rows if other is not row and overlap(row, other)]
    if row.n and any(0 < other.n < thresholds.masked_below for other in beside):
        return masked()
    return protect_count(float(row.n), thresholds)


def overlap(first: SurveyWaves, second: SurveyWaves) -> bool:
    """Whether both have answers in the same month."""
    days = (first.first_answer, first.last_answer, second.first_answer, second.last_answer)
    if None in days:
        return False
    begun, ended, start, stop = (day.replace(day=1) for day in days if day is not None)
    return begun <= stop and start <= ended


def count_of(estimate: Estimate) -> int | None:
    """A number of people that may be shown, None otherwise."""
    return round(estimate.value) if isinstance(estimate, Shown) else None


def response_rate(answered: Estimate, offered: int | None) -> float | None:
    """Answers in % of what was offered; None when one is not known, or when more came back than was offered."""
    count = count_of(answered)
    return None if count is None or not offered or count > offered else 100 * count / offered
