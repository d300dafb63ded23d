"""The themes of the opinions: how many speak of each, how positively, and whether that share changed."""

from dataclasses import dataclass

from dashboard.analyses.comparing import TOO_FEW, directed, untested
from dashboard.analyses.correction import corrected
from dashboard.analyses.drawing import scaled, share_of
from dashboard.analyses.review_crossed import Crossed, twice
from dashboard.analyses.review_parts import Tally, may_count, positive_share
from dashboard.analyses.review_selection import Wanted
from dashboard.catalog.review_vocabulary_file import ReviewTopic, review_vocabulary
from dashboard.disclosure import Thresholds, masked, may_judge
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Direction, Indicator
from dashboard.stats.difference import proportions
from dashboard.store.reads import Reader

FEW_BEFORE, SECRET = "trop peu d’avis auparavant", "secret statistique"


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
    whole_scope = Wanted(wanted.scope, wanted.period)
    found = reader.compute(twice, whole_scope, against, thresholds, everyone)
    now = found.now
    if now is None:
        return Topics((), masked(), found.few)
    whole = now.whole
    described = review_vocabulary()
    changes = corrected([_change(place, now, found.before, against, thresholds) for place in range(len(described))])
    listed = [
        TopicFigure(topic, *_figure(now.about((place,)), whole, thresholds), change)
        for place, (topic, (change, _)) in enumerate(zip(described, changes, strict=True))
    ]
    listed.sort(key=lambda one: -getattr(one.share, "value", -1))
    without = share_of(now.without.n, whole.n, thresholds) if may_count(now.without, whole, thresholds) else masked()
    return Topics(tuple(listed), without, False)


def _figure(part: Tally, whole: Tally, thresholds: Thresholds) -> tuple[Estimate, Estimate]:
    if not may_count(part, whole, thresholds):
        return masked(), masked()
    return share_of(part.n, whole.n, thresholds), positive_share(part, whole, thresholds)


def _change(
    place: int, current: Crossed, earlier: Crossed | None, against: Against, thresholds: Thresholds
) -> Comparison:
    """Of the share of a theme; more or fewer opinions of it is neither good nor bad."""
    if earlier is None:
        return untested(against, FEW_BEFORE)
    sides = [(side.about((place,)), side.whole) for side in (current, earlier)]
    if not all(may_count(part, whole, thresholds) for part, whole in sides):
        return untested(against, SECRET)
    now, before = (share_of(part.n, whole.n, thresholds) for part, whole in sides)
    if not may_judge(now, before):
        return untested(against, TOO_FEW)
    (part, whole), (part_before, whole_before) = sides
    found = scaled(proportions(part.n, whole.n, part_before.n, whole_before.n), 100)
    assert found.value is not None
    return Comparison(
        against,
        directed(found.value, Direction.NEUTRAL),
        benchmark=before,
        difference=found.value,
        lower=found.lower,
        upper=found.upper,
        p_value=found.p_value,
    )
