"""The classes of a map: by verdict (colour says what is demonstrated) or by value, and why an area has neither."""

import itertools
import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dashboard.charts.area import Area
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, step_of
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld

Key = TypeVar("Key", bound=Hashable)

DOTS, HATCHES = ".", "/"
"""Patterns of Plotly: dots for what is uncertain, hatches for what is withheld."""


@dataclass(frozen=True, slots=True)
class MapClass:
    """Areas drawn alike. `pattern` empty: plain; `glyph`: a sign drawn in the middle of each."""

    name: str
    fill: str
    areas: tuple[Area, ...]
    pattern: str = ""
    glyph: str = ""


def by_verdict(
    areas: Sequence[Area], known: Mapping[str, Estimate], verdicts: Mapping[str, Verdict], palette: Palette
) -> list[MapClass]:
    """Full colour and a sign only where a gap is demonstrated; pale where it is not, dotted when the base is weak."""
    fills = {
        Verdict.BETTER: (palette.better, ""),
        Verdict.HIGHER: (palette.notable, ""),
        Verdict.STABLE: (palette.shades[1], ""),
        Verdict.SIMILAR: (palette.band, ""),
        Verdict.UNJUDGED: (palette.band, DOTS),
        Verdict.LOWER: (palette.shades[2], ""),
        Verdict.WORSE: (palette.worse, ""),
    }
    shown = [area for area in areas if isinstance(known[area.code], Shown)]
    found = []
    for verdict, (fill, pattern) in fills.items():
        inside = tuple(a for a in shown if verdicts.get(a.code, Verdict.UNJUDGED) is verdict)
        marked = verdict in (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)
        sign = VERDICTS[verdict]
        name = f"{sign.glyph} {sign.word}" if marked else sign.word
        found.append(MapClass(name, fill, inside, pattern, sign.glyph if marked else ""))
    return [one for one in [*found, *_absent(areas, known, palette)] if one.areas]


def by_value(
    areas: Sequence[Area], known: Mapping[str, Estimate], measure: Measure, palette: Palette
) -> list[MapClass]:
    """Five classes at most, from the palest to the darkest; the kinds of absence come last."""
    values = {code: estimate.value for code, estimate in known.items() if isinstance(estimate, Shown)}
    found = [
        MapClass(name, shade, tuple(area for area in areas if area.code in inside))
        for name, shade, inside in shaded(values, measure, palette)
    ]
    return [one for one in [*found, *_absent(areas, known, palette)] if one.areas]


def shaded(values: Mapping[Key, float], measure: Measure, palette: Palette) -> Iterator[tuple[str, str, set[Key]]]:
    """The name (« de 60 % à 70 % »), the colour and the keys of each class, from the palest to the darkest."""
    bounds = classes(list(values.values()))
    for rank, (low, high) in enumerate(bounds):
        final = rank == len(bounds) - 1
        inside = {key for key, value in values.items() if low <= value < high or (final and value == high)}
        decimals = 0 if high - low >= 1 else 1
        name = f"de {measure.text(low, decimals)} à {measure.text(high, decimals)}"
        yield name, palette.shades[round(rank * 4 / max(len(bounds) - 1, 1))], inside


def classes(values: Sequence[float], most: int = 5) -> list[tuple[float, float]]:
    """At most `most` classes that hold about as many areas each, cut at round values; empty without values."""
    if not values:
        return []
    ordered = sorted(values)
    low, high = ordered[0], ordered[-1]
    grain = step_of(low, high, 40) if high > low else 1.0
    inner = {
        round(ordered[len(ordered) * rank // most] / grain) * grain
        for rank in range(1, most)
        if len(ordered) >= 2 * most
    }
    start, stop = math.floor(low / grain) * grain, math.ceil(high / grain) * grain
    cuts = [
        start,
        *sorted(round(cut, 9) for cut in inner if start < cut < stop),
        stop if stop > start else start + grain,
    ]
    return list(itertools.pairwise(cuts))


def _absent(areas: Sequence[Area], known: Mapping[str, Estimate], palette: Palette) -> list[MapClass]:
    masked = tuple(a for a in areas if _status(known[a.code]) is Status.MASKED)
    empty = tuple(a for a in areas if _status(known[a.code]) not in (None, Status.MASKED))
    return [
        MapClass("Secret statistique", palette.surface, masked, HATCHES),
        MapClass("Sans donnée", palette.absent, empty),
    ]


def _status(estimate: Estimate) -> Status | None:
    return estimate.status if isinstance(estimate, Withheld) else None
