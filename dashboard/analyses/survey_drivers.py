"""Which questions of a closed survey go with an overall opinion, and which of them are less well answered.

Read whole, without the filters, so that no two results differ by a few people. Only questions whose figure is shown
take part; bases are rounded down to ten, which tells nobody how many people left one question out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from dashboard.analyses.survey_results import QuestionResult, overall_opinions, results, solid
from dashboard.analyses.surveys import Calendar
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.scope import Scope
from dashboard.stats.drivers import MOST_DRIVERS, Caution, fewest_cases
from dashboard.stats.pairwise import PairDriver, PairDrivers, pairwise_drivers
from dashboard.stats.quadrant import Quadrant, quadrants
from dashboard.stats.refusal import RefusedError
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.surveys import SurveyPairs
from dashboard.wording import survey_drivers as wording
from dashboard.wording.reading import Reading

ROUNDED_TO = 10
FEWEST_RANKED = 3
"""Questions below which there is no order to tell: the only one explains all that is explained."""
FEWEST_PLACED = 3
"""Questions of one scale below which a mean of them is no benchmark."""

Counts = Mapping[frozenset[str], int]
"""A pair of questions (one alone: itself) → the people who answered both."""


@dataclass(frozen=True, slots=True)
class Lever:
    """A question. `share` of what the questions explain, in %, with its 95 % bar; `n`: the people who answered it and
    the overall question, rounded down to ten. `quadrant` None: of another scale than the map. `sure`: neither interval
    crosses the middle of the map."""

    indicator: Indicator
    share: float
    lower: float | None
    upper: float | None
    r: float | None
    n: int
    performance: Shown
    quadrant: Quadrant | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class SurveyDrivers:
    """`outcome`: the overall opinion that is explained; `levers`, the most important first; `middle`: the mean
    importance and performance of those on the map, None when there is no map."""

    outcome: Indicator | None
    levers: tuple[Lever, ...]
    middle: tuple[float, float] | None
    reading: Reading


def survey_drivers(
    reader: Reader, calendar: Calendar, code: str, thresholds: Thresholds, outcome: str | None = None
) -> SurveyDrivers:
    """The drivers of an overall opinion of a closed survey: a question tied to no engagement, the most answered one
    unless `outcome` says another. Raises StopIteration when there is no such survey."""
    found = reader.compute(results, calendar, code, Scope(), thresholds)
    shown = {one.indicator.code: one for one in solid(found.questions)}
    outcomes = [one.indicator for one in overall_opinions(found.questions)]
    chosen = next((one for one in outcomes if one.code == outcome), outcomes[0] if outcomes else None)
    candidates = [one for one in shown.values() if one.indicator.commitment is not None]
    hidden = sum(one.spread is None and one.indicator.commitment is not None for one in found.questions)
    if chosen is None or not candidates or found.period is None:
        return _refused(chosen, wording.NOTHING_TO_CROSS)
    rows = reads.survey_pairs(
        reader, survey=code, start=found.period.start, stop=found.period.stop,
        indicators=[chosen.code, *(one.indicator.code for one in candidates)],
    )  # fmt: skip
    one_in = max((row.one_in for row in rows), default=1)
    counts = counts_of(rows)
    kept, few = crossed([one.indicator.code for one in candidates], chosen.code, counts)
    if not kept:
        return _refused(chosen, wording.TOO_FEW_CROSSED)
    if len(kept) < FEWEST_RANKED:
        return _refused(chosen, wording.TOO_FEW_QUESTIONS)
    try:
        drivers = pairwise_drivers(rows, kept, chosen.code)
    except RefusedError as refused:
        return _refused(chosen, str(refused))
    if not drivers.r2:
        return _refused(chosen, wording.NOTHING_EXPLAINED)
    levers, middle = placed(_levers(drivers, shown, chosen.code, counts))
    apart = [shown[code].indicator.label for code in few]
    read = wording.read_drivers(
        chosen, [_said(lever) for lever in levers], drivers.r2, apart, hidden, one_in,
        weak=Caution.WEAK in drivers.cautions, redundant=Caution.REDUNDANT in drivers.cautions,
    )  # fmt: skip
    return SurveyDrivers(chosen, levers, middle, read)


def _refused(outcome: Indicator | None, why: str) -> SurveyDrivers:
    return SurveyDrivers(outcome, (), None, wording.refused(why))


def _said(lever: Lever) -> wording.Said:
    return wording.Said(lever.indicator.label, lever.share, lever.lower, lever.upper, lever.quadrant, lever.sure)


def counts_of(rows: Sequence[SurveyPairs]) -> Counts:
    """How many people answered each pair."""
    counts: dict[frozenset[str], int] = {}
    for row in rows:
        pair = frozenset((row.first, row.second))
        counts[pair] = counts.get(pair, 0) + row.n
    return counts


def crossed(drivers: Sequence[str], outcome: str, counts: Counts) -> tuple[list[str], list[str]]:
    """The questions of which every pair has enough people (`fewest_cases`), and those left aside: beyond 12, the least
    crossed with the outcome, however many people they have; then the weakest, until what remains holds."""
    kept = sorted(drivers, key=lambda code: -counts.get(frozenset((code, outcome)), 0))[:MOST_DRIVERS]
    aside = [code for code in drivers if code not in kept]
    while kept:
        least = {code: min(counts.get(frozenset((code, other)), 0) for other in (*kept, outcome)) for code in kept}
        weakest = min(least.values())
        if weakest >= fewest_cases(len(kept)):
            break
        # Both questions of the weakest pair reach it: the one less crossed with the outcome goes.
        worst = [code for code in kept if least[code] == weakest][-1]
        kept.remove(worst)
        aside.append(worst)
    return [code for code in drivers if code in kept], aside


def _levers(drivers: PairDrivers, shown: Mapping[str, QuestionResult], outcome: str, counts: Counts) -> list[Lever]:
    return [_lever(one, shown[one.name], counts[frozenset((one.name, outcome))]) for one in drivers.drivers]


def _lever(one: PairDriver, result: QuestionResult, n: int) -> Lever:
    assert one.share is not None
    assert result.spread is not None
    low, high = (None if limit is None else 100 * limit for limit in (one.lower, one.upper))
    return Lever(result.indicator, 100 * one.share, low, high, one.r, n // ROUNDED_TO * ROUNDED_TO, result.spread.top)


def placed(levers: Sequence[Lever]) -> tuple[tuple[Lever, ...], tuple[float, float] | None]:
    """The levers, the most important first, those of the commonest scale with their quadrant; the middle of the map.

    Favourable shares of two scales are not on one axis: « oui » of two answers is not « 9 ou 10 » of eleven.
    """
    ordered = sorted(levers, key=lambda lever: (-lever.share, lever.indicator.code))
    groups: dict[tuple[object, ...], list[Lever]] = {}
    for lever in ordered:
        groups.setdefault(_shape(lever.indicator), []).append(lever)
    common = max(groups.values(), key=len, default=[])
    if len(common) < FEWEST_PLACED:
        return tuple(ordered), None
    shares, tops = [lever.share for lever in common], [lever.performance.value for lever in common]
    middle = fsum(shares) / len(common), fsum(tops) / len(common)
    found = {
        lever.indicator.code: replace(lever, quadrant=quadrant, sure=_sure(lever, middle))
        for lever, quadrant in zip(common, quadrants(shares, tops), strict=True)
    }
    return tuple(found.get(lever.indicator.code, lever) for lever in ordered), middle


def _shape(indicator: Indicator) -> tuple[object, ...]:
    """What makes favourable shares comparable: as many grades, the same of them favourable."""
    scale = indicator.scale
    return (indicator.direction, len(scale.grades), scale.favourable) if scale is not None else (indicator.code,)


def _sure(lever: Lever, middle: tuple[float, float]) -> bool:
    intervals = (lever.lower, lever.upper), (lever.performance.lower, lever.performance.upper)
    return all(
        low is not None and high is not None and not low <= cut <= high
        for (low, high), cut in zip(intervals, middle, strict=True)
    )
