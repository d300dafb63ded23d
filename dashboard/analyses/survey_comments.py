"""What people wrote in their own words in a survey: how many did, of what, and a few texts of a theme.

Read whole, without the filters: two totals of different filters would differ by a few people. Nothing is told where
the number of people who answered is withheld (`analyses.surveys`), nor of a theme when few people, or all but a few of
those who wrote, speak of it; its texts are shown where its number is.
"""

from dataclasses import dataclass

from dashboard.analyses.drawing import share_of
from dashboard.analyses.surveys import Calendar, count_of
from dashboard.catalog.review_vocabulary_file import ReviewTopic, review_vocabulary
from dashboard.disclosure import Thresholds, masked, may_tell_part
from dashboard.domain.estimate import Estimate, Shown
from dashboard.store import survey_comments as stored
from dashboard.store.reads import Reader
from dashboard.wording.reading import Reading
from dashboard.wording.survey_comments import read_comments

TEXTS = 4
"""Texts shown of a theme."""


@dataclass(frozen=True, slots=True)
class CommentTheme:
    """A theme: the people who speak of it, and their share in % of those who wrote."""

    topic: ReviewTopic
    n: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Comments:
    """`written`: share in % of the people who answered; `n`: those who wrote, None when it may not be told; `themes`:
    those that may be told, the most frequent first; `hidden`: how many others were met."""

    n: int | None
    written: Estimate
    themes: tuple[CommentTheme, ...]
    hidden: int
    reading: Reading


def comments(reader: Reader, calendar: Calendar, code: str, thresholds: Thresholds) -> Comments:
    """What is told of the free text of a survey."""
    answered = count_of(calendar.find(code).answered)
    [n] = [row.n for row in stored.survey_comments(reader, survey=code)] or [0]
    if not n or answered is None or not may_tell_part(n, answered, thresholds):
        return Comments(None, masked(), (), 0, read_comments(None, None, (), withheld=n > 0))
    rows = stored.survey_comment_themes(reader, survey=code)
    described = review_vocabulary()
    kept = tuple(
        CommentTheme(described[row.theme], row.n, share_of(row.n, n, thresholds))
        for row in rows
        if may_tell_part(row.n, n, thresholds)
    )
    written = share_of(n, answered, thresholds)
    said = [(theme.topic.label, theme.share) for theme in kept]
    return Comments(n, written, kept, len(rows) - len(kept), read_comments(n, written, said, withheld=False))


def texts(reader: Reader, calendar: Calendar, code: str, theme: str, thresholds: Thresholds) -> tuple[str, ...]:
    """A few texts of a theme, of different wordings and of the usual length; none where its number is not told."""
    found = reader.compute(comments, calendar, code, thresholds)
    if not any(one.topic.code == theme and isinstance(one.share, Shown) for one in found.themes):
        return ()
    place = [topic.code for topic in review_vocabulary()].index(theme)
    rows = stored.survey_comment_texts(reader, survey=code, theme=place, max_rows=TEXTS)
    return tuple(row.text for row in rows)
