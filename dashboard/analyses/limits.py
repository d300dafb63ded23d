"""What limits the sentences of an analysis: the month under way, the season, who answered."""

from collections.abc import Sequence

from dashboard.analyses.unfinished import unfinished_month
from dashboard.domain.comparison import Against
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.store.reads import Reader
from dashboard.wording.limits import Setting, seasonal
from dashboard.wording.numerals import self_selected


def setting_of(
    reader: Reader, period: Period | None, indicators: Sequence[Indicator] = (), against: Against | None = None
) -> Setting:
    """The setting of figures over `period`; `indicators`: those that are shown, `against`: what they are compared
    with, when it is an earlier period."""
    running, opinions = unfinished_month(reader), [self_selected(indicator) for indicator in indicators]
    inside = running is not None and period is not None and running < period.stop
    return Setting(
        running=running if inside else None,
        season=against is not None and seasonal(against, period),
        self_selected=any(opinions),
        mixed=not all(opinions),
    )
