"""The one shape in which every statistical function answers."""

from dataclasses import dataclass

from dashboard.domain.estimate import Status


@dataclass(frozen=True, slots=True)
class Result:
    """Fields of the statistics specification; an unused or undefined one is None, never 0, NaN or inf."""

    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    n: float | None = None
    n_eff: float | None = None
    se: float | None = None
    p_value: float | None = None
    method: str = ""
    status: Status = Status.OK
    note: str = ""
