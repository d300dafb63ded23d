"""The sites of one network on one indicator, at one step of time: one family of tests (docs/decisions/0015).

Shares of ten sites or more: the funnel widened for overdispersion decides (specification § 11). Anything else: each
site against the rest of the network (§ 5, § 7). Both are corrected for the number of sites tested (§ 8).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.analyses.answers import Answer
from dashboard.analyses.comparing import concluded
from dashboard.analyses.correction import survives
from dashboard.analyses.observed import Key, Rows
from dashboard.analyses.shares_of_many import against_networks
from dashboard.disclosure import Thresholds, may_judge
from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.stats.funnel import Funnel, fit, outside
from dashboard.stats.multiple import adjust
from dashboard.stats.proportion import Floats


@dataclass(frozen=True, slots=True)
class SiteTest:
    """The test of one site. `side` has the sign of its gap with the network; `zone`: −2 to 2, beyond the 99.8 % or
    95 % limits of the funnel."""

    p_value: float
    adjusted_p: float
    side: float
    zone: int = 0


@dataclass(frozen=True, slots=True)
class SiteFamily:
    """The tests of the sites of a network, by code; a site that may not be judged has none. `funnel`: that of the
    shares that may be shown, None for another kind; it decides when `funnel.adjusted`."""

    indicator: Indicator
    funnel: Funnel | None
    tests: Mapping[str, SiteTest]

    def judged(self, site: str, found: Comparison) -> Comparison:
        """`found`, the gap of a site with the rest of its network, with the verdict of its family."""
        test = self.tests.get(site)
        if test is None or found.verdict is Verdict.NOT_TESTED or found.difference is None:
            return found
        # Sites that may not be shown are in the rest of the network, not in the funnel: both must be on the same side.
        significant = survives(test.adjusted_p) and test.side * found.difference > 0
        verdict = concluded(
            found.difference, self.indicator.direction, significant=significant, material=found.material
        )
        return replace(
            found, verdict=verdict, p_value=test.p_value, adjusted_p=test.adjusted_p, significant=significant
        )


def family_of(
    indicator: Indicator, members: Mapping[str, Answer], networks: Mapping[Key, Rows], thresholds: Thresholds
) -> SiteFamily:
    """The family of `members`, the answers of the sites of a network by code; `networks` as `network_rows` gives it."""
    found = list(members.values())
    funnel, p_values, sides, zones = _funnel(found)
    if funnel is None or not funnel.adjusted:
        p_values, sides = _rest(found, networks, thresholds)
    judged = [may_judge(answer.estimate, minimum=indicator.minimum_n) for answer in found]
    p_values = np.where(judged, p_values, np.nan)
    columns = zip(members, p_values.tolist(), adjust(p_values).tolist(), sides.tolist(), zones.tolist(), strict=True)
    tests = {site: SiteTest(p, q, side, zone) for site, p, q, side, zone in columns if p == p}
    return SiteFamily(indicator, funnel, tests)


def _funnel(found: Sequence[Answer]) -> tuple[Funnel | None, Floats, Floats, np.ndarray]:
    """The funnel of the shares that may be shown, with its p-values, scores and zones."""
    shares = np.array([a.drawn.n > 0 and isinstance(a.estimate, Shown) for a in found], dtype=bool)
    nothing = np.full(len(found), np.nan)
    if not shares.any():
        return None, nothing, nothing, np.zeros(len(found), dtype=int)
    x = np.array([a.drawn.x for a in found])
    n = np.where(shares, [a.drawn.n for a in found], 0.0)
    funnel = fit(x, n)
    assert funnel is not None
    return funnel, funnel.p_values(x, n), funnel.scores(x, n), outside(x, n, funnel)


def _rest(found: Sequence[Answer], networks: Mapping[Key, Rows], thresholds: Thresholds) -> tuple[Floats, Floats]:
    """The p-value and the gap of each site against the rest of the network; NaN where nothing can be tested."""
    compared = against_networks(found, networks, thresholds)
    p_values = [np.nan if c.p_value is None else c.p_value for c in compared]
    gaps = [np.nan if c.difference is None else c.difference for c in compared]
    return np.array(p_values, dtype=float), np.array(gaps, dtype=float)
