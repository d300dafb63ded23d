"""What an administration does about what its users say, and what its meetings decide."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.indicator import Direction
from dashboard.domain.scope import Scope

LONGEST_TITLE = 200
SOON_DAYS = 31
"""An action is due when its term falls before the day, or in the month that follows it."""


class ActionState(StrEnum):
    """An action may be taken up again after any of them."""

    CONSIDERED = "considered"
    UNDER_WAY = "under_way"
    DONE = "done"
    ABANDONED = "abandoned"


RUNNING = (ActionState.CONSIDERED, ActionState.UNDER_WAY)
"""The states that have something left to do."""


class DecisionState(StrEnum):
    """What became of a decision of a meeting."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ExpectedDirection(StrEnum):
    """Which way an action should move its indicator."""

    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> int:
        return 1 if self is ExpectedDirection.UP else -1


def favourable(direction: Direction) -> ExpectedDirection | None:
    """The way in which an indicator becomes better; None when it has none."""
    return {Direction.HIGHER: ExpectedDirection.UP, Direction.LOWER: ExpectedDirection.DOWN}.get(direction)


@dataclass(frozen=True, slots=True)
class ExpectedEffect:
    """What an action must change, fixed when it is created. `smallest_change` is the smallest useful one, above 0, in
    the unit of the indicator (points for a share)."""

    indicator: str
    direction: ExpectedDirection
    smallest_change: float


@dataclass(frozen=True, slots=True)
class Action:
    """`reviews`: codes of the opinions that it answers. One of `site` and `service` is a code, the other None.
    `expected` None: no effect was fixed. `decision` and `meeting`: what it carries out, when it does."""

    id: int
    title: str
    decided: str
    state: ActionState
    owner: str
    due_on: dt.date | None
    done_on: dt.date | None
    commitment: int | None
    indicator: str | None
    site: str | None
    service: str | None
    created_at: dt.datetime
    reviews: tuple[str, ...] = ()
    expected: ExpectedEffect | None = None
    decision: int | None = None
    meeting: int | None = None

    @property
    def scope(self) -> Scope:
        """Its site, or its whole service."""
        return Scope(sites=(self.site,)) if self.site else Scope(services=(self.service or "",))
