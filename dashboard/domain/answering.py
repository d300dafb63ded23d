"""Where an opinion stands between its arrival and the reply, and how much of the announced delay is left."""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

SOON_DAYS = 2
"""A reply due within this many days is « due soon »."""


class Stage(StrEnum):
    """What is to be done with an opinion, or what was."""

    TO_READ = "to_read"
    TO_ANSWER = "to_answer"
    TO_VALIDATE = "to_validate"
    ANSWERED = "answered"
    REFUSED = "refused"


UNANSWERED = frozenset({Stage.TO_ANSWER, Stage.TO_VALIDATE})
"""Published, and its author sees no reply yet: the announced delay runs."""


@dataclass(frozen=True, slots=True)
class StageCount:
    """`n` opinions at a stage, the first one since `oldest`; `late` and `soon` among them, against the announced
    delay."""

    n: int = 0
    oldest: dt.datetime | None = None
    late: int = 0
    soon: int = 0


class Urgency(StrEnum):
    """Where a reply stands against the announced delay."""

    LATE = "late"
    SOON = "soon"
    IN_TIME = "in_time"


def days_left(published_at: dt.datetime, now: dt.datetime, announced_days: int) -> int:
    """Whole days before the announced delay ends, rounded up; negative once it has: −1 on the first day of lateness."""
    left = (published_at + dt.timedelta(days=announced_days) - now) / dt.timedelta(days=1)
    return math.ceil(left) if left >= 0 else math.floor(left)


def urgency(published_at: dt.datetime, now: dt.datetime, announced_days: int) -> Urgency:
    """A reply that is due at this very moment is not late."""
    left = published_at + dt.timedelta(days=announced_days) - now
    if left < dt.timedelta(0):
        return Urgency.LATE
    return Urgency.SOON if left <= dt.timedelta(days=SOON_DAYS) else Urgency.IN_TIME
