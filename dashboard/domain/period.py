"""Months, quarters, years, and spans of whole months. A month is the date of its first day."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Grain(StrEnum):
    """The step of a time axis."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "year": 12}[self.value]

    def first(self, month: dt.date) -> dt.date:
        """The first month of the step that holds `month`."""
        return shift(month, -((month.month - 1) % self.months))


def month_of(day: dt.date) -> dt.date:
    """The first day of the month that holds `day`."""
    return day.replace(day=1)


def shift(month: dt.date, months: int) -> dt.date:
    """The month `months` later (earlier when negative)."""
    index = month.year * 12 + month.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def months_between(start: dt.date, stop: dt.date) -> int:
    """How many months from `start` (included) to `stop` (excluded); negative when `stop` comes first."""
    return (stop.year - start.year) * 12 + stop.month - start.month


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole months: `start` is the first month included, `stop` the first month excluded."""

    start: dt.date
    stop: dt.date

    def __post_init__(self) -> None:
        if self.start.day != 1 or self.stop.day != 1:
            raise ValueError(f"a period is made of whole months: {self.start} to {self.stop}")
        if self.start >= self.stop:
            raise ValueError(f"empty period: {self.start} to {self.stop}")

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))

    @classmethod
    def ending(cls, last_month: dt.date, months: int) -> "Period":
        """The `months` months up to and including `last_month`."""
        stop = shift(month_of(last_month), 1)
        return cls(shift(stop, -months), stop)

    @property
    def months(self) -> int:
        return months_between(self.start, self.stop)

    @property
    def last_month(self) -> dt.date:
        return shift(self.stop, -1)

    def previous(self) -> "Period":
        """The span of the same length just before."""
        return Period(shift(self.start, -self.months), self.start)

    def last_year(self, years: int = 1) -> "Period":
        """The same months, `years` before (by the calendar, never by 365 days)."""
        return Period(shift(self.start, -12 * years), shift(self.stop, -12 * years))

    def overlaps(self, other: "Period") -> bool:
        return self.start < other.stop and other.start < self.stop
