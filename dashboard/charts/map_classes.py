"""The classes of a map: by verdict (colour says what is demonstrated) or by value, and why an area has neither."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.area import Area
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, step_of
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld

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
    bounds = classes(list(values.values()))
    found = []
    for rank, (low, high) in enumerate(bounds):
        final = rank == len(bounds) - 1
        inside = tuple(
            a
            for a in areas
            if a.code in values and (low <= values[a.code] < high or (final and values[a.code] == high))
        )
        found.append(MapClass(class_name(low, high, measure), shade_of(rank, len(bounds), palette), inside))
    return [one for one in [*found, *_absent(areas, known, palette)] if one.areas]


def class_name(low: float, high: float, measure: Measure) -> str:
    """« de 60 % à 70 % »."""
    decimals = 0 if high - low >= 1 else 1
    return f"de {measure.text(low, decimals)} à {measure.text(high, decimals)}"


def shade_of(rank: int, number: int, palette: Palette) -> str:
    """The colour of a class among `number`, from the palest to the darkest."""
    return palette.shades[round(rank * 4 / max(number - 1, 1))]


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
