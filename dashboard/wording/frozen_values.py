"""The values of a kept figure as they are written, on a screen or in a document: its months, what is heard of its
chart."""

import re
from collections.abc import Sequence

from dashboard.domain.agenda import FrozenFigure, FrozenPoint, FrozenTable
from dashboard.wording import numerals
from dashboard.wording.dates import month
from dashboard.wording.numerals import NBSP, SMALL_BASE, base, number
from dashboard.wording.reading import sentence

NOTHING = "–"
_REPEATED = {f"IC{NBSP}95{NBSP}% ": f"IC{NBSP}95{NBSP}%", f"n{NBSP}={NBSP}": "n"}
_NUMBER = re.compile(r"[\[+\u2212]?\u2212?\d[\d\u00a0 ,;\u2212\]]*(/\d+|[^\s\d]{1,9})?")
LIMITS = (f"IC 95{NBSP}%, bas", f"IC 95{NBSP}%, haut")


def in_unit(name: str, figure: FrozenFigure) -> str:
    """« Valeur (%) »; the name alone for a figure without a unit."""
    return f"{name} ({figure.unit})" if figure.unit else name


def details(figure: FrozenFigure) -> str:
    """« IC 95 % [67,1 ; 72,2] ; n = 1 200. »: what is written under a figure."""
    return sentence(figure.interval, base(figure.n or None))


def interval_at(figure: FrozenFigure, point: FrozenPoint) -> tuple[float | None, float | None]:
    """The limits of a month as they are drawn: within the scale."""
    bounds = (figure.lower_bound, figure.upper_bound)
    return numerals.clipped(point.lower, bounds), numerals.clipped(point.upper, bounds)


def value_at(figure: FrozenFigure, point: FrozenPoint) -> str:
    """« 71,4 »: the column has the unit."""
    return number(point.value, _decimals(figure, point), signed=figure.signed)


def margin_at(figure: FrozenFigure, point: FrozenPoint) -> str:
    """« [68,9 ; 73,7] », or a dash."""
    lower, upper = interval_at(figure, point)
    if lower is None or upper is None:
        return NOTHING
    decimals = _decimals(figure, point)
    return f"[{number(lower, decimals)}{NBSP}; {number(upper, decimals)}]"


def base_at(point: FrozenPoint) -> str:
    """« 1 234 », or a dash; a small base says so."""
    if point.n is None:
        return NOTHING
    return f"{number(point.n)} (faible)" if point.fragile else number(point.n)


def series_table(figure: FrozenFigure) -> FrozenTable:
    """A row a month that had a figure."""
    return FrozenTable(
        f"{figure.label}, mois par mois",
        ("Mois", in_unit("Valeur", figure), "Intervalle", "Base (n)"),
        tuple(
            (month(point.month), value_at(figure, point), margin_at(figure, point), base_at(point))
            for point in figure.points
        ),
    )


def headed(found: FrozenTable) -> FrozenTable:
    """The table whose columns say once what each of their cells repeats: « IC 95 % » and « n »."""
    columns, texts = list(found.columns), [list(column) for column in zip(*found.rows, strict=True)]
    for place, column in enumerate(texts):
        for repeated, name in _REPEATED.items():
            told = [text for text in column if text != NOTHING]
            if told and all(text.startswith(repeated) for text in told):
                columns[place] = name
                texts[place] = [text.removeprefix(repeated) for text in column]
    return FrozenTable(found.caption, tuple(columns), tuple(zip(*texts, strict=True)))


def is_numeric(column: Sequence[str]) -> bool:
    """Whether a column holds numbers or intervals alone."""
    told = [text for text in column if text != NOTHING]
    return bool(told) and all(_NUMBER.fullmatch(text) for text in told)


def chart_caption(figure: FrozenFigure) -> str:
    """« Accueil courtois (%), mois par mois. Traits fins : intervalle à 95 %. »"""
    lines = (
        f" Traits fins{NBSP}: intervalle à 95{NBSP}%." if any(one.lower is not None for one in figure.points) else ""
    )
    return f"{in_unit(figure.label, figure)}, mois par mois.{lines}"


def described(figure: FrozenFigure) -> str:
    """What stands for the chart: what it shows, where it begins, ends, is the lowest and the highest."""
    points, unit = figure.points, f"{NBSP}{figure.unit}" if figure.unit else ""
    lowest, highest = min(points, key=lambda one: one.value), max(points, key=lambda one: one.value)
    told = [
        f"{name} {value_at(figure, one)}{unit} en {month(one.month)}"
        for name, one in (
            ("au début", points[0]), ("à la fin", points[-1]), ("au plus bas", lowest), ("au plus haut", highest)
        )
    ]  # fmt: skip
    band = ", avec son intervalle" if any(point.lower is not None for point in points) else ""
    return (
        f"Courbe{NBSP}: {figure.label}, mois par mois{band}{NBSP}; {', '.join(told)}. "
        f"Sur la période{NBSP}: {figure.text}. Les valeurs sont dans le tableau."
    )


def _decimals(figure: FrozenFigure, point: FrozenPoint) -> int:
    small = figure.unit == "%" and point.n is not None and point.n < SMALL_BASE
    return 0 if small else figure.decimals
