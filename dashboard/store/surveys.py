"""The reads of surveys, with their records (dashboard.store.reads has the others)."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.store.observations import Reader
from dashboard.store.scope_parameters import Codes, listed, restricted


class SurveyWaves(NamedTuple):
    """A wave of a survey, described by a calendar or known by its answers alone. `n` is not protected."""

    code: str
    title: str | None
    series: str | None
    wave: str | None
    opens_on: dt.date | None
    closes_on: dt.date | None
    channels: str | None
    population: str | None
    link: str | None
    method: str | None
    served: int | None
    offered: int | None
    target: int | None
    n: int
    first_answer: dt.date | None
    last_answer: dt.date | None


class SurveyParts(NamedTuple):
    """A site or a channel of a survey. `n` is not protected."""

    survey: str
    site: str | None
    name: str | None
    channel: str | None
    served: int | None
    offered: int | None
    target: int | None
    n: int


class SurveyQuestions(NamedTuple):
    """A question of a survey and the months of the survey. `n` is not protected."""

    survey: str
    indicator: str
    first_month: dt.date
    last_month: dt.date
    n: int
    alone: bool


class GradeWeights(NamedTuple):
    """The weight of each grade, not protected."""

    indicator: str
    w0: float | None
    w1: float | None
    w2: float | None
    w3: float | None
    w4: float | None
    w5: float | None
    w6: float | None
    w7: float | None
    w8: float | None
    w9: float | None
    w10: float | None


class SurveyPairs(NamedTuple):
    """What two questions add up to over the people who answered both, in one group of them; not protected. `one_in`:
    one respondent in so many was read, at least; the sums count each for those that were not, `n` does not."""

    first: str
    second: str
    part: int
    one_in: int
    n: int
    w: float
    w_x: float
    w_y: float
    w_xx: float
    w_xy: float
    w_yy: float


class AnswerLoads(NamedTuple):
    """A load that holds answers to some questions."""

    load_id: int


class SurveyChannels(NamedTuple):
    """The answers of one channel and grade to a question; not protected."""

    channel: str
    grade: int
    n: int
    w: float


def survey_waves(reader: Reader) -> list[SurveyWaves]:
    """Every survey, the last opened first."""
    return [SurveyWaves(*row) for row in reader.read("survey_waves")]


def survey_parts(reader: Reader, *, surveys: Codes = None) -> list[SurveyParts]:
    """The sites, then the channels of some surveys: `analyses.survey_field` decides what is shown."""
    return [SurveyParts(*row) for row in reader.read("survey_parts", surveys=listed(surveys))]


def survey_questions(reader: Reader, *, surveys: Codes = None) -> list[SurveyQuestions]:
    """What some surveys asked."""
    return [SurveyQuestions(*row) for row in reader.read("survey_questions", surveys=listed(surveys))]


def survey_channels(
    reader: Reader, *, survey: str, indicator: str, start: dt.date, stop: dt.date
) -> list[SurveyChannels]:
    """The answers to one question of a survey, by channel and grade."""
    rows = reader.read("survey_channels", survey=survey, indicator=indicator, start=start, stop=stop)
    return [SurveyChannels(*row) for row in rows]


def survey_pairs(
    reader: Reader,
    *,
    survey: str,
    start: dt.date,
    stop: dt.date,
    indicators: Sequence[str],
) -> list[SurveyPairs]:
    """The sums of each pair of questions of a survey, by group of respondents (50 of them)."""
    rows = reader.read("survey_pairs", survey=survey, start=start, stop=stop, indicators=list(indicators))
    return [SurveyPairs(*row) for row in rows]


def answer_loads(reader: Reader, *, indicators: Sequence[str], start: dt.date, stop: dt.date) -> list[AnswerLoads]:
    """The loads whose answers to some questions count, over the months [start, stop)."""
    rows = reader.read("answer_loads", indicators=list(indicators), start=start, stop=stop)
    return [AnswerLoads(*row) for row in rows]


def grade_weights(
    reader: Reader,
    *,
    start: dt.date,
    stop: dt.date,
    indicators: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[GradeWeights]:
    """The weight of each grade over a scope, for the indicators whose answers are weighted."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("grade_weights", start=start, stop=stop, indicators=listed(indicators), **scope)
    return [GradeWeights(*row) for row in rows]
