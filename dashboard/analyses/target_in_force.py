"""The target that a perimeter has in a year."""

from dashboard.domain.indicator import Indicator, Target
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.stats.target import in_force


def target_of(indicator: Indicator, scope: Scope, period: Period) -> Target | None:
    """The target of the year in which `period` ends, the most precise first: the site's, the service's, everyone's."""
    return in_force(indicator.targets, period.last_month.year, *_only(scope.sites), *_only(scope.services))


def _only(codes: tuple[str, ...]) -> tuple[str, ...]:
    return codes if len(codes) == 1 else ()
