"""The territories of the State, and the outlines that a map draws."""

from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """Where a territory is: the European mainland and Corsica, an overseas département, another collectivity."""

    METROPOLE = "metropole"
    DROM = "drom"
    COM = "com"


@dataclass(frozen=True, slots=True)
class Region:
    """A région (INSEE code without prefix: `11`, `84`, `04`), or a group of overseas collectivities (`97`, `98`)."""

    code: str
    label: str
    zone: Zone


@dataclass(frozen=True, slots=True)
class Department:
    """A département (INSEE code without prefix: `01`, `2A`, `974`), or an overseas collectivity (`987`)."""

    code: str
    label: str
    region: str
    zone: Zone


Ring = tuple[tuple[int, int], ...]
"""A closed line of (x, y) in hectometres on the sheet; the last point repeats the first. A hole turns the other way."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One drawing of a département: on the main map (`inset` empty) or, enlarged or moved, in a named inset."""

    department: str
    inset: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Inset:
    """A frame of the sheet that is not at the place or at the scale of the main map. Same units as the rings."""

    code: str
    label: str
    left: int
    bottom: int
    right: int
    top: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole drawing: outlines and the frames of the insets, y upwards, ready for an axis with equal scales."""

    outlines: tuple[Outline, ...]
    insets: tuple[Inset, ...]

    def of_department(self, code: str) -> tuple[Outline, ...]:
        """Every drawing of a département: two when it is also in an inset, none for a collectivity without outline."""
        return tuple(outline for outline in self.outlines if outline.department == code)
