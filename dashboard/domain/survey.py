"""A wave of a survey and where it stands on a day: its dates say it, never a word that somebody typed."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.estimate import Estimate


class SurveyState(StrEnum):
    """Where a wave stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    UNDATED = "undated"  # answers without a calendar


@dataclass(frozen=True, slots=True)
class Survey:
    """A wave. `answered`: the people who answered, as it may be shown; `title` None: no calendar describes it."""

    code: str
    answered: Estimate
    title: str | None = None
    series: str | None = None
    wave: str | None = None
    opens_on: dt.date | None = None
    closes_on: dt.date | None = None
    channels: str | None = None
    population: str | None = None
    link: str | None = None
    method: str | None = None
    served: int | None = None
    offered: int | None = None
    target: int | None = None
    first_answer: dt.date | None = None
    last_answer: dt.date | None = None

    @property
    def label(self) -> str:
        """« Satisfaction des usagers, 2e semestre 2026 »; the code of the answers when nothing describes it."""
        return ", ".join(part for part in (self.title or self.code, self.wave) if part)

    @property
    def began(self) -> dt.date | None:
        """The day that orders waves: the opening, else the first answer."""
        return self.opens_on or self.first_answer

    def state(self, on: dt.date) -> SurveyState:
        """Where the wave stands on a day; the closing day itself is still open."""
        if self.opens_on is None:
            return SurveyState.UNDATED
        if on < self.opens_on:
            return SurveyState.PLANNED
        return SurveyState.CLOSED if self.closes_on is not None and on > self.closes_on else SurveyState.OPEN

    def elapsed(self, on: dt.date) -> float | None:
        """The share (0 to 1) of its days that had passed at the end of a day; None without both dates."""
        if self.opens_on is None or self.closes_on is None:
            return None
        whole = (self.closes_on - self.opens_on).days + 1
        return min(1.0, max(0.0, ((on - self.opens_on).days + 1) / whole))
