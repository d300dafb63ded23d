"""From the sums of a scope to a statistical result in the unit of its indicator."""

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.disclosure import CONCENTRATED, Thresholds, concentrated, masked, protect, protect_count
from dashboard.domain.estimate import Estimate, Status
from dashboard.domain.indicator import Indicator, Kind, counts_people
from dashboard.stats.mean import mean
from dashboard.stats.net import net
from dashboard.stats.proportion import wilson
from dashboard.stats.quantile import median_of_counts
from dashboard.stats.result import Result
from dashboard.stats.weighted import least_error, weighted_mean, weighted_net, weighted_share
from dashboard.store.observation_record import Observations


class Family(StrEnum):
    """Which test of specification § 5 suits two such figures."""

    PROPORTION = "proportion"
    MEAN = "mean"
    INDEPENDENT = "independent"  # net scores, weighted figures
    NONE = "none"  # counts, quantiles, values without a base


PER_AREA = frozenset({"kWh/m²", "MWh/m²", "kWhep/m²", "€/m²", "l/m²", "m³/m²"})
"""Units of means whose denominator is an area: it is no base."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A result before disclosure. `result` is in the unit of the indicator; `x` and `n` are what a share is made of,
    effective counts when answers are weighted."""

    result: Result
    family: Family = Family.NONE
    x: float = 0.0
    n: float = 0.0
    numerator: float | None = None
    denominator: float | None = None
    contributors: int | None = None
    first_share: float | None = None


def people(indicator: Indicator) -> bool:
    """Whether the figure counts persons or their files."""
    return counts_people(indicator.kind, indicator.unit, indicator.base)


def has_base(row: Observations) -> bool:
    """Whether the sums of a row make a figure, as opposed to published values that cannot be pooled."""
    return row.numerator is not None


def scaled(result: Result, factor: float) -> Result:
    """A share (0 to 1) as a percentage, a net (−1 to 1) in points."""
    # The plain constructor: a page draws thousands of figures, and `replace` takes three times as long.
    return Result(
        None if result.value is None else result.value * factor,
        None if result.lower is None else result.lower * factor,
        None if result.upper is None else result.upper * factor,
        result.n,
        result.n_eff,
        None if result.se is None else result.se * factor,
        result.p_value,
        result.method,
        result.status,
        result.note,
    )


def share_of(x: int, n: int, thresholds: Thresholds) -> Estimate:
    """x ÷ n people in %, with its interval, once disclosure has decided."""
    return protect(scaled(wilson(x, n), 100), thresholds, True, x, n)


def draw(indicator: Indicator, row: Observations) -> Drawn:
    """The figure of the sums `row`; a published value when there is no base. Never raises on legal sums."""
    drawn = _draw(indicator, row)
    if row.contributors is None and row.first_share is None:
        return drawn
    return replace(drawn, contributors=row.contributors, first_share=row.first_share)


def _draw(indicator: Indicator, row: Observations) -> Drawn:
    if not has_base(row):
        if row.value is None:
            return Drawn(Result(n=row.n, status=Status.NO_DATA, note=row.word or ""))
        return Drawn(Result(value=row.value, n=row.n, method="published"))
    match indicator.kind:
        case Kind.COUNT:
            return Drawn(Result(value=row.numerator, n=row.n, method="count"), numerator=row.numerator)
        case Kind.NET | Kind.NPS:
            return _net(row)
        case Kind.MEAN:
            return _ratio(row) if indicator.unit in PER_AREA else _mean(row)
        case Kind.QUANTILE:
            return Drawn(median_of_counts(row.delays or ()).result)
        case _:
            return _share(row)


def _share(row: Observations) -> Drawn:
    x, base = float(row.numerator or 0), float(row.denominator or 0)
    if row.w is not None and row.w_sq is not None and row.w_num is not None:
        found = weighted_share(row.n or 0, row.w, row.w_sq, row.w_num, row.w_sq_num)
        size = found.n_eff or 0.0
        if found.se is not None:
            # The SE serves comparisons only (the interval is Wilson's): unanimity is no certainty.
            found = replace(found, se=max(found.se, least_error(size)))
        result = scaled(found, 100)
        # The weighted sums, so that the figure is still their quotient; the effective counts, for the funnel.
        return Drawn(result, Family.INDEPENDENT, (result.value or 0.0) / 100 * size, size, row.w_num, row.w)
    n = float(row.n) if row.n is not None else base
    if base > 0 and not 0 <= x <= base * (1 + 1e-9):
        # A rate above 100 % (files closed ÷ files opened) is a ratio, not a proportion: no interval.
        return Drawn(Result(value=100 * x / base, n=n, method="ratio"), numerator=x, denominator=base)
    counted = min(n, x / base * n) if base > 0 else 0.0
    result = scaled(wilson(counted, n if base > 0 else 0.0), 100)
    return Drawn(result, Family.PROPORTION, counted, n, x, base)


def _mean(row: Observations) -> Drawn:
    total, base = float(row.numerator or 0), float(row.denominator or 0)
    weights = (row.w, row.w_sq, row.w_num, row.w_sq_num, row.w_sq_num_sq)
    if all(sum_ is not None for sum_ in weights):
        result = weighted_mean(row.n or 0, *(float(sum_ or 0) for sum_ in weights))
        return Drawn(result, Family.INDEPENDENT, numerator=row.w_num, denominator=row.w)
    if base != round(base):
        # A mean whose denominator is no count of answers (hours) is a plain ratio.
        return _ratio(row)
    result = mean(round(base), total, row.total_sq)
    if row.n is not None and row.n < base:
        result = replace(result, n=row.n)
    return Drawn(result, Family.MEAN, numerator=total, denominator=base)


def _ratio(row: Observations) -> Drawn:
    total, base = float(row.numerator or 0), float(row.denominator or 0)
    value = total / base if base > 0 else None
    return Drawn(Result(value=value, n=row.n, method="ratio"), numerator=total, denominator=base)


def _net(row: Observations) -> Drawn:
    favourable, n = float(row.numerator or 0), float(row.denominator or row.n or 0)
    if row.w is not None and None not in (row.w_sq, row.w_num, row.w_sq_num, row.w_sq_num_sq):
        sums = (float(s or 0) for s in (row.w, row.w_sq, row.w_num, row.w_sq_num, row.w_sq_num_sq))
        return Drawn(weighted_net(row.n or 0, *sums), Family.INDEPENDENT, denominator=n)
    if row.unfavourable is None:
        return Drawn(Result(status=Status.NOT_COMPARABLE, note="la source ne donne pas la part défavorable"))
    result = net(n, favourable, float(row.unfavourable))
    return Drawn(result, Family.INDEPENDENT, numerator=favourable, denominator=n)


def shown(indicator: Indicator, drawn: Drawn, thresholds: Thresholds) -> Estimate:
    """The same figure once disclosure has decided."""
    if drawn.result.value is not None and concentrated(drawn.contributors, drawn.first_share):
        return masked(CONCENTRATED)
    if indicator.kind is Kind.COUNT and drawn.result.status is Status.OK:
        return protect_count(drawn.result.value, thresholds, people(indicator))
    return protect(drawn.result, thresholds, people(indicator), drawn.numerator, drawn.denominator)
