"""What users wrote of a site: how many by tone, and the last ones, under the base rule of the figures (§ 17)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.figures import Question, figures
from dashboard.analyses.user_voice import opinions
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import SiteReviews as SiteReviewRow

LAST = 3
"""Verbatims that a sheet shows."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """One review. `delay`: days between its publication and the reply."""

    written_on: date | None
    feeling: int | None
    title: str
    text: str
    reply: str
    delay: int | None


@dataclass(frozen=True, slots=True)
class SiteReviews:
    """`tones`: how many by feeling (1, 0, −1). Both are empty under the base of the figures: `withheld` says why."""

    tones: tuple[tuple[int, int], ...]
    last: tuple[Verbatim, ...]
    withheld: str = ""


def site_reviews(reader: Reader, site: str, thresholds: Thresholds, period: Period) -> SiteReviews | None:
    """The reviews of a site over `period`; None when nobody wrote. They are shown when the share of positive ones may
    be: texts follow the rule of the counts. Raises QueryError."""
    everyone = opinions(indicators(reader))
    rows = reads.site_reviews(reader, site=site, start=period.start, stop=period.stop)
    if everyone is None or not rows:
        return None
    [figure] = figures(reader, Question((everyone.code,), (), Scope(sites=(site,)), period), thresholds)
    if isinstance(figure.estimate, Withheld):
        return SiteReviews((), (), figure.estimate.note)
    assert isinstance(figure.estimate, Shown)
    counts = Counter(row.feeling for row in rows if row.feeling is not None)
    last = [row for row in rows if row.text][:LAST]
    return SiteReviews(tuple(counts.items()), tuple(_verbatim(row) for row in last))


def _verbatim(row: SiteReviewRow) -> Verbatim:
    return Verbatim(row.known_on, row.feeling, row.title or "", row.text or "", row.reply or "", row.delay)
