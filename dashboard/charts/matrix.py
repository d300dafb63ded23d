"""Service × engagement: each cell crosses the signal over time, the verdict against the peers and the target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from dashboard.charts.scale import Measure
from dashboard.charts.signs import GOALS, SIGNALS, VERDICTS, Goal, Sign, Signal, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status
from dashboard.wording.grammar import inside
from dashboard.wording.numerals import number, points

NBSP = "\u00a0"


class Standing(StrEnum):
    """What the three marks of a cell say together."""

    ALERT = "alert"
    WATCH = "watch"
    STEADY = "steady"
    STRONG = "strong"
    BLANK = "blank"


STANDINGS = {
    Standing.ALERT: ("Priorité", "au moins deux marques défavorables"),
    Standing.WATCH: ("Vigilance", "une marque défavorable"),
    Standing.STEADY: ("Stable", "aucune marque défavorable"),
    Standing.STRONG: ("Point fort", "au moins deux marques favorables, aucune défavorable"),
    Standing.BLANK: ("Sans chiffre", "secret statistique, pas de donnée"),
}


@dataclass(frozen=True, slots=True)
class RowHead:
    """A service."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """An engagement (or an indicator): `short` heads the column, `label` is its full name."""

    code: str
    short: str
    label: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure and what the analysis says of it. `change`: difference with the compared period, in the unit."""

    estimate: Estimate
    change: float | None = None
    signal: Signal | None = None
    verdict: Verdict = Verdict.UNJUDGED
    goal: Goal = Goal.NONE


Cells = Mapping[tuple[str, str], Cell]
"""By (row code, column code); a pair that is not there is an empty cell."""


def standing(cell: Cell) -> Standing:
    """Counts the favourable and unfavourable marks; a fragile figure is never judged."""
    if not isinstance(cell.estimate, Shown):
        return Standing.BLANK
    if cell.estimate.fragile:
        return Standing.STEADY
    good = [cell.signal is Signal.IMPROVEMENT, cell.verdict is Verdict.BETTER, cell.goal is Goal.MET].count(True)
    bad = [cell.signal is Signal.CONCERN, cell.verdict is Verdict.WORSE, cell.goal is Goal.MISSED].count(True)
    if bad:
        return Standing.ALERT if bad > 1 else Standing.WATCH
    return Standing.STRONG if good > 1 else Standing.STEADY


def marks(cell: Cell) -> tuple[Sign | None, Sign | None, Sign | None]:
    """Signal over time, verdict, target, in this order; None: nothing can be said."""
    if not isinstance(cell.estimate, Shown) or cell.estimate.fragile:
        return (None, None, None)
    signal = None if cell.signal is None else SIGNALS[cell.signal]
    verdict = None if cell.verdict is Verdict.UNJUDGED else VERDICTS[cell.verdict]
    goal = None if cell.goal is Goal.NONE else GOALS[cell.goal]
    return (signal, verdict, goal)


def value_text(cell: Cell, measure: Measure) -> str:
    """The figure; « s » when it is protected, « – » when there is none."""
    if isinstance(cell.estimate, Shown):
        return measure.figure(cell.estimate)
    return "s" if cell.estimate.status is Status.MASKED else "–"


REASONS = {
    Status.MASKED: "secret",
    Status.INSUFFICIENT: "trop peu",
    Status.NOT_COMPARABLE: "non comparable",
    Status.NO_BENCHMARK: "sans référence",
}


def change_text(cell: Cell, measure: Measure) -> str:
    """« ↑ +2,7 pts » under a figure, the reason in two words under a figure that is withheld."""
    if not isinstance(cell.estimate, Shown):
        return REASONS.get(cell.estimate.status, "sans donnée")
    if cell.change is None:
        return "base fragile" if cell.estimate.fragile else ""
    text = number(cell.change, measure.decimals, signed=True)
    arrow = "↓" if text.startswith("−") else "↑" if text.startswith("+") else "="
    unit = points(cell.change).replace("point", "pt") if measure.unit == "%" else measure.unit
    return f"{arrow}{NBSP}{text}{NBSP}{unit}".rstrip()


def sentence(row: RowHead, column: ColumnHead, cell: Cell) -> str:
    """The whole cell in words, for screen readers and for text exports."""
    subject = f"{row.label}, {column.label}{NBSP}: "
    if not isinstance(cell.estimate, Shown):
        note = cell.estimate.note.rstrip(".")
        return f"{subject}{note or {Status.MASKED: 'secret statistique'}.get(cell.estimate.status, 'pas de donnée')}."
    words = [column.measure.figure(cell.estimate)]
    if cell.change is not None:
        words.append(_change_words(cell.change, column.measure))
    if cell.estimate.fragile:
        words.append("base fragile, sans verdict")
    found = [sign for sign in marks(cell) if sign is not None]
    words += [inside(sign.word) for sign in found]
    if found:
        words.append(STANDINGS[standing(cell)][0].lower())
    return subject + ", ".join(words) + "."


def _change_words(change: float, measure: Measure) -> str:
    if round(change, measure.decimals) == 0:
        return "inchangé"
    return f"{'hausse' if change > 0 else 'baisse'} de {measure.gap(abs(change)).lstrip('+')}"


def as_html(rows: Sequence[RowHead], columns: Sequence[ColumnHead], cells: Cells, caption: str) -> str:
    """The same matrix as a plain table, for print and for readers of text: values, changes, marks with their words."""
    heads = "".join(
        f'<th scope="col"><abbr title="{escape(column.label)}">{escape(column.short)}</abbr></th>' for column in columns
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>'
        + "".join(_html_cell(cells.get((row.code, column.code)), column) for column in columns)
        + "</tr>"
        for row in rows
    )
    used = dict.fromkeys(sign for cell in cells.values() for sign in marks(cell) if sign is not None)
    key = "\u2003".join(f"{sign.glyph}{NBSP}{escape(sign.word)}" for sign in used)
    return (
        f'<table class="matrice"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Service</th>{heads}</tr></thead><tbody>{body}</tbody></table><p>{key}</p>'
    )


def _html_cell(cell: Cell | None, column: ColumnHead) -> str:
    if cell is None:
        return "<td></td>"
    signs = "".join(
        f'<span title="{escape(sign.word)}"> {sign.glyph}</span>' for sign in marks(cell) if sign is not None
    )
    return (
        f'<td class="{standing(cell).value}"><strong>{escape(value_text(cell, column.measure))}</strong>'
        f"<br><small>{escape(change_text(cell, column.measure))}{signs}</small></td>"
    )
