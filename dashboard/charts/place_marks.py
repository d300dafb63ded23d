"""Sites as marks on a map: by verdict where any was tested, else by classes of value; no two on the same spot."""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.intervals import tooltip
from dashboard.charts.map_classes import shaded
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.charts.theme import Trace
from dashboard.domain.estimate import Estimate, Shown

MOST = 800
"""Above, a map is a stain: a third of a second to draw and half a megabyte to send."""
SIZES = ((60, 11), (200, 9), (600, 7))
"""Up to so many marks, their size in pixels; above, the smallest."""
SMALLEST = 5
_TOUCHING = 13.0
"""Hectometres of the sheet between two marks, for each pixel of their size: they overlap by half on a screen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A site, in the plane of the outlines. `verdict` None: no site of the map was compared."""

    label: str
    x: float
    y: float
    estimate: Estimate
    verdict: Verdict | None = Verdict.SIMILAR


@dataclass(frozen=True, slots=True)
class _Mark:
    place: Place
    estimate: Shown


def legible(places: Sequence[Place]) -> list[Place]:
    """All of them; above `MOST` those that differ; none when these are too many as well."""
    if len(places) <= MOST:
        return list(places)
    found = [place for place in places if _differs(place)]
    return found if len(found) <= MOST else []


def place_marks(places: Sequence[Place], measure: Measure, palette: Palette) -> list[Trace]:
    """One trace a class, what is demonstrated above the rest. Withheld sites leave no trace."""
    shown = [_Mark(place, place.estimate) for place in places if isinstance(place.estimate, Shown)]
    size = next((size for most, size in SIZES if len(shown) <= most), SMALLEST)
    # What differs stays at its own point; the others make room.
    shown.sort(key=lambda mark: not _differs(mark.place))
    marks = list(_apart(shown, size * _TOUCHING))
    if any(mark.place.verdict is not None for mark in marks):
        return _by_verdict(marks, size, measure, palette)
    return _by_value(marks, size, measure, palette)


def _differs(place: Place) -> bool:
    return place.verdict is not None and VERDICTS[place.verdict].role != "usual"


def _by_verdict(marks: Sequence[_Mark], size: int, measure: Measure, palette: Palette) -> list[Trace]:
    found = []
    for rank, verdict in enumerate(Verdict):
        chosen = [mark for mark in marks if (mark.place.verdict or Verdict.UNJUDGED) is verdict]
        if not chosen:
            continue
        sign = VERDICTS[verdict]
        colour = sign.colour(palette)
        # What differs is larger: on a map of five hundred sites these are what the reader looks for.
        larger = 4 if _differs(chosen[0].place) else 0
        trace = _trace(chosen, sign.word, sign.word, measure)
        trace["legendrank"] = rank
        trace["marker"] = {
            "symbol": sign.symbol,
            "size": size + larger,
            "color": colour,
            "line": {"width": 1, "color": colour if sign.symbol.endswith("open") else palette.surface},
        }
        found.append(trace)
    return found[::-1]


def _by_value(marks: Sequence[_Mark], size: int, measure: Measure, palette: Palette) -> list[Trace]:
    found = []
    for name, colour, inside in shaded({rank: m.estimate.value for rank, m in enumerate(marks)}, measure, palette):
        chosen = [mark for rank, mark in enumerate(marks) if rank in inside]
        if chosen:
            trace = _trace(chosen, name, "", measure)
            trace["marker"] = {"symbol": "circle", "size": size, "color": colour}
            trace["marker"]["line"] = {"width": 1, "color": palette.text}
            found.append(trace)
    return found


def _trace(marks: Sequence[_Mark], name: str, word: str, measure: Measure) -> Trace:
    return {
        "type": "scatter",
        "x": [round(mark.place.x, 1) for mark in marks],
        "y": [round(mark.place.y, 1) for mark in marks],
        "mode": "markers",
        "name": name,
        "text": [
            tooltip(m.place.label, m.estimate, measure, "base fragile" if m.estimate.fragile and not word else word)
            for m in marks
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _apart(marks: Iterable[_Mark], step: float) -> Iterator[_Mark]:
    """The marks in their order, each at the free point nearest to its own: `step` at least from those before it."""
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for mark in marks:
        x, y = next(point for point in _around(mark.place.x, mark.place.y, step) if _free(point, taken, step))
        taken.setdefault(_square(x, y, step), []).append((x, y))
        yield replace(mark, place=replace(mark.place, x=x, y=y))


def _free(point: tuple[float, float], taken: Mapping[tuple[int, int], list[tuple[float, float]]], step: float) -> bool:
    column, row = _square(*point, step)
    near = (taken.get((column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
    return all(math.dist(point, other) > 0.95 * step for others in near for other in others)


def _square(x: float, y: float, step: float) -> tuple[int, int]:
    return math.floor(x / step), math.floor(y / step)


def _around(x: float, y: float, step: float) -> Iterator[tuple[float, float]]:
    """The point, then rings about it, `step` from one another."""
    yield x, y
    for ring in itertools.count(1):
        for corner in range(6 * ring):
            angle = math.tau * corner / (6 * ring)
            yield x + ring * step * math.cos(angle), y + ring * step * math.sin(angle)
