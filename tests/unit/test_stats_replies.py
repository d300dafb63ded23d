"""Figures on replies, worked by hand."""

import datetime as dt

import pytest

from dashboard.domain.estimate import Status
from dashboard.stats.replies import FollowedReview, delay_in_days, reply_figures

NOW = dt.datetime(2026, 3, 31, tzinfo=dt.UTC)


def followed(age: float, delay: float | None = None, useful: int = 0, votes: int = 0) -> FollowedReview:
    """An opinion published `age` days ago, answered `delay` days later."""
    published = NOW - dt.timedelta(days=age)
    replied = None if delay is None else published + dt.timedelta(days=delay)
    return FollowedReview(published, replied, useful, votes)


def test_the_four_figures_worked_by_hand() -> None:
    reviews = [
        followed(60, 2, 3, 4),  # settled, answered in time
        followed(45, 7, 1, 1),  # settled, answered on the last day
        followed(40, 10, 0, 3),  # settled, answered late
        followed(30),  # settled today, without reply
        followed(20, 1),  # due
        followed(8),  # due, without reply
        followed(3, 1),  # not due yet: neither for nor against
        followed(1),
    ]
    figures = reply_figures(reviews, NOW, 7)
    assert (figures.answered.value, figures.answered.n) == (3 / 4, 4)
    assert figures.delay.result.value == 2  # of 1, 1, 2, 7, 10
    assert figures.within_announced.value == pytest.approx(3 / 6)
    assert figures.within_announced.n == 6
    assert (figures.useful.value, figures.useful.n) == (4 / 8, 8)


@pytest.mark.parametrize(("announced", "kept", "due"), [(1, 1, 5), (2, 2, 4), (7, 3, 4), (10, 4, 4), (50, 1, 1)])
def test_the_announced_delay_decides_what_is_due(announced: int, kept: int, due: int) -> None:
    reviews = [followed(60, 2), followed(45, 7), followed(40, 10), followed(20, 1), followed(1)]
    figure = reply_figures(reviews, NOW, announced).within_announced
    assert (figure.value, figure.n) == (pytest.approx(kept / due), due)


def test_without_opinion_there_is_no_figure() -> None:
    figures = reply_figures([], NOW, 7)
    for result in (figures.answered, figures.delay.result, figures.within_announced, figures.useful):
        assert (result.value, result.status) == (None, Status.NO_DATA)


def test_opinions_too_recent_are_not_held_against_anybody() -> None:
    figures = reply_figures([followed(29), followed(6)], NOW, 7)
    assert figures.answered.status is Status.NO_DATA
    assert (figures.within_announced.value, figures.within_announced.n) == (0, 1)


def test_a_reply_before_the_publication_took_no_time() -> None:
    assert delay_in_days(followed(10, -2)) == 0
    assert delay_in_days(followed(10)) is None
    assert delay_in_days(followed(10, 1.5)) == pytest.approx(1.5)
