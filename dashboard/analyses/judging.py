"""Several comparisons of the same answers, each reference read once: last year, the rest of the network, the target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer
from dashboard.analyses.figures import Figure, figure_of
from dashboard.analyses.question import Question
from dashboard.analyses.references import against_earlier, against_network, against_target, earlier, network_rows
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.stats.constants import ALPHA, SLACK
from dashboard.stats.multiple import adjusted
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure with its time, peer and target verdicts. `figure.comparison` is `earlier`, the one over time."""

    figure: Figure
    earlier: Comparison
    network: Comparison
    target: Comparison


def judges(
    reader: Reader,
    question: Question,
    chosen: Sequence[Indicator],
    period: Period,
    thresholds: Thresholds,
    against: Against = Against.LAST_YEAR,
) -> Callable[[Answer], Judged]:
    """What judges one answer of `question` three times over; `against` is the earlier period of the first."""
    last_year = earlier(reader, question, chosen, period, thresholds, Against.LAST_YEAR)
    before = (
        last_year if against is Against.LAST_YEAR else earlier(reader, question, chosen, period, thresholds, against)
    )
    networks = network_rows(reader, question, chosen, period)
    running = unfinished_month(reader)

    def judge(answer: Answer) -> Judged:
        found = against_earlier(answer, against, before, question, running)
        return Judged(
            figure_of(answer, question, found),
            found,
            against_network(answer, networks, thresholds),
            against_target(answer, last_year, question, running),
        )

    return judge


DIRECTED = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER, Verdict.STABLE)


def corrected(comparisons: Sequence[Comparison]) -> list[tuple[Comparison, float | None]]:
    """The verdicts once corrected for their number (Benjamini–Hochberg), with the adjusted p-values, in input order.

    Only those that were tested belong to the family; a verdict that does not survive becomes `no_evidence`.
    """
    tested = [c.p_value if c.verdict is not Verdict.NOT_TESTED else None for c in comparisons]
    result = []
    for comparison, p in zip(comparisons, adjusted(tested), strict=True):
        kept = p is not None and p <= ALPHA + SLACK
        if comparison.verdict in DIRECTED and not kept:
            comparison = replace(comparison, verdict=Verdict.NO_EVIDENCE, significant=False)
        result.append((comparison, p))
    return result
