"""Monthly figures, drawn a calendar year at a time: the periods that a person goes through share most of their months.

The figure of a month depends on nothing outside it, whatever the window (tests/unit/test_monthly.py).
"""

from collections.abc import Sequence

from dashboard.analyses.answers import Answer, answers
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis, Question
from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader


def monthly(
    reader: Reader,
    chosen: Sequence[Indicator],
    places: tuple[Axis, ...],
    scope: Scope,
    window: Period,
    thresholds: Thresholds,
) -> dict[Key, Answer]:
    """One answer an indicator, value of the places and month of `window` that has observations."""
    codes = tuple(indicator.code for indicator in chosen)
    years = range(window.start.year, window.last_month.year + 1)
    return {
        key: answer
        for year in years
        for key, answer in reader.compute(of_year, codes, places, scope, thresholds, year).items()
        if key.bucket is not None and window.start <= key.bucket < window.stop
    }


def of_year(
    reader: Reader, codes: tuple[str, ...], places: tuple[Axis, ...], scope: Scope, thresholds: Thresholds, year: int
) -> dict[Key, Answer]:
    """The same over a calendar year, for the indicators of these codes."""
    catalogue = reader.compute(indicators)
    question = Question(codes, (*places, Axis.MONTH), scope, Period.year(year))
    return answers(reader, question, [catalogue[code] for code in codes], Period.year(year), thresholds)
