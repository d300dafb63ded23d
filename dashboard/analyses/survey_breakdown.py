"""One question of a survey by service, site type or site, each against the rest of the network."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.limits import setting_of
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import names_of
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording import left_out
from dashboard.wording.grammar import Noun
from dashboard.wording.reading import Reading
from dashboard.wording.units import SERVICE, SITE, Tally, read_units

NOUNS = {Axis.SERVICE: SERVICE, Axis.SITE_TYPE: Noun("typologie", feminine=True), Axis.SITE: SITE}
MOST_DRAWN = 25
"""Units that a chart holds; the table has them all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit with its figure and its verdict, corrected for the number of units."""

    code: str
    label: str
    estimate: Estimate
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`parts`, the highest value first, those without a figure last; `question` is what they answer."""

    indicator: Indicator
    question: Question
    parts: tuple[Part, ...]
    whole: Estimate
    reading: Reading

    @property
    def shown(self) -> tuple[Part, ...]:
        """Those with a figure."""
        return tuple(part for part in self.parts if isinstance(part.estimate, Shown))

    @property
    def drawn(self) -> tuple[Part, ...]:
        """What the chart holds of `shown`: everything, or the gaps that are demonstrated then the largest bases."""
        if len(self.shown) <= MOST_DRAWN:
            return self.shown
        kept = sorted(self.shown, key=_interest)[:MOST_DRAWN]
        return tuple(part for part in self.shown if part in kept)


def survey_breakdown(
    reader: Reader, indicator: str, axis: Axis, scope: Scope, period: Period, thresholds: Thresholds
) -> Breakdown:
    """The units of a scope that were observed over the months of a survey, `period`. Raises QueryError."""
    question = Question((indicator,), (axis,), scope, period, Against.NETWORK)
    found = figures(reader, question, thresholds)
    [whole] = figures(reader, Question((indicator,), (), scope, period), thresholds)
    names = names_of(reader, axis)
    parts = sorted((_part(one, axis, names) for one in found), key=_height)
    compared = [part.comparison for part in parts]
    tally = Tally.of([one.verdict for one in compared], left_out.causes(compared))
    read = read_units(NOUNS[axis], tally, setting_of(reader, period, [whole.indicator]))
    return Breakdown(whole.indicator, question, tuple(parts), whole.estimate, read)


def _part(figure: Figure, axis: Axis, names: Mapping[str, str]) -> Part:
    code = str(figure.axes[axis])
    assert figure.comparison is not None
    return Part(code, names.get(code, code), figure.estimate, figure.comparison)


def _height(part: Part) -> tuple[bool, float, str]:
    shown = isinstance(part.estimate, Shown)
    return not shown, -part.estimate.value if isinstance(part.estimate, Shown) else 0.0, part.label


def _interest(part: Part) -> tuple[bool, int, str]:
    same = part.comparison.verdict in (Verdict.NO_EVIDENCE, Verdict.NOT_TESTED, Verdict.STABLE)
    return same, -(part.estimate.n or 0) if isinstance(part.estimate, Shown) else 0, part.label
