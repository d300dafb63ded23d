"""Several comparisons of the same answers, each reference read once: last year, the rest of the network, the target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer
from dashboard.analyses.comparing import untested
from dashboard.analyses.correction import corrected
from dashboard.analyses.figures import Figure, figure_of
from dashboard.analyses.networks import networks
from dashboard.analyses.question import Question
from dashboard.analyses.references import against_earlier, against_target, earlier
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.store.reads import Reader
from dashboard.wording import left_out
from dashboard.wording.grammar import Noun
from dashboard.wording.limits import Setting
from dashboard.wording.progress import Targets, read_progress
from dashboard.wording.reading import Reading
from dashboard.wording.units import Tally


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
    *,
    peers: bool = True,
) -> Callable[[Answer], Judged]:
    """What judges one answer of `question` three times over; `against` is the earlier period of the first. Without
    `peers` the network is not read: nothing is said of it. Verdicts are those of each test alone: see `families`."""
    last_year = earlier(reader, question, chosen, period, thresholds, Against.LAST_YEAR)
    before = (
        last_year if against is Against.LAST_YEAR else earlier(reader, question, chosen, period, thresholds, against)
    )
    network = networks(reader, question, chosen, period, thresholds).against if peers else _not_asked
    running = unfinished_month(reader)

    def judge(answer: Answer) -> Judged:
        found = against_earlier(answer, against, before, question, running)
        return Judged(
            figure_of(answer, question, found),
            found,
            network(answer),
            against_target(answer, last_year, question, running),
        )

    return judge


def _not_asked(answer: Answer) -> Comparison:
    return untested(Against.NETWORK, "comparaison non demandée")


def families(table: Sequence[Judged]) -> list[Judged]:
    """The rows of one table, their verdicts corrected for their number: over time, and against the network."""
    earlier = corrected([item.earlier for item in table])
    network = corrected([item.network for item in table])
    return [
        replace(item, figure=replace(item.figure, comparison=before), earlier=before, network=beside)
        for item, (before, _), (beside, _) in zip(table, earlier, network, strict=True)
    ]


def read_judged(noun: Noun, seen: Sequence[Judged], setting: Setting) -> Reading:
    """How many progress or fall back since the earlier period, and how many targets are met."""
    earlier = [item.earlier for item in seen]
    goals = [item.target.verdict for item in seen if item.target.verdict is not Verdict.NO_TARGET]
    targets = Targets(len(goals), goals.count(Verdict.MET))
    return read_progress(noun, Tally.of([c.verdict for c in earlier], left_out.causes(earlier)), targets, setting)
