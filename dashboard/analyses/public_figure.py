"""One figure on its own, in words, for whoever shows it elsewhere: that of an engagement, or of any indicator."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.figures import figures
from dashboard.analyses.plain_results import Pillar
from dashboard.analyses.question import Question
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording import numerals
from dashboard.wording import poster as words
from dashboard.wording.public_results import stands_on


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """Either `value` or `instead` is empty; `stands_on`: its base and its margin, empty when it is withheld."""

    label: str
    value: str
    instead: str
    stands_on: str


def of_indicator(reader: Reader, code: str, scope: Scope, thresholds: Thresholds, period: Period) -> PublicFigure:
    """The figure of an indicator on a scope. Raises QueryError when it is not published."""
    [found] = figures(reader, Question((code,), scope=scope, period=period), thresholds)
    indicator, estimate = found.indicator, found.estimate
    if not isinstance(estimate, Shown):
        return PublicFigure(indicator.label, "", words.instead(estimate), "")
    return PublicFigure(
        indicator.label,
        numerals.value(indicator, estimate),
        "",
        stands_on(indicator, estimate),
    )


def of_engagement(pillars: Sequence[Pillar], number: int) -> PublicFigure | None:
    """The figure that stands for an engagement; None when the edition has no such one."""
    for one in (one for part in pillars for one in part.results):
        if one.number == number:
            return PublicFigure(one.indicator or one.engagement, one.value, one.instead, one.stands_on)
    return None
