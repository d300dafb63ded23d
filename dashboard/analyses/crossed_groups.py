"""The people of a survey by their answers to two questions: each cell, and those that are withheld."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.survey_crossing import Pair, turned
from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator
from dashboard.store.crossings import CrossedAnswers
from dashboard.suppression.two_way import Cell, withheld_cells
from dashboard.wording.grammar import capital
from dashboard.wording.survey_results import MOST_GRADES, parts_of


@dataclass(frozen=True, slots=True)
class Category:
    """One answer, or several read together: its words, the values that files give, the side of zero where it lies."""

    label: str
    values: frozenset[str]
    side: int = 0


@dataclass(slots=True)
class Group:
    """The people of a cell: how many, Σw, Σw²."""

    n: int = 0
    w: float = 0.0
    w_2: float = 0.0


@dataclass(frozen=True, slots=True)
class CrossedGroups:
    """`cells`: a row an answer to the first question (or a channel), a column an answer to the second; `withheld` None:
    nothing may be shown."""

    rows: tuple[Category, ...]
    columns: tuple[Category, ...]
    cells: tuple[tuple[Group, ...], ...]
    withheld: frozenset[Cell] | None

    @property
    def readable(self) -> bool:
        """Whether no more than a third of the cells that hold people are withheld."""
        held = {(row, column) for row, line in enumerate(self.cells) for column, one in enumerate(line) if one.n}
        return self.withheld is not None and len(held & self.withheld) <= len(held) / 3


def crossed_groups(pair: Pair, answers: Sequence[CrossedAnswers], thresholds: Thresholds) -> CrossedGroups:
    """The cells of `answers`, which are those to `asked_crossing`: its first question may be the one that is read."""
    first, second = pair
    if turned(pair):
        answers = [row._replace(first=row.second, second=row.first) for row in answers]

    def read(most: int) -> CrossedGroups:
        rows = _channels(answers) if first is None else _answers_to(first, most)
        columns = _answers_to(second, most)
        cells = _grouped(rows, columns, answers)
        return CrossedGroups(rows, columns, cells, _withheld(cells, turned(pair), thresholds))

    by_grade = read(MOST_GRADES)  # of three parts when too many cells of the grades would be withheld
    if by_grade.readable:
        return by_grade
    by_part = read(0)
    return by_grade if by_part.withheld is None else by_part


def _channels(answers: Sequence[CrossedAnswers]) -> tuple[Category, ...]:
    """Those by which most people answered first."""
    people: dict[str, int] = {}
    for row in answers:
        if row.first is not None:
            people[row.first] = people.get(row.first, 0) + row.n
    ordered = sorted(people, key=lambda name: (-people[name], name))
    return tuple(Category(capital(name), frozenset([name])) for name in ordered)


def _answers_to(question: Indicator, most: int) -> tuple[Category, ...]:
    """The grades of its scale, or its three parts when there are more than `most`."""
    scale = question.scale
    assert scale is not None
    if len(scale.grades) <= most:
        return tuple(Category(one.label, frozenset([str(one.index)]), scale.side(one.index)) for one in scale.grades)
    return tuple(
        Category(label, frozenset(str(one.index) for one in scale.grades if scale.side(one.index) == of), of)
        for of, label in parts_of(scale)
    )


def _grouped(
    rows: Sequence[Category], columns: Sequence[Category], answers: Sequence[CrossedAnswers]
) -> tuple[tuple[Group, ...], ...]:
    """Each cell; those who did not give both answers are in none."""
    row_of = {value: place for place, one in enumerate(rows) for value in one.values}
    column_of = {value: place for place, one in enumerate(columns) for value in one.values}
    groups = tuple(tuple(Group() for _ in columns) for _ in rows)
    for answer in answers:
        row, column = row_of.get(answer.first or ""), column_of.get(answer.second or "")
        if row is not None and column is not None:
            group = groups[row][column]
            group.n, group.w, group.w_2 = group.n + answer.n, group.w + answer.w, group.w_2 + answer.w_2
    return groups


def _withheld(groups: Sequence[Sequence[Group]], other_way: bool, thresholds: Thresholds) -> frozenset[Cell] | None:
    """Decided on the table in its one order, then turned as it is read."""
    counts = [[group.n for group in line] for line in groups]
    if not counts:
        return frozenset()
    if other_way:
        counts = [list(column) for column in zip(*counts, strict=True)]
    found = withheld_cells(counts, thresholds.masked_below, thresholds.unanimous_below)
    return frozenset((b, a) for a, b in found) if other_way and found is not None else found
