"""Figures as rows of a table: value, interval, base and remark, numbers as numbers so that a file can be reused."""

from collections.abc import Iterable

from dashboard.domain.comparison import Comparison
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import numerals, short

FIGURE = ("Valeur", "IC 95 %, bas", "IC 95 %, haut", "Base (n)", "Remarque")


def figure_columns(indicator: Indicator | None) -> list[Column]:
    """The five columns of a figure; without one indicator for all rows, values carry their unit as text."""
    if indicator is None:
        return [Column("Valeur"), Column("IC 95 %"), Column("Base (n)", 0), Column("Remarque")]
    decimals = indicator.decimals
    heads = [f"{name} ({indicator.unit})" if indicator.unit else name for name in FIGURE[:3]]
    return [*(Column(head, decimals) for head in heads), Column(FIGURE[3], 0), Column(FIGURE[4])]


def figure_cells(indicator: Indicator, estimate: Estimate, *, mixed: bool = False) -> list[Cell | Content]:
    """The cells under `figure_columns`; a withheld figure has its reason and no number. The interval stops at the ends
    of the scale on the screen, not in the file."""
    if not isinstance(estimate, Shown):
        return [*([None] * (3 if mixed else 4)), short.remark(estimate)]
    if mixed:
        interval = short.details(indicator, estimate).split("], ")[0] + "]" if estimate.lower is not None else None
        return [short.value(indicator, estimate), interval, estimate.n, short.remark(estimate)]
    lower, upper = (_limit(indicator, limit) for limit in (estimate.lower, estimate.upper))
    return [estimate.value, lower, upper, estimate.n, short.remark(estimate)]


def _limit(indicator: Indicator, limit: float | None) -> Cell | Content:
    drawn = numerals.clipped(limit, numerals.bounds_of(indicator))
    return limit if drawn == limit else Cell(limit, drawn=drawn)


def change_cell(indicator: Indicator, estimate: Estimate, found: Comparison | None) -> Content:
    """The gap and its verdict in words, or why it was not tested."""
    if found is None:
        return None
    text = short.change(indicator, estimate, found)
    return f"{text} ({found.reason})" if found.reason else text


def figures_table(
    caption: str, heading: str, indicator: Indicator, rows: Iterable[tuple[str | Cell, Estimate, Content]]
) -> Table:
    """One indicator, a row a unit: label, figure, verdict."""
    columns = [Column(heading), *figure_columns(indicator), Column("Verdict")]
    return Table.of(
        caption, columns, [[label, *figure_cells(indicator, estimate), verdict] for label, estimate, verdict in rows]
    )
