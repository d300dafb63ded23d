"""What is missing from a series: None, and whatever no figure can be made of (NaN, infinite). Own code, one rule."""

import math
from collections.abc import Iterable


def known_or_none(values: Iterable[float | None]) -> list[float | None]:
    """The values in order, as Python numbers, None for each that is missing; a new list, `values` is left alone."""
    found: list[float | None] = []
    for value in values:
        if value is None or not math.isfinite(value):
            found.append(None)
        else:
            found.append(value if type(value) in (float, int) else float(value))
    return found
