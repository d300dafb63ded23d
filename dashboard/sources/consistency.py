"""Whether the figures of a row agree with one another and with the definition of the indicator."""

from collections.abc import Mapping as Dict

import numpy as np
import numpy.typing as npt

from dashboard.domain.indicator import Kind
from dashboard.sources.figures import Figures, Floats
from dashboard.sources.reader import Rows
from dashboard.sources.resolving import RowIndicators

_QUOTIENT: Dict[str, float] = {Kind.SHARE: 100.0, Kind.MEAN: 1.0}
"""What the quotient numerator ÷ denominator is multiplied by to give the value."""
_NATURAL_BOUNDS: Dict[str, tuple[float, float]] = {
    Kind.SHARE: (0.0, 100.0),
    Kind.DISTRIBUTION: (0.0, 100.0),
    Kind.NPS: (-100.0, 100.0),
    Kind.NET: (-100.0, 100.0),
}


def check_readable(rows: Rows, figures: Dict[str, Figures], inequalities: str) -> None:
    """Refuse cells that are no number, bounds when the mapping does not say what to do with them, and empty rows."""
    for name, column in figures.items():
        rows.refuse(column.unreadable, name, "nombre illisible")
        if inequalities == "reject":
            rows.refuse(column.bounded, name, "inégalité, non un nombre : dire comment la lire dans une correspondance")
    given = np.logical_or.reduce([column.given for column in figures.values()])
    rows.refuse(~given, "value", "aucune valeur")


def check_base(rows: Rows, figures: Dict[str, Figures], kind: npt.NDArray[np.str_]) -> None:
    """Refuse counts that cannot be: a negative or broken n, a denominator of zero, a part greater than its whole."""
    numerator, denominator, n = (figures[name].values for name in ("numerator", "denominator", "n"))
    with np.errstate(invalid="ignore"):
        rows.refuse(n < 0, "n", "effectif négatif")
        rows.refuse(~np.isnan(n) & (n != np.floor(n)), "n", "effectif non entier")
        rows.refuse(denominator == 0, "denominator", "dénominateur nul")
        rows.refuse(denominator < 0, "denominator", "dénominateur négatif")
        share = kind == Kind.SHARE
        rows.refuse(share & (numerator < 0), "numerator", "numérateur négatif")
        rows.refuse(share & (numerator > denominator), "numerator", "numérateur supérieur au dénominateur")
    nothing = np.isnan(figures["value"].values) & np.asarray(figures["value"].words == "", dtype=bool)
    alone = nothing & ~np.isnan(numerator) & np.isnan(denominator) & (kind != Kind.COUNT)
    rows.refuse(alone, "denominator", "dénominateur absent : le numérateur ne suffit pas")


def check_quotient(rows: Rows, figures: Dict[str, Figures], factor: Floats, kind: npt.NDArray[np.str_]) -> None:
    """Refuse a value that its own numerator and denominator contradict by more than its printed rounding."""
    value, numerator, denominator = (figures[name].values for name in ("value", "numerator", "denominator"))
    scale = np.array([_QUOTIENT.get(text, np.nan) for text in kind.tolist()])
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = scale * numerator / denominator
        rounding = 0.5 * 10.0 ** -figures["value"].decimals * np.abs(factor)
        wrong = np.abs(value - expected) > rounding + 1e-9 * np.maximum(1.0, np.abs(expected))
    rows.refuse(
        wrong,
        "value",
        lambda place: f"valeur incohérente : numérateur et dénominateur donnent {_french(expected[place])}",
    )


def check_concentration(rows: Rows, columns: Dict[str, Figures]) -> None:
    """Refuse what cannot be a number of contributors, or the share in % of the largest one."""
    for name, column in columns.items():
        rows.refuse(column.unreadable | column.bounded, name, "nombre illisible")
    contributors, share = columns["contributors"].values, columns["first_share"].values
    with np.errstate(invalid="ignore"):
        whole = np.isnan(contributors) | ((contributors >= 0) & (contributors == np.floor(contributors)))
        rows.refuse(~whole, "contributors", "nombre de contributeurs négatif ou non entier")
        rows.refuse((share < 0) | (share > 100), "first_share", "part du premier contributeur hors bornes (0 à 100)")
        impossible = (share > 0) & (contributors > 0) & (share * contributors < 100 - 0.5 * contributors)
    rows.refuse(impossible, "first_share", "part du premier contributeur trop petite pour leur nombre")


def check_bounds(rows: Rows, value: Floats, indicators: RowIndicators) -> None:
    """Refuse a value out of the bounds of its indicator (a share is between 0 and 100)."""
    bounds = (
        indicators.of_catalogue(lambda one: _bound(one.lower_bound, one.kind, 0), -np.inf),
        indicators.of_catalogue(lambda one: _bound(one.upper_bound, one.kind, 1), np.inf),
    )
    with np.errstate(invalid="ignore"):
        wrong = (value < bounds[0] - 1e-9) | (value > bounds[1] + 1e-9)
    rows.refuse(
        wrong,
        "value",
        lambda place: f"valeur hors bornes ({_range(bounds[0][place], bounds[1][place])})",
    )


def _bound(declared: float | None, kind: Kind, side: int) -> float:
    if declared is not None:
        return declared
    return _NATURAL_BOUNDS.get(kind, (-np.inf, np.inf))[side]


def _range(lowest: float, highest: float) -> str:
    """« 0 à 100 », « 0 au moins », « 10 au plus »."""
    if np.isinf(highest):
        return f"{_french(lowest)} au moins"
    return f"{_french(highest)} au plus" if np.isinf(lowest) else f"{_french(lowest)} à {_french(highest)}"


def _french(value: float) -> str:
    return f"{round(float(value), 4):g}".replace(".", ",")
