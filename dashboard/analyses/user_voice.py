"""What users say about an engagement: opinions by tone, share answered, themes, and a few of them with their answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analyses.drawing import share_of
from dashboard.analyses.figures import figures
from dashboard.analyses.observed import restrictions
from dashboard.analyses.question import Question
from dashboard.analyses.scopes import check_scope
from dashboard.catalog.review_theme_file import review_themes
from dashboard.disclosure import Thresholds, may_tell_part, protect_count
from dashboard.domain.estimate import Estimate, Status
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.reviews import ReviewTexts, ReviewTones
from dashboard.wording.reading import Reading
from dashboard.wording.user_voice import Said, read_voice

TEXTS = 4
"""Opinions quoted, the latest ones."""


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone: its share of the opinions and the share of those that were due an answer and got one, in %."""

    feeling: int
    share: Estimate
    answered: Estimate


@dataclass(frozen=True, slots=True)
class UserVoice:
    """`themes` are those of the reference data (None: every opinion); the rest is empty when too few opinions were
    published to show anything (`withheld`). `cited`: theme → number of opinions."""

    themes: tuple[str, ...] | None
    total: Estimate
    tones: tuple[Tone, ...]
    cited: tuple[tuple[str, int], ...]
    texts: tuple[ReviewTexts, ...]
    withheld: bool
    reading: Reading


def opinions(catalogue: Mapping[str, Indicator]) -> Indicator | None:
    """The indicator drawn from every opinion, if the catalogue has one."""
    return next((indicator for indicator in catalogue.values() if indicator.derived_from == "reviews.positive"), None)


def closed(reader: Reader, scope: Scope, period: Period, thresholds: Thresholds, everyone: Indicator | None) -> bool:
    """Whether the figure of all the opinions of this scope and period is withheld: its parts then are too."""
    if everyone is None:
        return False
    found = figures(reader, Question((everyone.code,), (), scope, period), thresholds)
    return any(figure.estimate.status is Status.MASKED for figure in found)


def user_voice(
    reader: Reader,
    number: int,
    scope: Scope,
    thresholds: Thresholds,
    period: Period,
    everyone: Indicator | None,
) -> UserVoice | None:
    """The opinions that speak of engagement `number` (edition 2021) in a scope; None when no theme speaks of it.
    `everyone`: the indicator drawn from every opinion, whose secret statistique binds its parts. Raises QueryError."""
    known = review_themes()
    if number not in known.whole and number not in known.tags:
        return None
    check_scope(reader, scope)
    themes = None if number in known.whole else known.tags[number]
    start, stop, where = period.start, period.stop, restrictions(scope)
    kept = reads.review_tones(reader, themes=themes, start=start, stop=stop, **where)
    everything = kept if themes is None else reads.review_tones(reader, start=start, stop=stop, **where)
    n, whole = (sum(row.n for row in rows) for rows in (kept, everything))
    tones = tuple(_tone(row, n, thresholds) for row in kept if row.feeling is not None)
    total = protect_count(n, thresholds)
    hidden = (
        not may_tell_part(n, whole, thresholds)
        or any(0 < row.n < thresholds.masked_below for row in kept)
        or closed(reader, scope, period, thresholds, everyone)
    )
    if n == 0 or hidden:
        return UserVoice(themes, total, (), (), (), hidden, read_voice(None, themes, withheld=hidden))
    cited = tuple(
        (row.theme, row.n)
        for row in reads.review_themes(reader, themes=themes, start=start, stop=stop, **where)
        if may_tell_part(row.n, n, thresholds)
    )
    texts = tuple(reads.review_texts(reader, themes=themes, max_rows=TEXTS, start=start, stop=stop, **where))
    said = Said(n, {tone.feeling: tone.share for tone in tones}, _answered(kept, thresholds))
    return UserVoice(themes, total, tones, cited, texts, False, read_voice(said, themes))


def _tone(row: ReviewTones, n: int, thresholds: Thresholds) -> Tone:
    return Tone(row.feeling or 0, share_of(row.n, n, thresholds), share_of(row.answered, row.due, thresholds))


def _answered(rows: Sequence[ReviewTones], thresholds: Thresholds) -> Estimate:
    return share_of(sum(row.answered for row in rows), sum(row.due for row in rows), thresholds)
