"""The agenda of a review meeting: what it looks at, as it stood when the meeting was prepared.

Everything that a screen or a document of the meeting says is here: it is the same after any later publication.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.domain.scope import Scope

LEAST_DRAWN = 3


class ItemKind(StrEnum):
    """Where an item comes from."""

    FOLLOW_UP = "follow_up"
    CHANGE = "change"
    REFERENCE = "reference"
    TARGET = "target"
    SURVEY = "survey"
    ACTION = "action"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class FrozenPoint:
    """A month of a series that had a figure, in the unit of the indicator."""

    month: dt.date
    value: float
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    fragile: bool = False


@dataclass(frozen=True, slots=True)
class FrozenTable:
    """Values beside a figure, or the decisions that are followed: texts as they were shown. A row has a cell a column,
    the first names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures of a meeting rest on. `invented`: a demonstration; `published_on`: the day of its data;
    `method`: how they are computed, protected and compared, a sentence a rule, with the thresholds of that day."""

    invented: bool
    published_on: dt.date
    method: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A figure as it was shown: `text` in French, `n` its base; the rest says how it is asked and drawn again.

    `interval`, `rule` and `source` are texts: « IC 95 % [68,9 ; 73,7] », how it is computed, where it comes from.

    `scope` is that of the figure; `start` to `stop` (excluded) its months; `lower_bound`, `upper_bound` the ends of its
    scale."""

    indicator: str
    label: str
    text: str
    n: int | None
    start: dt.date
    stop: dt.date
    scope: Scope = field(default_factory=Scope)
    unit: str = "%"
    decimals: int = 1
    lower_bound: float | None = None
    upper_bound: float | None = None
    signed: bool = False
    points: tuple[FrozenPoint, ...] = ()
    interval: str = ""
    rule: str = ""
    source: str = ""

    @property
    def drawn(self) -> bool:
        """Whether its series is worth a chart: fewer months say nothing that the figure does not."""
        return len(self.points) >= LEAST_DRAWN


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One screen of the meeting: what is concluded, and what limits it."""

    kind: ItemKind
    title: str
    conclusion: str
    limit: str = ""
    where: str = ""
    when: str = ""
    figure: FrozenFigure | None = None
    table: FrozenTable | None = None
    action: int | None = None
    """Number of the action that the item is about."""
    description: str = ""
    """What the action is, in the words of those who decided it."""
