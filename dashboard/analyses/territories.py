"""One indicator by territory, for a map: départements, or ressorts and directions when a judicial map is loaded."""

from dataclasses import dataclass

from dashboard.analyses.answers import resolve
from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.limits import setting_of
from dashboard.analyses.question import Axis, Question
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import DISTINCT, Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording import left_out
from dashboard.wording.reading import Reading
from dashboard.wording.territories import COURT, DEPARTMENT, DIRECTION, read_territories
from dashboard.wording.units import Tally, read_units

NOUNS = {Axis.DEPARTMENT: DEPARTMENT, Axis.COURT: COURT, Axis.DIRECTION: DIRECTION}
"""The axes that a map draws, and what their territories are called."""


@dataclass(frozen=True, slots=True)
class Territories:
    """One figure a territory that was observed, its comparison with the rest of the network, and the reading of the
    map. `tested`: whether any could be compared; else the map shows values."""

    figures: tuple[Figure, ...]
    tested: bool
    reading: Reading

    @property
    def distinct(self) -> list[Figure]:
        """Those whose gap is demonstrated and large enough, by code."""
        return [f for f in self.figures if f.comparison and f.comparison.verdict in DISTINCT]


def territories(
    reader: Reader, indicator: str, axis: Axis, scope: Scope, thresholds: Thresholds, period: Period | None = None
) -> Territories:
    """One figure a territory; verdicts corrected for their number. Raises QueryError, for an axis of the judicial map
    when no table is loaded as well."""
    question = Question((indicator,), (axis,), scope, period, Against.NETWORK)
    placed = [figure for figure in figures(reader, question, thresholds) if figure.axes[axis]]
    [chosen], span = resolve(reader, Question((indicator,), period=period))
    setting = setting_of(reader, span, [chosen])
    compared = [figure.comparison for figure in placed if figure.comparison is not None]
    tally = Tally.of([comparison.verdict for comparison in compared], left_out.causes(compared))
    if not tally.tested:
        reading = read_territories(chosen, [figure.estimate for figure in placed], setting, NOUNS[axis])
    else:
        reading = read_units(NOUNS[axis], tally, setting)
    return Territories(tuple(placed), bool(tally.tested), reading)
