"""The themes of the opinions: how many speak of each, how positively, and whether that share changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.comparing import directed
from dashboard.analyses.correction import corrected
from dashboard.analyses.review_corpus import Corpus, Flags
from dashboard.analyses.review_parts import Tally, may_count, positive_share, share
from dashboard.analyses.review_selection import Wanted, choose, tally, withheld
from dashboard.catalog.review_vocabulary_file import ReviewTopic, review_vocabulary
from dashboard.disclosure import Thresholds, masked, may_judge
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Direction, Indicator
from dashboard.stats.difference import proportions
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class TopicFigure:
    """A theme: its share of the opinions of the scope and the share of them that is positive, in %; how the former
    changed (points)."""

    topic: ReviewTopic
    share: Estimate
    positive: Estimate
    change: Comparison


@dataclass(frozen=True, slots=True)
class Topics:
    """`figures`: the most frequent theme first, then those that may not be told. `without`: share of the opinions in
    which no theme is found."""

    figures: tuple[TopicFigure, ...]
    without: Estimate
    withheld: bool


def topics(
    reader: Reader, wanted: Wanted, against: Against, thresholds: Thresholds, everyone: Indicator | None
) -> Topics:
    """Of every opinion of the scope and period, whatever is searched. Verdicts are corrected for the number of themes.
    Raises QueryError."""
    chosen = choose(reader, Wanted(wanted.scope, wanted.period))
    opinions, now = chosen.corpus, chosen.whole
    whole = tally(opinions, now)
    if not whole.n or withheld(reader, wanted.scope, wanted.period, whole, thresholds, everyone):
        return Topics((), masked(), bool(whole.n))
    period = against.earlier(wanted.period)
    before = chosen.everywhen & opinions.during(period)
    earlier = tally(opinions, before)
    told = earlier.n > 0 and not withheld(reader, wanted.scope, period, earlier, thresholds, everyone)
    described = review_vocabulary()
    figures = [_figure(opinions, place, topic, now, whole, thresholds) for place, topic in enumerate(described)]
    changes = [
        _change(opinions, place, (now, before), (whole, earlier), against, thresholds)
        if told
        else Comparison(against, Verdict.NOT_TESTED, "trop peu d’avis auparavant")
        for place in range(len(described))
    ]
    listed = [
        TopicFigure(topic, *figure, change)
        for topic, figure, (change, _) in zip(described, figures, corrected(changes), strict=True)
    ]
    listed.sort(key=lambda one: -getattr(one.share, "value", -1))
    none = tally(opinions, now & (opinions.topics == 0))
    without = share(none.n, whole.n, thresholds) if may_count(none, whole, thresholds) else masked()
    return Topics(tuple(listed), without, False)


def _figure(
    opinions: Corpus, place: int, topic: ReviewTopic, now: Flags, whole: Tally, thresholds: Thresholds
) -> tuple[Estimate, Estimate]:
    part = tally(opinions, now & opinions.about((place,)))
    if not may_count(part, whole, thresholds):
        return masked(), masked()
    return share(part.n, whole.n, thresholds), positive_share(part, whole, thresholds)


def _change(
    opinions: Corpus,
    place: int,
    periods: Sequence[Flags],
    wholes: Sequence[Tally],
    against: Against,
    thresholds: Thresholds,
) -> Comparison:
    """Of the share of a theme; more or fewer opinions of it is neither good nor bad."""
    about = opinions.about((place,))
    parts = [tally(opinions, flags & about) for flags in periods]
    if not all(may_count(part, whole, thresholds) for part, whole in zip(parts, wholes, strict=True)):
        return Comparison(against, Verdict.NOT_TESTED, "secret statistique")
    now, before = (share(part.n, whole.n, thresholds) for part, whole in zip(parts, wholes, strict=True))
    if not may_judge(now, before):
        return Comparison(against, Verdict.NOT_TESTED, "base faible")
    found = proportions(parts[0].n, wholes[0].n, parts[1].n, wholes[1].n)
    assert found.value is not None
    return Comparison(
        against,
        directed(found.value, Direction.NEUTRAL),
        benchmark=before,
        difference=100 * found.value,
        lower=None if found.lower is None else 100 * found.lower,
        upper=None if found.upper is None else 100 * found.upper,
        p_value=found.p_value,
    )
