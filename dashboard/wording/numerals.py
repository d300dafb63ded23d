"""Numbers as a French reader expects them: decimal comma, no-break spaces, true minus sign, « points »."""

from decimal import ROUND_HALF_UP, Decimal

from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator, Kind, Nature

NBSP = "\u00a0"
MINUS = "\u2212"

SHARES = (Kind.SHARE, Kind.DISTRIBUTION)
NETS = (Kind.NPS, Kind.NET)
INVARIABLE = ("mois", "avis", "fois", "processus", "accès", "recours")
"""Units that end with « s » in the singular."""
SMALL_BASE = 100
"""Below this base a share is written without decimal: one answer weighs more than a point."""


def rounded(value: float, decimals: int) -> Decimal:
    """Half up, as in French administrative tables (Python's own rounding goes to the even digit)."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """« 1 234,5 », « −2,0 »; with `signed`, « +2,0 ». Zero never has a sign."""
    exact = rounded(value, decimals)
    text = f"{abs(exact):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    if exact < 0:
        return MINUS + text
    return f"+{text}" if signed and exact > 0 else text


def with_unit(text: str, unit: str) -> str:
    """« 71,4 % », « 54,3 jours »; nothing is added for an empty unit."""
    return f"{text}{NBSP}{unit}" if unit else text


def unit_of(unit: str, quantity: float) -> str:
    """The unit as it is written after `quantity`: « 1 appel », « 1,5 jour », « 2 jours », « 1 mois », « 3 % »."""
    if abs(quantity) >= 2 or not unit.isalpha() or unit in INVARIABLE or not unit.endswith("s"):
        return unit
    return unit[:-1]


def percent(value: float, decimals: int = 1) -> str:
    """`value` is already a percentage: « 71,4 % ». What is less than all never reads « 100 % », nor something « 0 % »:
    « plus de 99 % », « moins de 1 % »."""
    least, written = Decimal(1).scaleb(-decimals), rounded(value, decimals)
    if 0 < value < 100 and written in (0, 100):
        said, edge = ("plus de", 100 - least) if written else ("moins de", least)
        return f"{said}{NBSP}{with_unit(number(float(edge), decimals), '%')}"
    return with_unit(number(value, decimals), "%")


def decimals_of(indicator: Indicator, n: float | None = None) -> int:
    """Decimals of the catalogue; none for a share on fewer than 100 answers."""
    if indicator.kind in SHARES and n is not None and n < SMALL_BASE:
        return 0
    return indicator.decimals


def value(indicator: Indicator, figure: Shown) -> str:
    """The figure with its unit: « 71,4 % », « 4 105 appels », « +12 points »."""
    decimals = decimals_of(indicator, figure.n)
    if indicator.kind in SHARES and indicator.unit == "%":
        return percent(figure.value, decimals)
    text = number(figure.value, decimals, signed=indicator.kind in NETS)
    return with_unit(text, _unit(indicator, float(rounded(figure.value, decimals))))


def _unit(indicator: Indicator, quantity: float) -> str:
    if indicator.unit in ("point", "points"):
        return points(quantity)
    return unit_of(indicator.unit, quantity)


def points(quantity: float) -> str:
    """« point » or « points »: the plural starts at 2 in French."""
    return "points" if abs(quantity) >= 2 else "point"


def exact(value: float) -> str:
    """A number that somebody chose, with all its decimals and no other: « 2 », « 0,5 », « 2,25 »."""
    written = Decimal(repr(float(value))).normalize()
    return number(value, max(0, -int(written.as_tuple().exponent)))


def gap_unit(indicator: Indicator, quantity: float) -> str:
    """The unit of a difference, as written after `quantity`: « points » between two shares, « jour », « jours »."""
    if indicator.unit == "%" or indicator.kind in NETS:
        return points(quantity)
    return _unit(indicator, quantity)


def gap(indicator: Indicator, difference: float, n: float | None = None) -> str:
    """A difference: « +2,7 points » between two shares, « −3,1 jours » otherwise."""
    decimals = decimals_of(indicator, n)
    text = number(difference, decimals, signed=True)
    return with_unit(text, gap_unit(indicator, float(rounded(difference, decimals))))


def self_selected(indicator: Indicator) -> bool:
    """Whether its figures come from open opinions, whose authors chose to speak: their margin is only indicative.

    How many opinions received a reply, and how soon, is no opinion (`nature`).
    """
    return indicator.nature is Nature.PERCEIVED and indicator.derived_from.startswith("reviews.")


def interval(lower: float | None, upper: float | None, decimals: int = 1, *, indicative: bool = False) -> str:
    """« IC 95 % [68,9 ; 73,7] », « marge indicative [68,9 ; 73,7] » for open opinions; empty without limits."""
    if lower is None or upper is None:
        return ""
    name = "marge indicative" if indicative else f"IC{NBSP}95{NBSP}%"
    return f"{name} [{number(lower, decimals)}{NBSP}; {number(upper, decimals)}]"


def bounds_of(indicator: Indicator) -> tuple[float | None, float | None]:
    """The ends of the scale, that no figure can pass; None where there is none."""
    if indicator.kind in SHARES:
        return 0.0, 100.0
    return (-100.0, 100.0) if indicator.kind in NETS else (indicator.lower_bound, indicator.upper_bound)


def clipped(limit: float | None, bounds: tuple[float | None, float | None]) -> float | None:
    """A limit as it is drawn or written: an interval stops at the ends of the scale. Files keep the limit itself."""
    if limit is None:
        return None
    lowest, highest = bounds
    limit = limit if lowest is None else max(limit, lowest)
    return limit if highest is None else min(limit, highest)


def interval_of(indicator: Indicator, figure: Shown) -> str:
    """The interval of a figure with its decimals, within the scale."""
    decimals, bounds = decimals_of(indicator, figure.n), bounds_of(indicator)
    lower, upper = clipped(figure.lower, bounds), clipped(figure.upper, bounds)
    return interval(lower, upper, decimals, indicative=self_selected(indicator))


def base(n: int | None) -> str:
    """« n = 1 234 », or « base non communiquée »."""
    return "base non communiquée" if n is None else f"n{NBSP}={NBSP}{number(n)}"


def p_value(p: float) -> str:
    """« p = 0,012 », « p < 0,001 »: for the detail panel only."""
    return f"p{NBSP}<{NBSP}0,001" if p < 0.001 else f"p{NBSP}={NBSP}{number(p, 3)}"


def large(count: float) -> str:
    """A count for a card: whole below a million, then « 1,2 million », « 3,4 milliards »."""
    for size, word in ((1_000_000_000, "milliard"), (1_000_000, "million")):
        scaled = rounded(count / size, 1)
        if abs(scaled) >= 1:
            return f"{number(float(scaled), 1)}{NBSP}{word}{'s' if abs(scaled) >= 2 else ''}"
    return number(count)
