"""Post-stratification: answers weighted by the known size of each stratum (specification § 6; Holt and Smith 1979).

Own code: no library of this project has it. The variance is that of the contract, Σ W²s²/n with s² on n_h − 1, as R's
`svymean` for `svydesign(strata =, weights = N/n)`. `survey::postStratify` on a design without strata linearises
instead: s² on n_h, times n/(n − 1) of the whole sample.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.mean import centred_squares
from dashboard.stats.proportion import wilson
from dashboard.stats.refusal import RefusedError
from dashboard.stats.result import Result
from dashboard.stats.weights import Kish, kish_of

SMALL = 10
"""A stratum with fewer answers is to be merged with a neighbour."""


@dataclass(frozen=True, slots=True)
class Population:
    """How many people each stratum holds, who says so and for which date: shown with every figure drawn from it."""

    sizes: Mapping[str, float]
    source: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Stratum:
    """The answers of a stratum: their number, sum and sum of squares (of 0 and 1 for a share)."""

    n: int
    total: float
    total_sq: float

    def __add__(self, other: "Stratum") -> "Stratum":
        return Stratum(self.n + other.n, self.total + other.total, self.total_sq + other.total_sq)


@dataclass(frozen=True, slots=True)
class PostStratified:
    """The figure, the weight N/n of an answer of each stratum, Kish's effect, and the strata that should be merged."""

    result: Result
    weights: Mapping[str, float]
    kish: Kish
    to_merge: tuple[str, ...]
    source: str
    date: dt.date


def _checked(answers: Mapping[str, Stratum], population: Population) -> dict[str, tuple[float, Stratum]]:
    if any(not math.isfinite(size) or size < 0 for size in population.sizes.values()):
        raise RefusedError("Un effectif de population est négatif ou absent : corriger la population de référence.")
    answered = {name for name, stratum in answers.items() if stratum.n > 0}
    held = {name for name, size in population.sizes.items() if size > 0}
    if empty := sorted(held - answered):
        raise RefusedError(f"Aucune réponse dans la strate « {empty[0]} » : la regrouper avec une strate voisine.")
    if unknown := sorted(answered - held):
        raise RefusedError(f"La population de la strate « {unknown[0]} » est inconnue : compléter la référence.")
    return {name: (float(population.sizes[name]), answers[name]) for name in population.sizes if name in held}


def post_stratify(answers: Mapping[str, Stratum], population: Population, share: bool = False) -> PostStratified:
    """Σ W ȳ over the strata, W = N_h ÷ N, with SE = √(Σ W²s²/n).

    The interval is value ± z·SE; for a `share` (0 to 1) it is Wilson's at n_eff. A stratum with a single answer has no
    variance: the figure is given without SE, nor interval for a mean. RefusedError when a population stratum has no
    answer (never rescaled in silence), or answers no population. An empty population gives `no_data`.
    """
    strata = _checked(answers, population)
    weights = {name: size / stratum.n for name, (size, stratum) in strata.items()}
    total, n = math.fsum(size for size, _ in strata.values()), sum(stratum.n for _, stratum in strata.values())
    kish = kish_of([weights[name] for name, (_, stratum) in strata.items() for _ in range(stratum.n)])
    to_merge = tuple(name for name, (_, stratum) in strata.items() if stratum.n < SMALL)
    if not strata:
        result = Result(n=0, n_eff=0.0, method="post-stratified", status=Status.NO_DATA)
        return PostStratified(result, {}, kish, (), population.source, population.date)
    value = math.fsum(size / total * (s.total / s.n) for size, s in strata.values())
    se = _standard_error(strata, total)
    if share:
        value = min(1.0, max(0.0, value))
        limits = wilson(min(kish.n_eff, value * kish.n_eff), kish.n_eff)
        lower, upper = limits.lower, limits.upper
    else:
        lower, upper = (None, None) if se is None else (value - Z95 * se, value + Z95 * se)
    note = "une strate n’a qu’une réponse : variance inconnue" if se is None else ""
    result = Result(value, lower, upper, n, kish.n_eff, se, method="post-stratified", note=note)
    return PostStratified(result, weights, kish, to_merge, population.source, population.date)


def _standard_error(strata: Mapping[str, tuple[float, Stratum]], total: float) -> float | None:
    if any(stratum.n < 2 for _, stratum in strata.values()):
        return None
    return math.sqrt(
        math.fsum(
            (size / total) ** 2 * centred_squares(s.n, s.total, s.total_sq) / (s.n - 1) / s.n
            for size, s in strata.values()
        )
    )


def merged(
    answers: Mapping[str, Stratum], population: Population, into: Mapping[str, str]
) -> tuple[dict[str, Stratum], Population]:
    """Answers and population once the strata named in `into` take the name, and join the content, of another one."""
    gathered: dict[str, Stratum] = {}
    sizes: dict[str, float] = {}
    for name, stratum in answers.items():
        target = into.get(name, name)
        gathered[target] = gathered[target] + stratum if target in gathered else stratum
    for name, size in population.sizes.items():
        target = into.get(name, name)
        sizes[target] = sizes.get(target, 0.0) + size
    return gathered, Population(sizes, population.source, population.date)


def strata_of(keys: Sequence[str], values: Sequence[float | None]) -> dict[str, Stratum]:
    """The answers of each stratum from rows; a missing answer (None) is out of the base."""
    found: dict[str, Stratum] = {}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            found[key] = found.get(key, Stratum(0, 0.0, 0.0)) + Stratum(1, value, value * value)
    return found
