"""Opinions left in the application, in the shape of those that files bring: they enter the same tables and figures."""

from collections.abc import Iterable

import pyarrow as pa

from dashboard.domain.left_review import FEELING_OF, review_code
from dashboard.registry.counted_reviews import CountedReview
from dashboard.sources.canonical import REVIEWS
from dashboard.wording.dates import local_day
from dashboard.wording.left_reviews import CHANNELS, IN_THE_APPLICATION


def canonical_reviews(reviews: Iterable[CountedReview]) -> pa.Table:
    """A table of `canonical.REVIEWS`, one row an opinion; `line` is its number in the registry. Days are those of the
    clock of the server."""
    return pa.Table.from_pylist([_row(review) for review in reviews], schema=REVIEWS)


def _row(review: CountedReview) -> dict[str, object]:
    return {
        "code": review_code(review.id),
        "site": review.site,
        "rank": 1,
        "written_on": local_day(review.written_at),
        "published_on": local_day(review.published_at),
        "text": review.text,
        "feeling": FEELING_OF[review.tone],
        "channels": CHANNELS[review.channel],
        "tags": ", ".join(review.themes),
        "state": "Publiée" if review.reply is None else "Traitée",
        "reply": review.reply,
        "replied_on": None if review.replied_at is None else local_day(review.replied_at),
        "useful": review.useful,
        "file": IN_THE_APPLICATION,
        "line": review.id,
    }
