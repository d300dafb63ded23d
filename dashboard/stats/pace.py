"""How a count of answers stands against its target, part of the time having passed.

Own code, two calls of the Poisson law. If answers came evenly, `target` × `elapsed` would be there. The count is taken
for a Poisson one, with the limits of `rate` (exact below 10, Byar above), carried to the end of the time.
"""

from dataclasses import replace

from scipy.special import pdtr, pdtrc

from dashboard.stats.rate import rate
from dashboard.stats.result import Result

METHOD = "pace"


def projection(answered: int, target: int, elapsed: float) -> Result:
    """The projected count at the end, in % of the target, with its 95 % interval and the p-value of « on time ».

    `elapsed` is the share of the time that has passed, above 0. The p-value is two-sided: twice the smaller tail.
    Raises ValueError on a target or a time that is not positive.
    """
    if target <= 0 or not 0 < elapsed <= 1:
        raise ValueError(f"impossible pace: {answered} of {target} in {elapsed} of the time")
    expected = target * elapsed
    found = rate(answered, expected, per=100)
    below = float(pdtr(answered, expected))
    above = float(pdtrc(answered - 1, expected)) if answered else 1.0
    return replace(found, p_value=min(1.0, 2 * min(below, above)), method=METHOD)
