"""The tone of the opinions that speak of each engagement, side by side, and whether it changed."""

from dataclasses import dataclass

from dashboard.analyses.commitments import published_engagements
from dashboard.analyses.comparing import concluded_on, untested
from dashboard.analyses.correction import corrected
from dashboard.analyses.drawing import scaled, share_of
from dashboard.analyses.review_crossed import Crossed, twice
from dashboard.analyses.review_parts import may_count_beside, may_tell_positive, positive_share
from dashboard.analyses.review_selection import Wanted, topics_of
from dashboard.analyses.review_topics import FEW_BEFORE, SECRET
from dashboard.disclosure import Thresholds, masked
from dashboard.domain.commitment import Commitment
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Indicator
from dashboard.stats.difference import proportions
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class Spoken:
    """An engagement: the share of the opinions of the scope that speak of it and, of those, the share that is positive,
    in %; how the latter changed (points). No theme: nothing is known of it."""

    commitment: Commitment
    topics: tuple[int, ...]
    share: Estimate
    positive: Estimate
    change: Comparison


def tone_by_commitment(
    reader: Reader, wanted: Wanted, against: Against, thresholds: Thresholds, everyone: Indicator | None
) -> tuple[Spoken, ...]:
    """One row an engagement of the edition that themes are numbered by, in its order; empty when nothing may be told.
    An opinion may speak of several. Verdicts are corrected for the number of engagements. Raises QueryError."""
    whole_scope = Wanted(wanted.scope, wanted.period)
    found = reader.compute(twice, whole_scope, against, thresholds, everyone)
    now, before = found.now, found.before
    if now is None:
        return ()
    listed = [one.commitment for one in published_engagements(reader)]
    topics = [topics_of(f"e{commitment.number}") for commitment in listed]
    changes = corrected([_change(one, now, before, against, thresholds, everyone) for one in topics])
    return tuple(
        Spoken(commitment, one, *_figures(one, now, thresholds), change)
        for commitment, one, (change, _) in zip(listed, topics, changes, strict=True)
    )


def _figures(topics: tuple[int, ...], crossed: Crossed, thresholds: Thresholds) -> tuple[Estimate, Estimate]:
    """The share of the opinions, and the positive share of those; withheld where either would tell of a few."""
    part, whole = crossed.about(topics), crossed.whole
    if not topics or not _may_tell(topics, crossed, thresholds):
        return masked(), masked()
    return share_of(part.n, whole.n, thresholds), positive_share(part, whole, thresholds)


def _may_tell(topics: tuple[int, ...], crossed: Crossed, thresholds: Thresholds) -> bool:
    """Neither the opinions, nor the others, nor those that follow by subtracting a theme that the page tells."""
    inner = (crossed.about((topic,)) for topic in topics)
    return may_count_beside(crossed.about(topics), inner, crossed.whole, thresholds)


def _change(
    topics: tuple[int, ...],
    now: Crossed,
    before: Crossed | None,
    against: Against,
    thresholds: Thresholds,
    everyone: Indicator | None,
) -> Comparison:
    """Of the positive share, judged as the indicator drawn from every opinion is."""
    if before is None or everyone is None:
        return untested(against, FEW_BEFORE)
    sides = [(crossed.about(topics), crossed.whole) for crossed in (now, before)]
    if not all(_may_tell(topics, crossed, thresholds) for crossed in (now, before)):
        return untested(against, SECRET)
    if not all(may_tell_positive(part, whole, thresholds) for part, whole in sides):
        return untested(against, SECRET)
    (part, whole), (part_before, whole_before) = sides
    return concluded_on(
        everyone,
        against,
        scaled(proportions(part.positive, part.n, part_before.positive, part_before.n), 100),
        positive_share(part, whole, thresholds),
        positive_share(part_before, whole_before, thresholds),
    )
