"""A figure against another one, and the word of the verdict."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Target
from dashboard.domain.period import Period


class Against(StrEnum):
    """What a figure is compared with."""

    PREVIOUS = "previous"  # the span of the same length just before
    LAST_YEAR = "last-year"  # the same months, one year before
    TWO_YEARS = "two-years"  # the same months, two years before
    THREE_YEARS = "three-years"
    FOUR_YEARS = "four-years"
    FIVE_YEARS = "five-years"
    TARGET = "target"
    NETWORK = "network"  # the rest of the network, without the unit itself
    OTHERS = "engagements"  # the equal-weight mean of the other engagements, for perceived shares

    @property
    def years(self) -> int | None:
        """How many years before, for the same months of an earlier year; None for anything else."""
        return 1 + _YEARS.index(self) if self in _YEARS else None

    @property
    def timed(self) -> bool:
        """Whether the benchmark is the same unit at another time."""
        return self is Against.PREVIOUS or self.years is not None

    def earlier(self, period: Period) -> Period:
        """The period that `period` is compared with in time; that of last year when it is not compared in time."""
        return period.previous() if self is Against.PREVIOUS else period.last_year(self.years or 1)


_YEARS = (Against.LAST_YEAR, Against.TWO_YEARS, Against.THREE_YEARS, Against.FOUR_YEARS, Against.FIVE_YEARS)


class Verdict(StrEnum):
    """What may be concluded. `no_evidence` means that no gap is shown, never that two figures are equal."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"  # an indicator without polarity
    LOWER = "lower"
    STABLE = "stable"  # a gap is shown, smaller than the one that matters
    NO_EVIDENCE = "no_evidence"
    NOT_TESTED = "not_tested"
    MET = "met"
    IMPROVING = "improving"
    NOT_IMPROVING = "not_improving"
    MISSING = "missing"  # a target, and no value
    NO_TARGET = "no_target"


DISTINCT = (Verdict.WORSE, Verdict.LOWER, Verdict.BETTER, Verdict.HIGHER)
"""A gap that is demonstrated and large enough, the unfavourable ones first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The gap `difference` (figure minus benchmark) in the unit of the indicator (points for a share).

    `reason` is the French sentence that says why nothing was tested, or what limits the verdict. A benchmark that may
    not be shown leaves no number here. `p_value` is the one of the test alone, `adjusted_p` once corrected for the
    number of tests of its family; `verdict` and `significant` follow `adjusted_p` as soon as there is one.
    """

    against: Against
    verdict: Verdict
    reason: str = ""
    benchmark: Estimate | None = None
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    p_value: float | None = None
    significant: bool = False
    material: bool = False
    period: Period | None = None
    target: Target | None = None
    progress: float | None = None
    """PILOTE's progress rate from last year's value to the target of the year, in %."""
    adjusted_p: float | None = None
