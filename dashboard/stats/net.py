"""Net satisfaction and NPS: favourable share minus unfavourable share, in points (specification § 2 and § 4).

Own code: no library of this project computes it. Both shares come from the same people, hence one variance.
"""

import math

from dashboard.domain.estimate import Status
from dashboard.stats.constants import SLACK, Z95
from dashboard.stats.result import Result

METHOD = "net"
ADJUSTED = "net-adjusted"


def _standard_error(n: float, favourable: float, unfavourable: float) -> float:
    p, d = favourable / n, unfavourable / n
    return 100 * math.sqrt(max(0.0, (p + d - (p - d) ** 2) / n))


def net(n: float, favourable: float, unfavourable: float) -> Result:
    """100 × (favourable − unfavourable) ÷ n, from −100 to 100, with its interval.

    When everyone answers alike the variance is zero: the interval is then the adjusted one (n + 3, + ¾ on each side),
    never « ± 0 ». Raises ValueError when the counts are impossible.
    """
    if not (favourable >= 0 and unfavourable >= 0 and favourable + unfavourable <= n * (1 + SLACK) < math.inf):
        raise ValueError(f"impossible counts: {favourable} and {unfavourable} out of {n}")
    if n == 0:
        return Result(n=0, method=METHOD, status=Status.NO_DATA)
    value = 100 * (favourable - unfavourable) / n
    se = _standard_error(n, favourable, unfavourable)
    if se > 1e-9:
        lower, upper = value - Z95 * se, value + Z95 * se
        return Result(value=value, lower=max(-100.0, lower), upper=min(100.0, upper), n=n, se=se, method=METHOD)
    centre = 100 * (favourable - unfavourable) / (n + 3)
    se = _standard_error(n + 3, favourable + 0.75, unfavourable + 0.75)
    return Result(
        value=value,
        lower=max(-100.0, min(value, centre - Z95 * se)),
        upper=min(100.0, max(value, centre + Z95 * se)),
        n=n,
        se=se,
        method=ADJUSTED,
        note="intervalle ajusté, toutes les réponses étant identiques",
    )
