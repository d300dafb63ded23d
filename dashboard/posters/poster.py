"""What a poster says: texts that are ready, and the places of two marks. Nothing else reaches the template."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """What a figure is set against: its name, its value or the gap with it (empty when there is none), the verdict."""

    label: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Result:
    """One engagement. Either `value` or `instead` is empty, and `sides` with it: the others, then a year before.
    `share` and `mark`: where the figure and that of the others stand between the ends of the scale, 0 to 1; None for
    what has no scale or may not be shown."""

    number: int
    engagement: str
    indicator: str
    value: str
    instead: str
    base: str = ""
    sides: tuple[Side, ...] = ()
    fragile: bool = False
    share: float | None = None
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Pillar:
    """A part of the programme and its engagements, in their order."""

    name: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion and what is done about it. `done`: « Nous avons fait », « Nous faisons »…"""

    quote: str
    origin: str
    done: str
    title: str
    decided: str
    state: str


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster. `address`: where its QR code leads, empty for none; `created`: when its data were published, UTC."""

    code: str
    name: str
    about: str
    pillars: tuple[Pillar, ...]
    said: tuple[Said, ...]
    dated: str
    method: str
    address: str
    invitation: str
    created: dt.datetime
    demonstration: bool
