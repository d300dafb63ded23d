"""What one engagement is compared with: the equal-weight mean of the perceived figures of the others.

Only like is compared with like: shares of favourable answers to surveys, that carry an engagement. A rate of calls
answered and an energy consumption have no common scale. Opinions left online are no survey: their authors chose to
speak.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer, answers
from dashboard.analyses.commitments import Engagement, published_engagements
from dashboard.analyses.comparing import TOO_FEW, directed, untested, why_withheld
from dashboard.analyses.correction import corrected
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Question
from dashboard.disclosure import Thresholds, may_judge
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.indicator import Direction, Indicator, Kind, Nature
from dashboard.domain.period import Period
from dashboard.errors import QueryError
from dashboard.stats.difference import judged
from dashboard.stats.result import Result
from dashboard.stats.unknown_dependence import OTHERS, equal_weight_mean, prudent_gap
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.engagements_compared import FEW, without

Family = dict[int, tuple[Comparison, float | None]]
"""By engagement: its verdict, corrected for their number, and the adjusted p-value."""


def answered(reader: Reader) -> frozenset[str]:
    """The indicators whose observations come from answers, grade by grade or with weights."""
    return frozenset(code for code, known in reads.traits(reader).items() if known.has_answers)


def comparable(indicator: Indicator, drawn_from_answers: frozenset[str]) -> bool:
    """Whether the indicator is a perceived share, higher is better, of an engagement, drawn from answers to surveys."""
    perceived = indicator.nature is Nature.PERCEIVED and indicator.commitment is not None
    share = indicator.kind is Kind.SHARE and indicator.unit == "%" and indicator.direction is Direction.HIGHER
    return perceived and share and not indicator.derived_from and indicator.code in drawn_from_answers


@dataclass(frozen=True, slots=True)
class OtherEngagements:
    """The perceived figures behind every comparison. `candidates`: by engagement, its comparable indicators, the
    headline ones first."""

    engagements: tuple[Engagement, ...]
    candidates: Mapping[int, tuple[Indicator, ...]]
    found: Mapping[Key, Answer]

    def chosen(self, key: Key) -> dict[int, Answer]:
        """The figure that stands for each engagement at the place and time of `key`: the first headline indicator that
        may be shown, else the first one, else the first observed."""
        stands = {}
        for number, listed in self.candidates.items():
            observed = [self.found[at] for i in listed if (at := key._replace(indicator=i.code)) in self.found]
            shown = [answer for answer in observed if isinstance(answer.estimate, Shown)]
            if observed:
                stands[number] = (shown or observed)[0]
        return stands

    def against(self, answer: Answer) -> Comparison:
        """The verdict on one figure, as in the list of the engagements in which it stands for its own."""
        number = answer.indicator.commitment
        assert number is not None, answer.indicator.code
        stands = self.chosen(answer.key) | {number: answer}
        return compare_all(stands, self.missing(stands))[number][0]

    def missing(self, stands: Mapping[int, Answer]) -> list[int]:
        """The engagements without a solid figure."""
        return [e.commitment.number for e in self.engagements if not _solid(stands.get(e.commitment.number))]


def other_engagements(
    reader: Reader,
    question: Question,
    asked: Sequence[Indicator],
    period: Period,
    thresholds: Thresholds,
    edition: int | None = None,
) -> OtherEngagements:
    """Reads the perceived figures of every engagement by the axes of `question`. Raises QueryError when one of the
    indicators `asked` cannot be compared between engagements."""
    from_answers = answered(reader)
    for indicator in asked:
        if not comparable(indicator, from_answers):
            raise QueryError(
                f"L’indicateur «\u00a0{indicator.code}\u00a0» ne se compare pas entre engagements\u00a0: seules les "
                "parts d’avis favorables tirées de réponses à une enquête et rattachées à un engagement se comparent."
            )
    listed, candidates = perceived(reader, edition)
    chosen = list({i.code: i for one in candidates.values() for i in one}.values())
    wider = replace(question, indicators=tuple(i.code for i in chosen), against=None)
    found = answers(reader, wider, chosen, period, thresholds) if chosen else {}
    return OtherEngagements(listed, candidates, found)


def perceived(
    reader: Reader, edition: int | None = None
) -> tuple[tuple[Engagement, ...], Mapping[int, tuple[Indicator, ...]]]:
    """The engagements of an edition and, by number, their comparable indicators, the headline ones first."""
    listed, from_answers = published_engagements(reader, edition), answered(reader)
    return tuple(listed), {
        e.commitment.number: tuple(i for i in e.indicators if comparable(i, from_answers)) for e in listed
    }


def mean_of(solid: Sequence[Answer]) -> float | None:
    """The equal-weight mean of solid figures; None below two."""
    return equal_weight_mean([answer.drawn.result for answer in solid]).value


def compare_all(stands: Mapping[int, Answer], missing: Sequence[int]) -> Family:
    """Every engagement that has a figure against the mean of the others, corrected for their number. `missing`: the
    engagements that have no part in the means."""
    found = [_compared(number, stands, missing) for number in stands]
    return dict(zip(stands, corrected(found), strict=True))


def _solid(answer: Answer | None) -> bool:
    """A figure withheld, fragile or without dispersion has no part in a mean."""
    return (
        answer is not None
        and may_judge(answer.estimate, minimum=answer.indicator.minimum_n)
        and answer.drawn.result.se is not None
    )


def _compared(number: int, stands: Mapping[int, Answer], missing: Sequence[int]) -> Comparison:
    own = stands[number]
    if isinstance(own.estimate, Withheld):
        return untested(Against.OTHERS, why_withheld(own.estimate))
    if not _solid(own):
        return untested(Against.OTHERS, TOO_FEW)
    reference = equal_weight_mean([a.drawn.result for n, a in stands.items() if n != number and _solid(a)], OTHERS)
    if reference.value is None:
        return untested(Against.OTHERS, FEW)
    return _judged(own, reference, without(missing))


def _judged(own: Answer, reference: Result, reason: str) -> Comparison:
    found = judged(prudent_gap(own.drawn.result, reference), own.indicator.material_gap)
    gap = found.result
    if gap.p_value is None:
        return untested(Against.OTHERS, gap.note)
    verdict = Verdict.NO_EVIDENCE
    if found.significant:
        verdict = directed(gap.value or 0.0, own.indicator.direction) if found.material else Verdict.STABLE
    return Comparison(
        against=Against.OTHERS,
        verdict=verdict,
        reason=reason,
        benchmark=Shown(reference.value or 0.0, reference.lower, reference.upper, method=reference.method),
        difference=gap.value,
        lower=gap.lower,
        upper=gap.upper,
        p_value=gap.p_value,
        significant=found.significant,
        material=found.material,
    )
