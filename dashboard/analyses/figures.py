"""The one way to a figure: pages, exports and command line all ask here."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analyses.answers import Answer, answers, nothing, resolve
from dashboard.analyses.correction import in_families
from dashboard.analyses.networks import networks
from dashboard.analyses.observed import Key
from dashboard.analyses.other_engagements import other_engagements
from dashboard.analyses.question import TIMES, Axis, Question
from dashboard.analyses.references import against_earlier, against_target, earlier
from dashboard.analyses.scopes import check_axes, check_scope
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Grain, Period
from dashboard.domain.sites import Level
from dashboard.store.reads import Reader

__all__ = ["Against", "Axis", "Comparison", "Figure", "Question", "Verdict", "figures"]

AxisValue = str | int | date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """What may be shown of one combination of the axes. `level` says where the figure comes from: sites, or published
    directly for a territory; `n_sites` how many sites are pooled in it (None when nothing is shown)."""

    indicator: Indicator
    axes: dict[Axis, AxisValue]
    estimate: Estimate
    comparison: Comparison | None
    level: Level
    period: Period
    n_sites: int | None = None


def figures(reader: Reader, question: Question, thresholds: Thresholds) -> list[Figure]:
    """The figures of a question, in the order of its indicators, then of its axes.

    A question without axis always has one figure an indicator, withheld when nothing was observed; with axes, only
    the combinations that were observed come out. Raises QueryError (unknown indicator, service, site, period…).
    """
    chosen, period = resolve(reader, question)
    check_scope(reader, question.scope)
    check_axes(reader, question.by)
    if period is None:
        return []
    found = answers(reader, question, chosen, period, thresholds)
    if not question.places and question.grain is None:
        for indicator in chosen:
            if all(key.indicator != indicator.code for key in found):
                empty = nothing(indicator, period, question.level)
                found[empty.key] = empty
        rank = {indicator.code: place for place, indicator in enumerate(chosen)}
        found = dict(sorted(found.items(), key=lambda item: rank[item[0].indicator]))
    judge = comparisons(reader, question, chosen, period, thresholds, found)
    compared = in_families([judge(answer) for answer in found.values()], _families(list(found)))
    return [figure_of(answer, question, one) for answer, one in zip(found.values(), compared, strict=True)]


def _families(keys: Sequence[Key]) -> list[Hashable]:
    """The family of each figure of a table: one indicator, one step of time, all the units. A table of one unit is its
    steps: they are the family."""
    units: dict[str, set[Key]] = {}
    for key in keys:
        units.setdefault(key.indicator, set()).add(key._replace(bucket=None))
    return [(key.indicator, key.bucket if len(units[key.indicator]) > 1 else None) for key in keys]


def comparisons(
    reader: Reader,
    question: Question,
    chosen: Sequence[Indicator],
    period: Period,
    thresholds: Thresholds,
    found: Mapping[Key, Answer] | None = None,
) -> Callable[[Answer], Comparison | None]:
    """What compares one answer as the question asks; the references are read once for all. `found`: the answers, when
    they are known. Only the verdict of a site against its network is corrected for its family."""
    match question.against:
        case None:
            return lambda answer: None
        case Against.NETWORK:
            return networks(reader, question, chosen, period, thresholds, found).against
        case Against.OTHERS:
            others = other_engagements(reader, question, chosen, period, thresholds)
            return others.against
        case Against.TARGET:
            last_year = earlier(reader, question, chosen, period, thresholds, Against.TARGET)
            running = unfinished_month(reader)
            return lambda answer: against_target(answer, last_year, question, running)
        case against:
            before = earlier(reader, question, chosen, period, thresholds, against)
            running = unfinished_month(reader)
            return lambda answer: against_earlier(answer, against, before, question, running)


def figure_of(answer: Answer, question: Question, comparison: Comparison | None = None) -> Figure:
    """The public part of an answer."""
    axes = {axis: _axis_value(answer, axis) for axis in question.by}
    n_sites = int(answer.row.n_sites) if answer.row is not None else None
    return Figure(answer.indicator, axes, answer.estimate, comparison, answer.level, answer.span, n_sites)


def _axis_value(answer: Answer, axis: Axis) -> AxisValue:
    if axis is Axis.COMMITMENT:
        return answer.indicator.commitment
    if axis not in TIMES:
        return answer.key.place(axis)
    start = answer.span.start
    match Grain(axis.value):
        case Grain.MONTH:
            return f"{start:%Y-%m}"
        case Grain.QUARTER:
            return f"{start.year}-T{(start.month + 2) // 3}"
        case Grain.YEAR:
            return start.year
