"""The sums of observations: the record that the queries of queries/read/observation*.sql fill together.

What each field means is in the header of the query that gives it.
"""

import datetime as dt
from typing import NamedTuple


class Observations(NamedTuple):
    """The sums behind every figure, by indicator, place and period."""

    indicator: str
    level: str
    service: str | None
    site_type: str | None
    region: str | None
    department: str | None
    court: str | None
    direction: str | None
    site: str | None
    bucket: dt.date
    first_month: dt.date | None
    last_month: dt.date | None
    months: int | None
    n_sites: int
    n: int | None
    numerator: float | None
    denominator: float | None
    unfavourable: int | None
    total_sq: float | None
    contributors: int | None
    first_share: float | None
    w: float | None
    w_sq: float | None
    w_num: float | None
    w_sq_num: float | None
    w_sq_num_sq: float | None
    g0: int | None
    g1: int | None
    g2: int | None
    g3: int | None
    g4: int | None
    g5: int | None
    g6: int | None
    g7: int | None
    g8: int | None
    g9: int | None
    g10: int | None
    n_excluded: int | None
    valued_sites: int
    value: float | None
    word: str | None
    delays: tuple[tuple[int, int], ...] | None = None
    """What a median is drawn from: each delay in days, the shortest first, and how many waited that long."""


class ObservationTraits(NamedTuple):
    """Which of the queries of a read have something to answer."""

    indicator: str
    kind: str
    has_pooled: bool
    has_answers: bool
    has_latest: bool
    has_latest_grades: bool
    first_month: dt.date
    last_month: dt.date


_FIELDS = Observations._fields
KEY = _FIELDS[: _FIELDS.index("first_month")]
"""What a row describes: indicator, level, place, bucket."""
GRADES = tuple(f"g{grade}" for grade in range(11))
WEIGHTS = ("w", "w_sq", "w_num", "w_sq_num", "w_sq_num_sq")
SUMS = tuple(
    name for name in _FIELDS if name not in {*KEY, *WEIGHTS, *GRADES, "valued_sites", "value", "word", "delays"}
)
COLUMNS = {
    "observations": KEY + SUMS,
    "observation_answers": KEY + SUMS + WEIGHTS + GRADES,
    "observation_latest": (*KEY, *SUMS, "valued_sites", "value", "word"),
    "observation_latest_grades": KEY + GRADES,
    "observation_delays": (*KEY, "delays"),
    "observation_traits": ObservationTraits._fields,
}
"""The columns of each query, in order."""
