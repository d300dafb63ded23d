"""How much to invent."""

import datetime as dt
from dataclasses import dataclass, replace

LAST_MONTH = dt.date(2026, 10, 1)
"""The demonstration is read as if it were early November 2026: October is whole."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A size of demonstration. `sites` multiplies the number of sites of each kind, `volume` the number of respondents."""

    name: str
    first_month: dt.date
    sites: float
    volume: float
    reviews: int

    def with_answers(self, answers: int) -> "Scale":
        """The same network and the same signals with about `answers` rows of survey answers (load tests)."""
        return replace(self, name=f"{answers}-answers", volume=self.volume * answers / EXPECTED_ANSWERS)


EXPECTED_ANSWERS = 850_000
"""Rows of survey answers that FULL gives, to the nearest ten thousand: what `with_answers` divides by."""

FULL = Scale("full", dt.date(2018, 1, 1), sites=1.0, volume=1.0, reviews=15_000)
SMALL = Scale("small", dt.date(2024, 1, 1), sites=0.1, volume=2.0, reviews=1_200)
