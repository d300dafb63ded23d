"""The critical values of the specification, computed, never typed.

`scipy.special` rather than `scipy.stats`: the same numbers, and the command line starts a second earlier.
"""

from scipy.special import ndtr, ndtri

Z95 = float(ndtri(0.975))
"""Two-sided 95 % (1.959964)."""

Z998 = float(ndtri(0.999))
"""Two-sided 99.8 % (3.090232)."""

ALPHA = 0.05
"""Level of every test and of the false discovery rate."""

SLACK = 1e-12
"""A comparison with a limit is strict, with this slack: floating-point noise is not a signal."""


def two_sided(z: float) -> float:
    """The two-sided p-value of a standard normal statistic."""
    return min(1.0, 2.0 * float(ndtr(-abs(z))))
