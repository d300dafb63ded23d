"""The funnel of an analysis of sites, as it is drawn."""

from collections.abc import Sequence

import numpy as np

from dashboard.analyses.sites import SiteFigure
from dashboard.charts.adapters import verdict
from dashboard.charts.funnel_plot import FunnelLimits, FunnelSite
from dashboard.domain.estimate import Shown
from dashboard.stats.constants import Z95, Z998
from dashboard.stats.funnel import Funnel


def funnel_sites(found: Sequence[SiteFigure]) -> list[FunnelSite]:
    """One mark a site; `zone` ±2 is outside the 99.8 % limits."""
    return [FunnelSite(s.label, s.estimate, verdict(s.verdict), abs(s.zone) == 2) for s in found]


def funnel_limits(funnel: Funnel, found: Sequence[SiteFigure], points: int = 80) -> FunnelLimits:
    """The curves in percent, over the bases of the sites that may be shown, closer together where they bend."""
    bases = [s.estimate.n for s in found if isinstance(s.estimate, Shown) and s.estimate.n]
    sizes = np.geomspace(max(1.0, 0.5 * min(bases, default=1)), 1.3 * max(bases, default=100), points)
    (lower_95, upper_95), (lower_998, upper_998) = (funnel.limits(sizes, z) for z in (Z95, Z998))
    curves = (tuple(float(100 * share) for share in curve) for curve in (lower_95, upper_95, lower_998, upper_998))
    return FunnelLimits(100 * funnel.theta, tuple(float(size) for size in sizes), *curves)
