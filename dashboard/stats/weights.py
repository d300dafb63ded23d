"""Checked weights, Kish's effect and what to say of it (specification § 6; Kish 1965). Own code: three quotients."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.domain.weighting import DEFF_SHOWN, DEFF_WARNED
from dashboard.stats.proportion import Floats
from dashboard.stats.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Kish:
    """`n` rows of positive weight; `n_eff` = (Σw)² ÷ Σw²; `deff` = n ÷ n_eff, None without such a row."""

    n: int
    n_eff: float
    deff: float | None

    @property
    def shown(self) -> bool:
        """n, n_eff and deff are shown together."""
        return self.deff is not None and self.deff > DEFF_SHOWN

    @property
    def warned(self) -> bool:
        """Weights cost more than half of the answers: to be said."""
        return self.deff is not None and self.deff > DEFF_WARNED


def checked_weights(weights: Sequence[float | None]) -> Floats:
    """The weights, divided by the largest one (they are scale-free). RefusedError on a missing or negative weight."""
    values = np.array([np.nan if weight is None else weight for weight in weights], dtype=float)
    if missing := int(np.count_nonzero(np.isnan(values))):
        raise RefusedError(f"Le poids manque pour {missing} réponse(s) : donner un poids à chaque réponse.")
    if np.any(values < 0) or np.any(np.isinf(values)):
        raise RefusedError("Un poids est négatif ou infini : corriger la pondération.")
    largest = float(values.max(initial=0.0))
    return values / largest if largest > 0 else values


def kish(weights: Sequence[float | None]) -> Kish:
    """Design effect of the weights, over the rows of positive weight. RefusedError on a missing or negative weight."""
    return kish_of(checked_weights(weights))


def kish_of(weights: npt.ArrayLike) -> Kish:
    """The same of weights already checked."""
    w = np.asarray(weights, dtype=float)
    w = w[w > 0]
    if not w.size:
        return Kish(0, 0.0, None)
    w = w / w.max()
    size = min(float(w.size), math.fsum(w) ** 2 / math.fsum(w * w))
    return Kish(int(w.size), size, w.size / size)
