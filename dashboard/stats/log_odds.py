"""Words that one group of texts uses more than another: log-odds with an informative prior (Monroe, Colaresi & Quinn
2008, « Fightin’ Words »), on the number of texts that hold each word."""

import numpy as np
import numpy.typing as npt

from dashboard.stats.proportion import Floats

PRIOR = 100.0
"""Texts that the prior is worth: a word seen in few texts has to be very unbalanced to stand out."""


def log_odds(first: npt.ArrayLike, n_first: float, second: npt.ArrayLike, n_second: float) -> Floats:
    """The standardised difference of each word: above 1.96, the first group holds it more often. Counts of texts out of
    `n_first` and `n_second`. Raises ValueError when a count passes its total."""
    x, y = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if np.any((x < 0) | (x > n_first)) or np.any((y < 0) | (y > n_second)):
        raise ValueError("impossible counts of texts")
    held = (x + y + 0.5) / (n_first + n_second + 1)
    prior, other = PRIOR * held, PRIOR * (1 - held)
    gap = np.log((x + prior) / (n_first - x + other)) - np.log((y + prior) / (n_second - y + other))
    return np.asarray(gap / np.sqrt(1 / (x + prior) + 1 / (y + prior)), dtype=float)
