"""A figure as it may be shown. A withheld figure holds no number: none can reach a tooltip, an axis or an export."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """State of a figure (docs/method): the words that `figures` prints."""

    OK = "ok"
    FRAGILE = "fragile"
    MASKED = "masked"
    INSUFFICIENT = "insufficient"
    NO_DATA = "no_data"
    NO_BENCHMARK = "no_benchmark"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in the unit of its indicator. `lower`/`upper`: 95 % interval, None when it cannot be computed.

    `n_eff`: what n answers are worth once weighted (Kish), None without weights.
    """

    value: float
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: Status = Status.OK
    method: str = ""
    note: str = ""
    n_eff: float | None = None

    @property
    def deff(self) -> float | None:
        """Design effect of the weights, n ÷ n_eff; None without weights."""
        return self.n / self.n_eff if self.n and self.n_eff else None

    @property
    def fragile(self) -> bool:
        return self.status is Status.FRAGILE


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why there is no figure: `masked`, `no_data`, `not_comparable`… and the sentence that says it."""

    status: Status
    note: str = ""


Estimate = Shown | Withheld
