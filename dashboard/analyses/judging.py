"""Several comparisons of the same answers, each reference read once: last year, the rest of the network, the target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.analyses.answers import Answer
from dashboard.analyses.figures import Figure, figure_of
from dashboard.analyses.question import Question
from dashboard.analyses.references import against_earlier, against_network, against_target, earlier, network_rows
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


def read_judged(noun: Noun, seen: Sequence[Judged], setting: Setting) -> Reading:
    """How many progress or fall back since the earlier period, and how many targets are met."""
    earlier = [item.earlier for item in seen]
    goals = [item.target.verdict for item in seen if item.target.verdict is not Verdict.NO_TARGET]
    targets = Targets(len(goals), goals.count(Verdict.MET))
    return read_progress(noun, Tally.of([c.verdict for c in earlier], left_out.causes(earlier)), targets, setting)
