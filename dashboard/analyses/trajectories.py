"""Year by year against the targets of each year, with PILOTE's progress rate (peers, § 3.11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.span import break_between
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator, Target
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.stats.target import TargetStatus, in_force, progress, status
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.reading import Reading
from dashboard.wording.trajectory import Reached, read_trajectory


@dataclass(frozen=True, slots=True)
class Step:
    """One year. `progress`: the rate at that year's target, in % (« à date »), None without an initial value.
    `running`: the year is not over; its value is drawn apart and has neither status nor rate."""

    year: int
    estimate: Estimate
    target: Target | None
    status: TargetStatus
    progress: float | None
    running: bool = False


@dataclass(frozen=True, slots=True)
class Trajectory:
    """`initial`: year and value of the last whole year before the first target, from which progress is measured."""

    indicator: Indicator
    steps: tuple[Step, ...]
    initial: tuple[int, float] | None
    reading: Reading

    @property
    def last(self) -> Step | None:
        """The last whole year that has both a value and a target."""
        return last_of(self.steps)


def trajectories(
    reader: Reader, indicators: tuple[Indicator, ...], scope: Scope, thresholds: Thresholds
) -> tuple[Trajectory, ...]:
    """One for each indicator that has a target for the scope, in the order given. Raises QueryError."""
    places = tuple(codes[0] for codes in (scope.sites, scope.services) if len(codes) == 1)
    aimed = {i.code: targets for i in indicators if (targets := _targets(i, places))}
    if not aimed:
        return ()
    found: dict[str, dict[int, Estimate]] = {}
    for figure in figures(reader, Question(tuple(aimed), (Axis.YEAR,), scope), thresholds):
        found.setdefault(figure.indicator.code, {})[int(str(figure.axes[Axis.YEAR]))] = figure.estimate
    return tuple(
        _trajectory(reader, i, aimed[i.code], found.get(i.code, {}), scope) for i in indicators if i.code in aimed
    )


def _targets(indicator: Indicator, places: Sequence[str]) -> dict[int, Target]:
    """Year → the target of the scope: the site's, the service's, else everyone's."""
    years = sorted({target.year for target in indicator.targets})
    known = {year: in_force(indicator.targets, year, *places) for year in years}
    return {year: target for year, target in known.items() if target is not None}


def _trajectory(
    reader: Reader, indicator: Indicator, targets: Mapping[int, Target], values: Mapping[int, Estimate], scope: Scope
) -> Trajectory:
    ends = reads.months(reader, indicators=[indicator.code]).last_month
    running = ends.year if ends is not None and ends.month < 12 else None
    solid = {
        year: estimate.value
        for year, estimate in values.items()
        if isinstance(estimate, Shown) and not estimate.fragile and year != running
    }
    base = max((year for year in solid if year < min(targets)), default=None)
    initial = None if base is None else (base, solid[base])
    steps = tuple(
        _step(indicator, year, values.get(year), targets.get(year), solid, initial, scope, running=year == running)
        for year in range(min([*values, *targets]), max([*values, *targets]) + 1)
        if year in values or year in targets
    )
    return Trajectory(indicator, steps, initial, _reading(indicator, steps, initial))


def _step(
    indicator: Indicator,
    year: int,
    estimate: Estimate | None,
    target: Target | None,
    solid: Mapping[int, float],
    initial: tuple[int, float] | None,
    scope: Scope,
    *,
    running: bool,
) -> Step:
    shown = estimate or Withheld(Status.NO_DATA, "Aucune réponse")
    value = solid.get(year)
    if target is None or value is None:
        missing = TargetStatus.NO_TARGET if target is None else TargetStatus.MISSING
        return Step(year, shown, target, missing, None, running)
    before = solid.get(year - 1)
    if before is not None and _cut(indicator, year - 1, year, scope):
        before = None
    rate = None
    if initial is not None and not _cut(indicator, initial[0], year, scope):
        rate = progress(initial[1], value, target.value, indicator.direction)
    return Step(year, shown, target, status(value, before, target, indicator.direction), rate, running)


def _cut(indicator: Indicator, first: int, last: int, scope: Scope) -> bool:
    """Whether the definition changed between two years."""
    return bool(break_between(indicator, Period.year(first), Period.year(last), scope.services))


def last_of(steps: Sequence[Step]) -> Step | None:
    """The last whole year that has both a value and a target."""
    both = (TargetStatus.MISSING, TargetStatus.NO_TARGET)
    return next((step for step in reversed(steps) if step.status not in both), None)


def _reading(indicator: Indicator, steps: Sequence[Step], initial: tuple[int, float] | None) -> Reading:
    last = last_of(steps)
    reached = None
    if last is not None and last.target is not None and isinstance(last.estimate, Shown):
        reached = Reached(last.year, last.estimate, last.target, last.status.value, last.progress)
    aims = [step.target for step in steps if step.target is not None and (last is None or step.year > last.year)]
    running = next((step.year for step in steps if step.running), None)
    return read_trajectory(indicator, reached, initial, aims, running)
