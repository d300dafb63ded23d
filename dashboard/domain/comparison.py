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
    TARGET = "target"
    NETWORK = "network"  # the rest of the network, without the unit itself
    OTHERS = "engagements"  # the equal-weight mean of the other engagements, for perceived shares


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
