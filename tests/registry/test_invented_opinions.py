"""The invented opinions of the demonstration: left once, of these days, at every stage of the queue."""

import datetime as dt

import pytest

from dashboard.config import Settings
from dashboard.demo.left_opinions import ACTIONS, OPINIONS
from dashboard.domain.answering import Stage
from dashboard.loading.invented_opinions import leave_invented_opinions
from dashboard.registry.actions import actions
from dashboard.registry.answering_queue import stage_counts
from dashboard.registry.left_reviews import left_reviews
from dashboard.registry.review_journal import journal
from tests.registry.acts import left

SITES = ("A", "B", "C", "D")
MOMENTS = (
    dt.datetime(2026, 11, 29, 0, 1, tzinfo=dt.UTC),
    dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC),
    dt.datetime(2028, 12, 31, 23, 59, tzinfo=dt.UTC),
)


@pytest.mark.parametrize("now", MOMENTS)
def test_something_waits_at_each_stage_whatever_the_day(settings: Settings, now: dt.datetime) -> None:
    assert leave_invented_opinions(settings, SITES, now) == len(OPINIONS)
    counts = stage_counts(settings, None, now)
    assert all(counts[stage].n for stage in Stage)
    to_answer = counts[Stage.TO_ANSWER]
    assert to_answer.late
    assert to_answer.soon
    assert to_answer.n > to_answer.late + to_answer.soon
    assert all(one.line.at < now for one in journal(settings, None, 1_000))
    assert {review.site for review in left_reviews(settings)} == {"A", "B", "C"}
    assert {action.title for action in actions(settings)} == {action.title for action in ACTIONS}
    assert all(action.reviews for action in actions(settings))


def test_they_are_left_once(settings: Settings) -> None:
    leave_invented_opinions(settings, SITES, MOMENTS[0])
    assert leave_invented_opinions(settings, SITES, MOMENTS[1]) == 0
    assert len(left_reviews(settings)) == len(OPINIONS)


def test_none_is_mixed_with_real_opinions_nor_left_without_a_site(settings: Settings) -> None:
    assert leave_invented_opinions(settings, (), MOMENTS[0]) == 0
    number = left(settings)
    assert leave_invented_opinions(settings, SITES, MOMENTS[0]) == 0
    assert [review.id for review in left_reviews(settings)] == [number]
    assert actions(settings) == []
