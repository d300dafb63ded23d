"""Places for written labels so that none covers another: worked out on a narrow screen, hence safe on a wide one."""

from collections.abc import Sequence

LETTER = 7.2
"""Pixels of a letter at 12 px, rounded up."""
HEIGHT = 16
"""Pixels of a line of text at 12 px."""


def spread(values: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Middles as near as possible to `values`, in the same order, so that labels of these `sizes` never overlap.

    Both in axis units. Labels that would touch form a block, whose mean stays where the values put it.
    """
    blocks: list[list[int]] = []
    for index in sorted(range(len(values)), key=lambda i: values[i]):
        blocks.append([index])
        while len(blocks) > 1 and _bottom(blocks[-1], values, sizes) < _bottom(blocks[-2], values, sizes) + sum(
            sizes[i] for i in blocks[-2]
        ):
            last = blocks.pop()
            blocks[-1] += last
    places = [0.0] * len(values)
    for block in blocks:
        edge = _bottom(block, values, sizes)
        for index in block:
            places[index] = edge + sizes[index] / 2
            edge += sizes[index]
    return places


def _bottom(block: Sequence[int], values: Sequence[float], sizes: Sequence[float]) -> float:
    """Where a block of touching labels begins: least squares, hence the mean of what each label would want."""
    below, wanted = 0.0, 0.0
    for index in block:
        wanted += values[index] - below - sizes[index] / 2
        below += sizes[index]
    return wanted / len(block)


Box = tuple[float, float, float, float]


def placed(
    marks: Sequence[tuple[float, float]], labels: Sequence[tuple[int, str]], width: float, height: float
) -> list[tuple[int, str, str]]:
    """(mark, text, Plotly text position) for every label that fits without covering a mark, a label or the edge.

    `marks` are in pixels from the lower left corner; `labels` are (index of the mark, text), most important first;
    a label that fits on no side is left out: its mark keeps its tooltip and its row in the table.
    """
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in marks]
    kept: list[tuple[int, str, str]] = []
    for index, text in labels:
        x, y = marks[index]
        lines = text.split("<br>")
        wide, high = max(len(line) for line in lines) * LETTER, len(lines) * HEIGHT
        sides: tuple[tuple[str, Box], ...] = (
            ("middle right", (x + 8, y - high / 2, x + 8 + wide, y + high / 2)),
            ("middle left", (x - 8 - wide, y - high / 2, x - 8, y + high / 2)),
            ("top center", (x - wide / 2, y + 8, x + wide / 2, y + 8 + high)),
            ("bottom center", (x - wide / 2, y - 8 - high, x + wide / 2, y - 8)),
            ("top right", (x + 6, y + 6, x + 6 + wide, y + 6 + high)),
            ("bottom right", (x + 6, y - 6 - high, x + 6 + wide, y - 6)),
            ("top left", (x - 6 - wide, y + 6, x - 6, y + 6 + high)),
            ("bottom left", (x - 6 - wide, y - 6 - high, x - 6, y - 6)),
        )
        for side, box in sides:
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if inside and not any(_cross(box, other) for other in taken):
                taken.append(box)
                kept.append((index, text, side))
                break
    return kept


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
