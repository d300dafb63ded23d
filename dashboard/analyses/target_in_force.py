"""The target that a perimeter has in a year."""

from dashboard.domain.indicator import Indicator, Target
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.stats.target import in_force


def target_of(
    indicator: Indicator, scope: Scope, period: Period, site: str | None = None, service: str | None = None
) -> Target | None:
    """The target of the year in which `period` ends, the most precise first: the site's, the service's, everyone's.

    `site` and `service`: those of the figure, when the axes split it; else those of the scope, when it has only one.
    """
    scopes = [code for code in (site or _only(scope.sites), service or _only(scope.services)) if code]
    return in_force(indicator.targets, period.last_month.year, *scopes)


def _only(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else ""
