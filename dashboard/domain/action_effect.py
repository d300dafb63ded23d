"""What may be said of the effect of an action, once it is done."""

from dataclasses import dataclass
from enum import StrEnum


class ActionVerdict(StrEnum):
    """`SMALL` wins over `USEFUL` and `UNCERTAIN`: an effect that is demonstrated may still be too small."""

    USEFUL = "useful"
    UNCERTAIN = "uncertain"
    SMALL = "small"
    CONTRARY = "contrary"
    INCONCLUSIVE = "inconclusive"
    TOO_EARLY = "too_early"
    IMPOSSIBLE = "impossible"
    NONE = "none"  # nothing to judge yet: not done, or no expected effect

    @property
    def given(self) -> bool:
        """Whether the figures were compared."""
        return self not in (ActionVerdict.TOO_EARLY, ActionVerdict.IMPOSSIBLE, ActionVerdict.NONE)


class Reminder(StrEnum):
    """What calls for somebody, the most pressing first."""

    OVERDUE = "overdue"
    DUE = "due"
    WAITING = "waiting"  # done, its verdict is still to come


@dataclass(frozen=True, slots=True)
class EffectSize:
    """`value`: what the site became, less what was `expected` without the action, in the unit of the indicator, with
    its 95 % interval. `typical`: what an average peer moved by; `as_large` of the `peers` moved as much the same way.
    """

    value: float
    lower: float
    upper: float
    expected: float
    typical: float
    peers: int
    as_large: int


def judged(size: EffectSize, sign: int, smallest: float) -> ActionVerdict:
    """The verdict of an interval. `sign`: 1 when the expected direction is up, −1 when it is down."""
    lower, upper = sorted((sign * size.lower, sign * size.upper))
    if upper < 0:
        return ActionVerdict.CONTRARY
    if upper < smallest:
        return ActionVerdict.SMALL
    if lower >= smallest:
        return ActionVerdict.USEFUL
    return ActionVerdict.UNCERTAIN if lower > 0 else ActionVerdict.INCONCLUSIVE
