"""Something that happened and may explain a change: a reorganisation, new software, a strike."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """The closed list of kinds; the codes are those of the files."""

    REORGANISATION = "reorganisation"
    SOFTWARE = "logiciel"
    STRIKE = "greve"
    STAFF = "moyens"
    LAW = "texte"
    OPENING = "ouverture"
    CRISIS = "crise"
    WORKS = "travaux"
    CAMPAIGN = "communication"
    OTHER = "autre"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `month` is the first day of its first month, `day` the exact day when it is known, `last_month` the
    first day of its last month when it lasted. `where`: the perimeter in words, empty for everyone. `whole`: it
    concerns all the sites of the perimeter that is shown, not only some."""

    month: dt.date
    title: str
    kind: EventKind
    day: dt.date | None = None
    last_month: dt.date | None = None
    where: str = ""
    whole: bool = True
