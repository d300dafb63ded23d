"""What is measured: an indicator of the catalogue, its scale and its targets."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How observations of an indicator become one figure (docs/method)."""

    SHARE = "share"  # 100 × Σ numerator / Σ denominator
    MEAN = "mean"  # Σ numerator / Σ denominator
    QUANTILE = "quantile"  # a published quantile, never averaged; or the median of delays known one by one
    COUNT = "count"  # Σ numerator
    NPS = "nps"  # 100 × (promoters − detractors) / n
    NET = "net"  # 100 × (favourable − unfavourable) / n
    DISTRIBUTION = "distribution"  # share of each grade; its value is the favourable share


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Nature(StrEnum):
    """SP+ tells the quality that users perceive from the quality that the administration delivers."""

    PERCEIVED = "perceived"  # « perçue »
    DELIVERED = "delivered"  # « rendue »


class Base(StrEnum):
    """What the base of an indicator counts: the secret statistique protects persons only."""

    PEOPLE = "people"  # persons, their answers, their files
    OBJECTS = "objects"  # places, courts, online procedures, actions, buildings: nobody to protect


class Accumulation(StrEnum):
    """How a count adds up over time: a flow is summed, a stock is read at its last date."""

    FLOW = "flow"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Grade:
    """One possible answer. `index` 0 to 10 is its place in the scale, 0 the least favourable, `score` what it adds to a
    mean. `answers` are the other ways in which files write it (`catalog.read_answer` compares without case or accent).
    """

    index: int
    label: str
    score: float | None = None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A reason to be out of the base: `code` is `nsp` (« ne sait pas ») or `nc` (« non concerné »)."""

    code: str
    answers: tuple[str, ...]


NOT_PEOPLE = frozenset(
    {"€", "k€", "M€", "kWh", "MWh", "kWh/m²", "m²", "t", "tCO₂", "tCO2e", "km", "%", "jours", "mois", "sites"}
    | {"structures", "établissements", "postes", "places", "heures", "actions", "démarches"}
)
"""Units of counts that are neither persons nor their files: nothing to protect."""


def counts_people(kind: Kind, unit: str, base: Base = Base.PEOPLE) -> bool:
    """Whether figures of that kind, unit and base count persons or their files."""
    return base is Base.PEOPLE and (kind is not Kind.COUNT or unit not in NOT_PEOPLE)


@dataclass(frozen=True, slots=True)
class Scale:
    """The possible answers to a question, which of them are favourable, and the words that stand out of the base."""

    code: str
    label: str
    grades: tuple[Grade, ...]
    favourable: frozenset[int]
    unfavourable: frozenset[int]
    excluded: tuple[Exclusion, ...] = ()
    source: str = ""
    cues: tuple[str, ...] = ()
    """Beginnings of words of a question that call for this scale and no other."""

    def side(self, grade: int) -> int:
        """On which side of zero a grade lies: 1 favourable, −1 unfavourable, 0 neither."""
        return (grade in self.favourable) - (grade in self.unfavourable)


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach. `operator`: `>=`, `>`, `<=` or `<`. `scope`: empty (everyone), a service or a site code."""

    year: int
    operator: str
    value: float
    scope: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class MethodBreak:
    """From `month` on, the definition is another one: no line, no comparison across it."""

    month: dt.date
    label: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the catalogue; the fields are those of data/reference/indicators/*.toml.

    Values are in `unit`: a share is a percentage (0 to 100), never a fraction. `aliases` are the codes of the same
    indicator elsewhere (SP+ `IND-27`). `derived_from` names the fact that feeds it when no file
    does (`reviews.answered`). `commitment` is a number of the oldest edition of the engagements.
    """

    code: str
    label: str
    technical_label: str
    commitment: int | None
    nature: Nature
    kind: Kind
    unit: str
    direction: Direction
    decimals: int = 1
    base: Base = Base.PEOPLE
    accumulation: Accumulation = Accumulation.FLOW
    headline: bool = False
    scale: Scale | None = None
    targets: tuple[Target, ...] = ()
    breaks: tuple[MethodBreak, ...] = ()
    aliases: tuple[str, ...] = ()
    derived_from: str = ""
    lower_bound: float | None = None
    upper_bound: float | None = None
    minimum_n: int = 30
    material_gap: float = 2.0
    source: str = ""
    rule: str = ""
    why: str = ""
