"""The territories of the State, and the outlines that a map draws."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.projection import lambert_93


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


class Plane(StrEnum):
    """What is moved and scaled to make a drawing."""

    LAMBERT_93 = "lambert-93"  # hectometres
    DEGREES = "degrees"  # longitude and latitude: an island is small enough


@dataclass(frozen=True, slots=True)
class Placement:
    """How a plane comes to the sheet, in hectometres: shift + scale × coordinate, axis by axis."""

    plane: Plane
    scale: tuple[float, float]
    shift: tuple[float, float]

    def of(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A place of WGS 84, in degrees, on the sheet."""
        x, y = (longitude, latitude) if self.plane is Plane.DEGREES else lambert_93(longitude, latitude)
        return self.shift[0] + self.scale[0] * x, self.shift[1] + self.scale[1] * y

    @property
    def enlargement(self) -> float:
        """Hectometres of the sheet for one on the ground, along a meridian."""
        return self.scale[1] / _HECTOMETRES_IN_A_DEGREE if self.plane is Plane.DEGREES else self.scale[1]


_HECTOMETRES_IN_A_DEGREE = 1105.7
MAIN = Placement(Plane.LAMBERT_93, (1.0, 1.0), (0.0, 0.0))
"""The main map: Lambert-93 itself."""


@dataclass(frozen=True, slots=True)
class Inset:
    """A frame of the sheet that is not at the place or at the scale of the main map. Same units as the rings."""

    code: str
    label: str
    left: int
    bottom: int
    right: int
    top: int
    placement: Placement = MAIN

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point of the sheet is in the frame."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole drawing: outlines and the frames of the insets, y upwards, ready for an axis with equal scales."""

    outlines: tuple[Outline, ...]
    insets: tuple[Inset, ...]

    def of_department(self, code: str) -> tuple[Outline, ...]:
        """Every drawing of a département: two when it is also in an inset, none for a collectivity without outline."""
        return tuple(outline for outline in self.outlines if outline.department == code)
