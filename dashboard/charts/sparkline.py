"""The last months as a small inline SVG for cards and HTML tables: decoration, hidden from screen readers."""

from collections.abc import Sequence
from urllib.parse import quote

from dashboard.charts.palette import Palette

AIR = 3.0


def sparkline(
    values: Sequence[float | None],
    *,
    width: int = 120,
    height: int = 28,
    limits: tuple[float, float] | None = None,
    colour: str = "currentColor",
    running: int = 0,
) -> str:
    """SVG text: one step a month, a hole where there is none, a dot on the last figure; empty without any figure.

    `limits`: vertical range shared by the rows of a table; by default the range of the values. `running`: how many of
    the last steps are not over: each is a ring apart from the line, which stops before.
    """
    shown = [value for value in values if value is not None]
    if not shown:
        return ""
    low, high = limits or (min(shown), max(shown))
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    step = (width - 2 * AIR) / max(len(values) - 1, 1)

    def spot(index: int, value: float) -> tuple[float, float]:
        inside = min(max(value, low), high)
        return round(AIR + index * step, 1), round(AIR + (high - inside) / (high - low) * (height - 2 * AIR), 1)

    spots = [None if value is None else spot(index, value) for index, value in enumerate(values)]
    whole, apart = (spots[:-running], spots[-running:]) if running else (spots, [])
    known = [place for place in whole if place is not None]
    dots = [f'<circle cx="{known[-1][0]:g}" cy="{known[-1][1]:g}" r="2.5" fill="{colour}"/>'] if known else []
    dots += [
        f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="2.25" fill="none" stroke="{colour}" stroke-width="1.25"/>'
        for place in apart
        if place is not None
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'aria-hidden="true" focusable="false">'
        f'<path d="{_path(whole)}" fill="none" stroke="{colour}" stroke-width="1.5" '
        f'stroke-linecap="round" stroke-linejoin="round"/>{"".join(dots)}</svg>'
    )


def sparkline_image(
    values: Sequence[float | None],
    palette: Palette,
    *,
    width: int = 120,
    height: int = 28,
    limits: tuple[float, float] | None = None,
    running: int = 0,
) -> str:
    """The same as an `<img alt="">` that carries its SVG: `st.html` strips inline SVG, and an image has no theme."""
    drawn = sparkline(values, width=width, height=height, limits=limits, colour=palette.mark, running=running)
    if not drawn:
        return ""
    return f'<img alt="" width="{width}" height="{height}" src="data:image/svg+xml,{quote(drawn)}">'


def _path(spots: Sequence[tuple[float, float] | None]) -> str:
    """A lone month between two holes is a line of no length: the round cap draws it as a dot."""
    words: list[str] = []
    pen_down = False
    for place, spot in enumerate(spots):
        if spot is None:
            pen_down = False
            continue
        words.append(f"{'L' if pen_down else 'M'}{spot[0]:g} {spot[1]:g}")
        alone = not pen_down and (place + 1 == len(spots) or spots[place + 1] is None)
        if alone:
            words.append(f"L{spot[0]:g} {spot[1]:g}")
        pen_down = True
    return "".join(words)
