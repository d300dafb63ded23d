"""What `doctor` says: one line a thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """A sign and a word: neither is told by a colour alone."""

    GOOD = "good"
    LOOK = "look"
    WRONG = "wrong"


SIGNS = {State.GOOD: ("✓", "bon"), State.LOOK: ("!", "à voir"), State.WRONG: ("✗", "à corriger")}


@dataclass(frozen=True, slots=True)
class Line:
    """`what` was looked at, `said` of it, and what to do unless it is good."""

    what: str
    state: State
    said: str
    remedy: str = ""

    def __str__(self) -> str:
        sign, word = SIGNS[self.state]
        return f"{sign} {word:<10} {self.what}\u00a0: {self.said}" + (f" → {self.remedy}" if self.remedy else "")


def good(what: str, said: str) -> Line:
    """Nothing to do."""
    return Line(what, State.GOOD, said)


def look(what: str, said: str, remedy: str) -> Line:
    """To be known, and perhaps changed."""
    return Line(what, State.LOOK, said, remedy)


def wrong(what: str, said: str, remedy: str = "") -> Line:
    """To be mended; `said` may say how by itself."""
    return Line(what, State.WRONG, said, remedy)
