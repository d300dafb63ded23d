"""The engagements side by side: the perceived figure of each against the equal-weight mean of the others."""

from dataclasses import dataclass

from dashboard.analyses.figures import Figure, figure_of
from dashboard.analyses.limits import setting_of
from dashboard.analyses.observed import Key
from dashboard.analyses.other_engagements import compare_all, mean_of, other_engagements, perceived
from dashboard.analyses.question import Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.span import published_period
from dashboard.disclosure import Thresholds
from dashboard.domain.commitment import Commitment
from dashboard.domain.comparison import Comparison
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording import left_out
from dashboard.wording.engagements_compared import read_engagements_compared
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import Tally


@dataclass(frozen=True, slots=True)
class EngagementFigure:
    """One engagement. `figure` is that of the indicator that stands for it, one of `candidates`; `comparison` is
    corrected for the number of engagements (`adjusted_p`)."""

    commitment: Commitment
    figure: Figure
    comparison: Comparison
    adjusted_p: float | None
    candidates: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class EngagementsCompared:
    """`engagements`, in the order of the edition; `missing`: those without a solid figure, hence in no mean.

    `mean`: the equal-weight mean of all the solid figures, None below two."""

    period: Period | None
    engagements: tuple[EngagementFigure, ...]
    missing: tuple[Commitment, ...]
    mean: float | None
    reading: Reading
    setting: Setting = PLAIN


def compare_engagements(
    reader: Reader, scope: Scope, thresholds: Thresholds, period: Period | None = None, edition: int | None = None
) -> EngagementsCompared:
    """The engagements of an edition over `period` (default: all that is published). Raises QueryError."""
    check_scope(reader, scope)
    listed, candidates = perceived(reader, edition)
    chosen = list({i.code: i for one in candidates.values() for i in one}.values())
    span = published_period(reader, chosen, period) if chosen else None
    if span is None:
        missing = tuple(e.commitment for e in listed)
        return EngagementsCompared(None, (), missing, None, read_engagements_compared(Tally({}), ()))
    peers = other_engagements(reader, Question((), (), scope, span), (), span, thresholds, edition)
    stands = peers.chosen(Key(""))
    lacking = peers.missing(stands)
    verdicts = compare_all(stands, lacking)
    rows = tuple(
        EngagementFigure(
            e.commitment,
            figure_of(stands[number], Question((), (), scope, span), comparison),
            comparison,
            adjusted_p,
            peers.candidates[number],
        )
        for e in listed
        if (number := e.commitment.number) in stands
        for comparison, adjusted_p in (verdicts[number],)
    )
    compared = [row.comparison for row in rows]
    tally = Tally.of([c.verdict for c in compared], left_out.causes(compared))
    setting = setting_of(reader, span)
    return EngagementsCompared(
        span,
        rows,
        tuple(e.commitment for e in listed if e.commitment.number in lacking),
        mean_of([answer for number, answer in stands.items() if number not in lacking]),
        read_engagements_compared(tally, lacking, setting),
        setting,
    )
