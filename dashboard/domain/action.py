"""What an administration does about what its users say, and what its meetings decide."""

from enum import StrEnum

LONGEST_TITLE = 200


class ActionState(StrEnum):
    """An action may be taken up again after any of them."""

    CONSIDERED = "considered"
    UNDER_WAY = "under_way"
    DONE = "done"
    ABANDONED = "abandoned"


class DecisionState(StrEnum):
    """What became of a decision of a meeting."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
