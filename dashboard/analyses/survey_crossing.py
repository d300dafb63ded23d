"""Two questions of a closed survey crossed person by person: which may be, and what is asked of the answers.

Read whole, without the filters, so that no two results differ by a few people.
"""

from dashboard.analyses.survey_results import by_interest, results
from dashboard.analyses.surveys import Calendar
from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator
from dashboard.domain.scope import Scope
from dashboard.store.crossings import Crossing
from dashboard.store.reads import Reader

CHANNEL = "canal"
"""What stands for a first question: the channel by which people answered."""
Pair = tuple[Indicator | None, Indicator]
"""The question by which answers are split (None: the channel), and the one whose answers are read."""


def crossable(reader: Reader, calendar: Calendar, code: str, thresholds: Thresholds) -> dict[str, Indicator]:
    """The questions of a survey that may be crossed, those of which every grade may be told: overall opinions first,
    then the most answered. Raises StopIteration when there is no such survey."""
    found = reader.compute(results, calendar, code, Scope(), thresholds).questions
    return {one.indicator.code: one.indicator for one in by_interest(found)}


def turned(pair: Pair) -> bool:
    """Whether the questions are asked in the other order than they are read: whichever is read first, one answer is
    kept, and the same people are withheld."""
    first, second = pair
    return first is not None and second.code < first.code


def asked_crossing(reader: Reader, calendar: Calendar, code: str, pair: Pair, thresholds: Thresholds) -> Crossing:
    """What is asked of the answers. Raises ValueError when the survey has no month to read."""
    period = reader.compute(results, calendar, code, Scope(), thresholds).period
    if period is None:
        raise ValueError(f"{code} has no month that may be read")
    first, second = pair
    if first is not None and turned(pair):
        first, second = second, first
    names = () if first is None else _names(first)
    return Crossing(code, period.start, period.stop, names, _names(second))


def _names(one: Indicator) -> tuple[str, ...]:
    return (one.code, *one.aliases)
