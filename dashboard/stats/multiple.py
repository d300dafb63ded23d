"""Many tests at once: Benjamini–Hochberg (specification § 8; Benjamini & Hochberg 1995).

Own code, six lines, because the family has missing members that must keep their place; checked against
`scipy.stats.false_discovery_control` and against the definition itself.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dashboard.stats.constants import ALPHA, SLACK
from dashboard.stats.proportion import Floats


def adjust(p_values: npt.ArrayLike) -> Floats:
    """Adjusted p-values in input order and shape; NaN (not tested) stays NaN and does not count in the family.

    All that is given is one family, whatever its shape.
    """
    shape = np.shape(p_values)
    p = np.ravel(np.asarray(p_values, dtype=float))
    result = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    if not tested.size:
        return result.reshape(shape)
    order = tested[np.argsort(p[tested], kind="stable")]
    scaled = p[order] * order.size / np.arange(1, order.size + 1)
    result[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return result.reshape(shape)


def adjusted(p_values: Sequence[float | None]) -> list[float | None]:
    """The same with None for what is not tested."""
    values = adjust([np.nan if p is None else p for p in p_values])
    return [None if np.isnan(value) else float(value) for value in values]


def discoveries(p_values: npt.ArrayLike, q: float = ALPHA) -> npt.NDArray[np.bool_]:
    """Which tests are significant once corrected (adjusted ≤ q)."""
    values = adjust(p_values)
    return ~np.isnan(values) & (values <= q + SLACK)
