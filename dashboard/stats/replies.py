"""Engagements 5 and 7 on the replies to opinions: answered, how soon, within the delay announced, useful.

Pure functions on plain values. They will be fed by the registry (`registry.left_reviews`, `registry.replies`,
`registry.reply_votes`) once what is left in the application enters the published observations: a reader beside
`sources.reviews` will give its rows to the build (`queries/build/`), and the indicators « avis-repondus »,
« avis-delai-reponse » and « avis-utiles » of data/reference/indicators/ will count them with the loaded ones. Delays
run from the publication of an opinion to the validation of its reply.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.stats.proportion import wilson
from dashboard.stats.quantile import Median, median, on_time
from dashboard.stats.result import Result

SETTLED_DAYS = 30
"""An opinion is counted as without reply after this time only, as in the indicator « avis-repondus »."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FollowedReview:
    """A published opinion; `useful` of `votes` readers found its reply useful."""

    published_at: dt.datetime
    replied_at: dt.datetime | None = None
    useful: int = 0
    votes: int = 0


@dataclass(frozen=True, slots=True)
class ReplyFigures:
    """Shares from 0 to 1 with Wilson's interval; delays in days. A share on nothing is `no_data`, never 0."""

    answered: Result
    delay: Median
    within_announced: Result
    useful: Result


def reply_figures(reviews: Sequence[FollowedReview], now: dt.datetime, announced_days: int) -> ReplyFigures:
    """The four figures at the moment `now`. `announced_days` is the setting BAROMETRE_ANNOUNCED_REPLY_DAYS.

    `answered`: among the opinions published for `SETTLED_DAYS` or more. `delay`: median of those that have a reply;
    it says nothing of the others, so that `answered` is read beside it. `within_announced`: among all the opinions
    whose announced delay is over, answered or not. `useful`: voices « utile » among the voices.
    """
    delays = [delay_in_days(review) for review in reviews]
    ages = [(now - review.published_at) / _DAY for review in reviews]
    settled = [delay for delay, age in zip(delays, ages, strict=True) if age >= SETTLED_DAYS]
    return ReplyFigures(
        answered=wilson(sum(delay is not None for delay in settled), len(settled)),
        delay=median(delays),
        within_announced=on_time(delays, ages, announced_days),
        useful=wilson(sum(review.useful for review in reviews), sum(review.votes for review in reviews)),
    )


def delay_in_days(review: FollowedReview) -> float | None:
    """Days between publication and reply, None without reply; a reply older than the publication counts for 0."""
    if review.replied_at is None:
        return None
    return max((review.replied_at - review.published_at) / _DAY, 0.0)
