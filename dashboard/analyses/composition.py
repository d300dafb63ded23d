"""Does a difference of mix explain a gap? The same gap at equal mix, and its split into rate and mix (§ 16)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer, answers, resolve
from dashboard.analyses.comparing import compare, concluded, untested, why_withheld
from dashboard.analyses.drawing import Family
from dashboard.analyses.figures import figures
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope, names_of
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.french_order import in_order, place_of
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.stats.difference import judged
from dashboard.stats.poststratification import Stratum
from dashboard.stats.standardisation import Part, Split, Standardised, split, standardised
from dashboard.store.reads import Reader
from dashboard.wording import composition as wording
from dashboard.wording.composition import Effects, read_composition
from dashboard.wording.reading import Reading

ENOUGH = 0.5
"""Below this share of the answers of a side, what the strata of both sides say is not the gap that was asked."""


@dataclass(frozen=True, slots=True)
class StratumRow:
    """One stratum of both sides: its figures, and its share of each side (0 to 1, over the strata of both)."""

    label: str
    first: Estimate
    second: Estimate
    shares: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Composition:
    """A gap first − second in the unit of the indicator. `standardised` and `split` are None when `refusal` says why.

    `raw`: the gap as it is; `verdict`: that of the gap at equal mix; `material`: mix explains a part that matters.
    """

    indicator: Indicator
    raw: Comparison
    rows: tuple[StratumRow, ...]
    left_out: tuple[str, ...]
    standardised: Standardised | None
    split: Split | None
    verdict: Verdict
    material: bool
    refusal: str
    reading: Reading


Side = Mapping[str, Answer]
"""Code of a stratum → its answer."""


def between_periods(
    reader: Reader,
    indicator: str,
    scope: Scope,
    thresholds: Thresholds,
    period: Period,
    strata: Axis,
    against: Against = Against.LAST_YEAR,
) -> Composition:
    """The period against an earlier one. Raises QueryError."""
    question = Question((indicator,), (), scope, period, against)
    [chosen], span = resolve(reader, question)
    whole = next(iter(figures(reader, question, thresholds)), None)
    if span is None or whole is None or whole.comparison is None:
        return _composed(chosen, untested(against, "aucune réponse"), {}, {}, {})
    return between(reader, chosen, scope, thresholds, (period, against.earlier(period)), strata, whole.comparison)


def between(
    reader: Reader,
    indicator: Indicator,
    scope: Scope,
    thresholds: Thresholds,
    periods: tuple[Period, Period],
    strata: Axis,
    raw: Comparison,
) -> Composition:
    """Any period against any other, the gap `raw` of which is known: two waves of a survey."""
    now, then = (_side(reader, indicator, scope, one, strata, thresholds) for one in periods)
    return _composed(indicator, raw, now, then, names_of(reader, strata))


def between_services(
    reader: Reader,
    indicator: str,
    scope: Scope,
    thresholds: Thresholds,
    period: Period,
    strata: Axis,
    services: tuple[str, str],
) -> Composition:
    """The first service against the second, whatever service the scope keeps. Raises QueryError."""
    [chosen], span = resolve(reader, Question((indicator,), (), scope, period))
    check_scope(reader, replace(scope, services=services))
    if span is None:
        return _composed(chosen, untested(Against.NETWORK, "aucune réponse"), {}, {}, {})
    wide = replace(scope, services=())
    found = answers(reader, Question((indicator,), (Axis.SERVICE,), wide, period), [chosen], period, thresholds)
    one, other = (found.get(Key(chosen.code, service=code)) for code in services)
    raw = untested(Against.NETWORK, "aucune réponse")
    if one is not None and other is not None:
        raw = compare(chosen, Against.NETWORK, (one.drawn, one.estimate), (other.drawn, other.estimate))
    scopes = [replace(scope, services=(code,)) for code in services]
    first, second = (_side(reader, chosen, one, period, strata, thresholds) for one in scopes)
    return _composed(chosen, raw, first, second, names_of(reader, strata))


def _side(
    reader: Reader, chosen: Indicator, scope: Scope, period: Period, strata: Axis, thresholds: Thresholds
) -> Side:
    question = Question((chosen.code,), (strata,), scope, period)
    found = answers(reader, question, [chosen], period, thresholds)
    return {key.place(strata) or "": answer for key, answer in found.items() if _observed(answer)}


def _observed(answer: Answer) -> bool:
    """A stratum where nobody answered is no stratum."""
    return isinstance(answer.estimate, Shown) or answer.estimate.status is not Status.NO_DATA


def _composed(chosen: Indicator, raw: Comparison, first: Side, second: Side, names: Mapping[str, str]) -> Composition:
    """`raw` is the gap that the strata explain, or not."""
    refusal = _refusal(raw, first, second)
    parts = [{code: _part(answer) for code, answer in side.items()} for side in (first, second)]
    known = [{code: part for code, part in side.items() if part is not None} for side in parts]
    if not refusal and any(len(side) < len(all_) for side, all_ in zip(known, parts, strict=True)):
        refusal = wording.NO_SUMS
    out = tuple(in_order(names.get(code, code) for code in first.keys() ^ second.keys()))
    if refusal:
        return _refused(chosen, raw, out, refusal)
    equal, effects = standardised(*known), split(*known)
    if equal.covered is None or min(equal.covered) < ENOUGH:
        return _refused(chosen, raw, out, wording.TOO_NARROW)
    assert effects is not None
    tested = judged(equal.difference, chosen.material_gap)
    verdict = Verdict.NOT_TESTED
    if equal.difference.p_value is not None and equal.difference.value is not None:
        verdict = concluded(
            equal.difference.value, chosen.direction, significant=tested.significant, material=tested.material
        )
    material = abs(effects.mix_effect) >= chosen.material_gap
    found = _effects(equal, effects, verdict, material=material)
    read = read_composition(chosen, found, out)
    rows = _rows(first, second, known, names)
    return Composition(chosen, raw, rows, out, equal, effects, verdict, material, "", read)


def _refused(chosen: Indicator, raw: Comparison, out: tuple[str, ...], why: str) -> Composition:
    return Composition(
        chosen, raw, (), out, None, None, Verdict.NOT_TESTED, False, why, read_composition(chosen, None, out, why)
    )


def _effects(equal: Standardised, effects: Split, verdict: Verdict, *, material: bool) -> Effects:
    found = equal.difference
    return Effects(
        gap=effects.difference,
        mix=effects.mix_effect,
        material=material,
        equal=found.value or 0.0,
        lower=found.lower,
        upper=found.upper,
        verdict=verdict,
        covered=equal.covered or (1.0, 1.0),
    )


def _refusal(raw: Comparison, first: Side, second: Side) -> str:
    """Why no split is made: a gap that is no gap, a stratum that is withheld, nothing to set side by side."""
    if raw.difference is None:
        return raw.reason or wording.NO_GAP
    listed = [answer for side in (first, second) for answer in side.values()]
    for answer in listed:
        if isinstance(answer.estimate, Withheld):
            return f"{wording.STRATUM}{why_withheld(answer.estimate)}"
    if any(answer.level is not Level.SITE for answer in listed):
        return wording.NOT_FROM_SITES
    shared = first.keys() & second.keys()
    if not shared:
        return wording.NOTHING_SHARED
    return wording.ONE_STRATUM if len(shared) == 1 else ""


def _part(answer: Answer) -> Part | None:
    """What a stratum weighs and says; None when the source gives no sum to weigh with."""
    drawn, row = answer.drawn, answer.row
    match drawn.family:
        case Family.PROPORTION:
            n = round(drawn.n)
            return Part.of(Stratum(n, 100 * drawn.x, 10_000 * drawn.x)) if n else None
        case Family.MEAN if drawn.result.value is not None and drawn.result.n:
            return Part(drawn.result.n, drawn.result.value, drawn.result.se, round(drawn.result.n))
        case Family.INDEPENDENT if row is not None and row.w and drawn.result.value is not None:
            return Part(row.w, drawn.result.value, drawn.result.se, int(row.n or 0))
    return None


def _rows(first: Side, second: Side, known: list[dict[str, Part]], names: Mapping[str, str]) -> tuple[StratumRow, ...]:
    shared = first.keys() & second.keys()
    totals = [sum(side[code].size for code in shared) for side in known]
    rows = [
        StratumRow(
            names.get(code, code),
            first[code].estimate,
            second[code].estimate,
            (known[0][code].size / totals[0], known[1][code].size / totals[1]),
        )
        for code in shared
    ]
    return tuple(sorted(rows, key=lambda row: (-max(row.shares), place_of(row.label))))
