"""Two drawn figures and the verdict between them: the test of § 5, then what may be said."""

from dataclasses import replace

from dashboard.analyses.drawing import Drawn, Family, scaled
from dashboard.disclosure import may_judge
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Withheld
from dashboard.domain.indicator import Direction, Indicator, Kind
from dashboard.domain.period import Period
from dashboard.stats.difference import Difference, independent, judged, means, proportions
from dashboard.stats.result import Result
from dashboard.stats.weighted import least_error
from dashboard.wording.grammar import inside
from dashboard.wording.words import STATUS_WORDS

NO_BASE = "la source ne communique pas de base"
A_COUNT = "un décompte n’a pas de marge d’échantillonnage"
A_QUANTILE = "l’écart de deux quantiles n’est pas testé"
TOO_FEW = "base faible"


def gap(first: Drawn, second: Drawn) -> Result:
    """first − second in the unit of the indicator, tested when both figures have what the test needs."""
    if first.family is second.family is Family.PROPORTION:
        return scaled(proportions(first.x, first.n, second.x, second.n), 100)
    if first.family is second.family is Family.MEAN:
        return means(first.result, second.result)
    if Family.NONE not in (first.family, second.family):
        return independent(_uncertain(first), _uncertain(second))
    a, b = first.result.value, second.result.value
    return Result(value=None if a is None or b is None else a - b, method="difference")


def useful_gaps(comparison: Comparison, indicator: Indicator) -> float:
    """How far apart two figures are, counted in gaps that matter, so that days and points are told in one order."""
    return abs(comparison.difference or 0.0) / (indicator.material_gap or 1.0)


def _uncertain(drawn: Drawn) -> Result:
    """The result of a share beside a weighted figure: unanimity has no SE of 0 (`drawing` does so for the other)."""
    if drawn.family is not Family.PROPORTION or drawn.result.se is None:
        return drawn.result
    return replace(drawn.result, se=max(drawn.result.se, 100 * least_error(drawn.n)))


def untested(against: Against, reason: str, period: Period | None = None) -> Comparison:
    """A comparison that is refused, and why; it holds no number."""
    return Comparison(against, Verdict.NOT_TESTED, reason, period=period)


def compare(
    indicator: Indicator,
    against: Against,
    current: tuple[Drawn, Estimate],
    reference: tuple[Drawn, Estimate],
    period: Period | None = None,
) -> Comparison:
    """The verdict on `current` against `reference`, each before and after disclosure."""
    for _, estimate in (current, reference):
        if isinstance(estimate, Withheld):
            which = "" if estimate is current[1] else "référence : "
            return Comparison(against, Verdict.NOT_TESTED, which + why_withheld(estimate), reference[1], period=period)
    return concluded_on(indicator, against, gap(current[0], reference[0]), current[1], reference[1], period)


def concluded_on(
    indicator: Indicator,
    against: Against,
    difference: Result,
    current: Estimate,
    reference: Estimate,
    period: Period | None = None,
) -> Comparison:
    """The verdict on a gap in the unit of the indicator, between two figures that may be shown."""
    found = judged(difference, indicator.material_gap)
    verdict, reason = _verdict(indicator, found, current, reference)
    # A gap on a weak base is shown with its interval; nothing is tested on it.
    tested = verdict is not Verdict.NOT_TESTED
    return Comparison(
        against=against,
        verdict=verdict,
        reason=reason,
        benchmark=reference,
        difference=found.result.value,
        lower=found.result.lower,
        upper=found.result.upper,
        p_value=found.result.p_value if tested else None,
        significant=tested and found.significant,
        material=tested and found.material,
        period=period,
    )


def why_withheld(estimate: Withheld) -> str:
    """The reason of a figure that is not shown, as a clause: its note, else the words of its status."""
    note = estimate.note or STATUS_WORDS[estimate.status]
    return inside(note).rstrip(".")


def _verdict(indicator: Indicator, found: Difference, *estimates: Estimate) -> tuple[Verdict, str]:
    if found.result.p_value is None:
        return Verdict.NOT_TESTED, found.result.note or _why_untested(indicator, estimates)
    if not may_judge(*estimates, minimum=indicator.minimum_n):
        return Verdict.NOT_TESTED, TOO_FEW
    gap_shown = found.result.value or 0.0
    return concluded(gap_shown, indicator.direction, significant=found.significant, material=found.material), ""


def concluded(difference: float, direction: Direction, *, significant: bool, material: bool) -> Verdict:
    """The word for a gap that was tested."""
    if not significant:
        return Verdict.NO_EVIDENCE
    return directed(difference, direction) if material else Verdict.STABLE


def directed(difference: float, direction: Direction) -> Verdict:
    """Better or worse by the polarity of the indicator; higher or lower without one."""
    if direction is Direction.NEUTRAL:
        return Verdict.HIGHER if difference > 0 else Verdict.LOWER
    return Verdict.BETTER if (difference > 0) == (direction is Direction.HIGHER) else Verdict.WORSE


def _why_untested(indicator: Indicator, estimates: tuple[Estimate, ...]) -> str:
    if indicator.kind is Kind.COUNT:
        return A_COUNT
    if indicator.kind is Kind.QUANTILE:
        return A_QUANTILE
    if any(isinstance(estimate, Shown) and estimate.n is None for estimate in estimates):
        return NO_BASE
    return "dispersion inconnue"
