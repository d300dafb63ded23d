"""What a figure covers in time: its months, the method breaks that cut them, the months that are not there yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from dashboard.domain.indicator import Indicator, MethodBreak
from dashboard.domain.period import Grain, Period, shift
from dashboard.errors import QueryError
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import dates as wording
from dashboard.wording.dates import month
from dashboard.wording.grammar import of

Span = Period


@lru_cache(maxsize=4096)
def span_of(period: Period, grain: Grain | None, bucket: date | None) -> Span:
    """The months of one step of the time axis, or the whole period without such an axis."""
    if grain is None or bucket is None:
        return period
    return Period(bucket, shift(bucket, grain.months))


def moved(span: Span, months: int) -> Span:
    """The same length, `months` later (earlier when negative)."""
    return Period(shift(span.start, months), shift(span.stop, months))


def concerned(indicator: Indicator, services: Collection[str]) -> list[MethodBreak]:
    """The breaks that touch these services (empty: all of them)."""
    return [b for b in indicator.breaks if not b.service or not services or b.service in services]


def break_between(indicator: Indicator, earlier: Span, later: Span, services: Collection[str]) -> str:
    """« rupture de méthode en avril 2026 » inside or between two spans; empty when there is none."""
    if not indicator.breaks:
        return ""
    first, last = min(earlier.start, later.start), max(earlier.last_month, later.last_month)
    months = [b.month for b in concerned(indicator, services) if first < b.month <= last]
    return f"rupture de méthode en {month(min(months))}" if months else ""


def break_inside(indicator: Indicator, span: Span, services: Collection[str]) -> str:
    """The same for a single span: its figure mixes two definitions."""
    return break_between(indicator, span, span, services)


def complete(span: Span, ends: Mapping[date, int]) -> bool:
    """Whether the figures that end in `span` cover as many months as it has. `ends`: last month → months covered.

    A row belongs to the month that ends it: twelve months to the end of October hold one whole yearly figure, that of
    the year that ended in December.
    """
    return sum(length for month, length in ends.items() if span.start <= month < span.stop) >= span.months


def outlying(span: Span, first: date | None, last: date | None) -> str:
    """« porte sur 2025 » when the figures began before the span."""
    if first is None or last is None or first >= span.start:
        return ""
    return f"porte sur {wording.period(Period(first, shift(last, 1)))}"


def published_period(reader: Reader, indicators: Sequence[Indicator], asked: Period | None) -> Period | None:
    """The period of a question: the one asked, or all that is published; None when nothing is."""
    if asked is not None:
        return asked
    first, last, _ = reads.months(reader, indicators=[indicator.code for indicator in indicators])
    return None if first is None or last is None else Period(first, shift(last, 1))


def overlaps_published(reader: Reader, codes: Sequence[str], asked: Period) -> bool:
    """Whether the data of these indicators reach a period: what has other data stands without them."""
    first, last, _ = reads.months(reader, indicators=codes)
    return first is not None and last is not None and asked.overlaps(Period(first, shift(last, 1)))


def covered_period(reader: Reader, indicators: Sequence[Indicator], asked: Period | None) -> Period | None:
    """The same, for one question whose answer would be empty: raises QueryError that says what is published."""
    first, last, _ = reads.months(reader, indicators=[indicator.code for indicator in indicators])
    if first is None or last is None:
        return asked
    published = Period(first, shift(last, 1))
    if asked is None:
        return published
    # A row over twelve months that ends in December speaks of January too.
    if not asked.overlaps(Period(shift(first, -11), published.stop)):
        raise QueryError(
            f"La période demandée ({wording.period(asked)}) est en dehors des données publiées, "
            f"qui vont {of(month(first))} à {month(last)}."
        )
    return asked
