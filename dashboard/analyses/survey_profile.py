"""Who answered a survey, beside the wave before: service, site type, region, channel; and what a change of mix makes of
the overall figure.

Read whole, without the filters. Services, types and regions are counted by the answers to the question most answered,
which are protected as any figure; channels by the people who answered, protected as in the field (`suppression.parts`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.composition import between
from dashboard.analyses.correction import survives
from dashboard.analyses.question import Axis
from dashboard.analyses.respondents import Counts, counted_by_channel, counted_by_place
from dashboard.analyses.scopes import names_of
from dashboard.analyses.survey_channels import channel_effect
from dashboard.analyses.survey_results import QuestionResult, overall_opinions, results
from dashboard.analyses.surveys import Calendar, leading_questions, months_of
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.survey import Survey
from dashboard.stats.mix import SLIGHT, MixChange, mix_change
from dashboard.stats.multiple import adjusted
from dashboard.store.reads import Reader
from dashboard.wording import survey_profile as wording
from dashboard.wording.reading import Reading

PLACES = (("Service", Axis.SERVICE), ("Typologie", Axis.SITE_TYPE), ("Région", Axis.REGION))
CHANNEL = "Canal de réponse"


@dataclass(frozen=True, slots=True)
class Share:
    """A category: its share of each wave in %, None when it may not be told, or with no wave before."""

    label: str
    now: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait of the respondents. `change` None: nothing to compare; `changed`: the mix differs by more than chance
    and enough to matter; `effect`: what the mix makes of the gap of the overall figure, None when not known."""

    name: str
    shares: tuple[Share, ...]
    change: MixChange | None
    changed: bool
    effect: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The traits of a wave; `overall` is the question that the effect is on, None without any."""

    previous: Survey | None
    overall: Indicator | None
    traits: tuple[Trait, ...]
    changed: bool
    reading: Reading


def survey_profile(reader: Reader, calendar: Calendar, code: str, thresholds: Thresholds) -> Profile:
    """The respondents of a survey. Raises StopIteration when there is no such survey."""
    survey = calendar.find(code)
    earlier = calendar.previous(survey)
    found = reader.compute(results, calendar, code, Scope(), thresholds)
    overall = next(iter(overall_opinions(found.questions)), None)
    compared = [wave.code for wave in (survey, earlier) if wave is not None]
    traits = []
    for name, axis in PLACES:
        counts = [counted_by_place(reader, one, axis, thresholds) for one in compared]
        traits.append(_trait(name, counts, names_of(reader, axis), thresholds))
    channels = [counted_by_channel(reader, one, thresholds) for one in compared]
    traits.append(_trait(CHANNEL, channels, {}, thresholds))
    judged = _judged(traits)
    if overall is not None and found.period is not None and earlier is not None:
        periods = _periods(reader, found.period, earlier)
        judged = [_with_effect(reader, one, overall, (survey, earlier), periods, thresholds) for one in judged]
    said = [wording.Said(one.name, one.change.difference, one.effect) for one in judged if one.changed and one.change]
    named = overall.indicator if overall is not None else None
    weighted = overall is not None and isinstance(overall.estimate, Shown) and overall.estimate.n_eff is not None
    tested = sum(one.change is not None for one in judged)
    read = wording.read_profile(said, tested, named, earlier, weighted=weighted)
    return Profile(earlier, named, tuple(one for one in judged if one.shares), bool(said), read)


def _periods(reader: Reader, now: Period, earlier: Survey) -> tuple[Period, Period] | None:
    asked = leading_questions(reader).get(earlier.code)
    return (now, months_of(asked)) if asked is not None else None


def _trait(name: str, waves: Sequence[Counts | None], names: Mapping[str, str], thresholds: Thresholds) -> Trait:
    """The shares of both waves. Categories told on one side only are added to the others before they are compared."""
    now, before = waves[0], waves[1] if len(waves) > 1 else None
    if now is None:
        return Trait(name, (), None, changed=False)
    codes = sorted({*now.shown, *(before.shown if before else ())}, key=lambda code: (-now.shown.get(code, 0), code))
    shares = [Share(names.get(code, code), _share(now, code), _share(before, code)) for code in codes]
    shares.append(Share(wording.OTHERS, *(one.rest(thresholds.masked_below) if one else None for one in (now, before))))
    kept = [code for code in codes if before is not None and code in now.shown and code in before.shown]
    change = None
    if before is not None and kept:
        change = mix_change(*([*(one.shown[code] for code in kept), one.others(kept)] for one in (now, before)))
    return Trait(name, tuple(one for one in shares if one.now or one.before), change, changed=False)


def _share(counts: Counts | None, code: str) -> float | None:
    return 100 * counts.shown[code] / counts.total if counts is not None and code in counts.shown else None


def _judged(traits: Sequence[Trait]) -> list[Trait]:
    """Those that changed: enough to matter, and not by chance once corrected for the number of traits."""
    corrected = adjusted([one.change.p_value if one.change else None for one in traits])
    return [
        replace(one, changed=bool(one.change and p is not None and _moved(one.change, p)))
        for one, p in zip(traits, corrected, strict=True)
    ]


def _moved(change: MixChange, adjusted_p: float) -> bool:
    return survives(adjusted_p) and change.difference >= SLIGHT


def _with_effect(
    reader: Reader,
    trait: Trait,
    overall: QuestionResult,
    surveys: tuple[Survey, Survey],
    periods: tuple[Period, Period] | None,
    thresholds: Thresholds,
) -> Trait:
    """The trait with what its mix makes of the gap between both waves."""
    if not trait.changed or periods is None or overall.comparison.difference is None:
        return trait
    axis = dict(PLACES).get(trait.name)
    if axis is None:
        effect = channel_effect(reader, overall.indicator, (surveys[0].code, surveys[1].code), periods, thresholds)
    else:
        made = between(reader, overall.indicator, Scope(), thresholds, periods, axis, overall.comparison)
        effect = made.split.mix_effect if made.split is not None else None
    return replace(trait, effect=effect)
