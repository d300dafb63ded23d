"""How the answers of a load were weighted: what a person must know to judge the figures (specification § 6)."""

from dataclasses import dataclass
from typing import Any

POST_STRATIFICATION, RAKING = "post-stratification", "raking"
DEFF_SHOWN, DEFF_WARNED = 1.1, 2.0
"""Above the first, n, n_eff and deff are shown together; above the second, a warning is due."""


@dataclass(frozen=True, slots=True)
class MarginUsed:
    """A margin of the population: its variable, who counted it, and when (a day as `2024-01-31`, else as written)."""

    variable: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Weighting:
    """The weighting of a load. One margin is a post-stratification, several are a raking.

    `passes`: turns until the weights stood still; `largest_ratio`: largest ÷ smallest weight; `deff`, `n_eff`: Kish,
    over the respondents; `merged`: the strata merged by the file, one text each; `from_weights`: the file of answers
    had weights already, and they were the start. `file`, `sha256`: the file of margins.
    """

    file: str
    sha256: str
    method: str
    margins: tuple[MarginUsed, ...]
    strata: int
    respondents: int
    converged: bool
    passes: int
    largest_ratio: float
    deff: float
    n_eff: float
    merged: tuple[str, ...] = ()
    from_weights: bool = False


def weighting_of(content: dict[str, Any]) -> Weighting:
    """The weighting out of a manifest. Raises TypeError or KeyError when it is not one."""
    margins = tuple(MarginUsed(**margin) for margin in content["margins"])
    return Weighting(**{**content, "margins": margins, "merged": tuple(content["merged"])})
