"""Who answered a survey, beside the wave before: service, site type, region, channel; and what a change of mix makes of
the overall figure.

Read whole, without the filters. Services, types and regions are counted by the answers to the question most answered,
which are protected as any figure; channels by the people who answered, protected as in the field (`suppression.parts`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analyses.composition import between
from dashboard.analyses.correction import survives
from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import labels
from dashboard.analyses.survey_channels import channel_effect
from dashboard.analyses.survey_results import QuestionResult, results
from dashboard.analyses.surveys import Calendar, leading_questions, months_of
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.domain.survey import Survey
from dashboard.stats.mix import SLIGHT, MixChange, mix_change
from dashboard.stats.multiple import adjusted
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.suppression.parts import closed_parts
from dashboard.wording import survey_profile as wording
from dashboard.wording.reading import Reading

PLACES = (("Service", Axis.SERVICE), ("Typologie", Axis.SITE_TYPE), ("Région", Axis.REGION))
CHANNEL = "Canal de réponse"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people are in each category that may be told, by code, and in all of them."""

    shown: Mapping[str, int]
    total: int

    def others(self, kept: Sequence[str]) -> int:
        """Those of no kept category."""
        return self.total - sum(self.shown[code] for code in kept)


@dataclass(frozen=True, slots=True)
class Share:
    """A category: its share of each wave in %, None when it may not be told, or with no wave before."""

    label: str
    now: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait of the respondents. `change` None: nothing to compare; `changed`: the mix differs by more than chance and
    enough to matter; `effect`: what the mix makes of the gap of the overall figure, in its unit, None when not known."""

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
    found = results(reader, calendar, code, Scope(), thresholds)
    overall = _overall(found.questions)
    compared = [wave.code for wave in (survey, earlier) if wave is not None]
    traits = []
    for name, axis in PLACES:
        counts = [_by_place(reader, one, axis, thresholds) for one in compared]
        names = {Axis.SERVICE: "services", Axis.SITE_TYPE: "site_types", Axis.REGION: "regions"}[axis]
        traits.append(_trait(name, counts, getattr(labels(reader, Scope()), names)))
    channels = [_by_channel(reader, one, thresholds) for one in compared]
    traits.append(_trait(CHANNEL, channels, {}))
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


def _overall(questions: Sequence[QuestionResult]) -> QuestionResult | None:
    """The overall opinion most answered: a question tied to no engagement."""
    known = [one for one in questions if one.indicator.commitment is None and one.spread is not None]
    return max(known, key=lambda one: one.spread.n if one.spread else 0, default=None)


def _periods(reader: Reader, now: Period, earlier: Survey) -> tuple[Period, Period] | None:
    asked = leading_questions(reader).get(earlier.code)
    return (now, months_of(asked)) if asked is not None else None


def _by_place(reader: Reader, code: str, axis: Axis, thresholds: Thresholds) -> Counts | None:
    """None when another source is mixed with the answers of the question, or when its whole may not be told."""
    asked = leading_questions(reader).get(code)
    if asked is None or not asked.alone:
        return None
    period = months_of(asked)
    [whole] = figures(reader, Question((asked.indicator,), period=period), thresholds)
    if not isinstance(whole.estimate, Shown) or whole.estimate.n is None or whole.level is not Level.SITE:
        return None
    split = figures(reader, Question((asked.indicator,), (axis,), period=period), thresholds)
    shown = {
        str(one.axes[axis]): one.estimate.n
        for one in split
        if isinstance(one.estimate, Shown) and one.estimate.n and one.level is Level.SITE
    }
    return Counts(shown, whole.estimate.n)


def _by_channel(reader: Reader, code: str, thresholds: Thresholds) -> Counts | None:
    rows = [row for row in reads.survey_parts(reader, surveys=[code]) if row.channel is not None]
    hidden = closed_parts([row.n for row in rows], thresholds.masked_below)
    shown = {str(row.channel): row.n for place, row in enumerate(rows) if row.n and place not in hidden}
    return Counts(shown, sum(row.n for row in rows)) if shown else None


def _trait(name: str, waves: Sequence[Counts | None], names: Mapping[str, str]) -> Trait:
    """The shares of both waves. Categories told on one side only are added to the others before they are compared."""
    now, before = waves[0], waves[1] if len(waves) > 1 else None
    if now is None:
        return Trait(name, (), None, changed=False)
    codes = sorted({*now.shown, *(before.shown if before else ())}, key=lambda code: (-now.shown.get(code, 0), code))
    shares = [Share(names.get(code, code), _share(now, code), _share(before, code)) for code in codes]
    shares.append(Share(wording.OTHERS, _rest(now), _rest(before)))
    kept = [code for code in codes if before is not None and code in now.shown and code in before.shown]
    change = None
    if before is not None and kept:
        change = mix_change(*([*(one.shown[code] for code in kept), one.others(kept)] for one in (now, before)))
    return Trait(name, tuple(one for one in shares if one.now or one.before), change, changed=False)


def _share(counts: Counts | None, code: str) -> float | None:
    return 100 * counts.shown[code] / counts.total if counts is not None and code in counts.shown else None


def _rest(counts: Counts | None) -> float | None:
    """What the categories that may not be told hold together."""
    return None if counts is None else 100 * counts.others(list(counts.shown)) / counts.total


def _judged(traits: Sequence[Trait]) -> list[Trait]:
    """Those that changed: enough to matter, and not by chance once corrected for the number of traits."""
    corrected = adjusted([one.change.p_value if one.change else None for one in traits])
    return [
        Trait(one.name, one.shares, one.change, changed=bool(one.change and p is not None and _moved(one.change, p)))
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
    return Trait(trait.name, trait.shares, trait.change, trait.changed, effect)
