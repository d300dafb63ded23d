"""How much to invent."""

import datetime as dt
from dataclasses import dataclass, replace

from dashboard.errors import QueryError

LAST_MONTH = dt.date(2026, 10, 1)
"""The demonstration is read as if it were early November 2026: October is whole."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A size of demonstration. `sites` multiplies the sites of each kind, `volume` the number of respondents."""

    name: str
    first_month: dt.date
    sites: float
    volume: float
    reviews: int

    @property
    def streamed(self) -> bool:
        """True when the answers of a wave are too many to be held: they are written in a stream, as Parquet."""
        return self.volume > FULL.volume * HELD / FULL_ANSWERS

    def with_answers(self, answers: int) -> "Scale":
        """FULL with about `answers` rows of survey answers: the same network and the same signals (load tests)."""
        return replace(self, name=f"{answers}-answers", volume=self.volume * answers / FULL_ANSWERS)


FULL_ANSWERS = 860_000
"""Rows of survey answers that FULL gives, to the nearest ten thousand: what `with_answers` divides by."""

HELD = 5_000_000
"""Answers that a demonstration holds a wave at a time and writes as CSV; with more, waves are written in a stream."""
MOST = 300_000_000
"""Answers that can be asked for: what the program is measured with."""

FULL = Scale("full", dt.date(2018, 1, 1), sites=1.0, volume=0.93, reviews=15_000)
SMALL = Scale("small", dt.date(2024, 1, 1), sites=0.1, volume=1.2, reviews=1_200)


def scale_named(name: str) -> Scale:
    """`small`, `full`, or a number of survey answers (`100000000`, `100000000-answers`) that FULL is to have, about.

    Raises QueryError for anything else, and for more than `MOST`.
    """
    if name in (SMALL.name, FULL.name):
        return SMALL if name == SMALL.name else FULL
    number = name.removesuffix("-answers")
    if number.isascii() and number.isdecimal() and 0 < int(number[:20]) <= MOST:
        return FULL.with_answers(int(number))
    raise QueryError(
        f"La taille «\u00a0{name[:60]}\u00a0» n’existe pas\u00a0: choisir small, full ou un nombre de réponses, "
        "300 millions au plus (par exemple 5000000-answers)."
    )
