"""The reads of what people wrote in surveys, with their records."""

from typing import NamedTuple

from dashboard.store.observations import Reader


class SurveyComments(NamedTuple):
    """The people who wrote in a survey, not protected."""

    n: int


class SurveyCommentThemes(NamedTuple):
    """The people who speak of a theme, not protected."""

    theme: int
    n: int


class SurveyCommentTexts(NamedTuple):
    """A text: `analyses.survey_comments` decides whether it is shown."""

    text: str


def survey_comments(reader: Reader, *, survey: str) -> list[SurveyComments]:
    """One row, none when nobody wrote."""
    return [SurveyComments(*row) for row in reader.read("survey_comments", survey=survey)]


def survey_comment_themes(reader: Reader, *, survey: str) -> list[SurveyCommentThemes]:
    """The themes met in a survey, the most frequent first."""
    return [SurveyCommentThemes(*row) for row in reader.read("survey_comment_themes", survey=survey)]


def survey_comment_texts(reader: Reader, *, survey: str, theme: int, max_rows: int) -> list[SurveyCommentTexts]:
    """Some texts of different wordings on a theme."""
    rows = reader.read("survey_comment_texts", survey=survey, theme=theme, max_rows=max_rows)
    return [SurveyCommentTexts(*row) for row in rows]
