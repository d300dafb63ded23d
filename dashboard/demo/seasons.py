"""What moves with the calendar for everyone: how much work there is, never how well it is done."""

import datetime as dt

from dashboard.demo.signals import CLOSED_MONTHS
from dashboard.domain.period import months_between, shift

_VOLUME = (1.05, 1.0, 1.08, 1.0, 0.94, 1.04, 0.86, 0.55, 1.08, 1.12, 1.06, 0.78)
"""January to December: the summer recess and the end of the year are quiet."""
_GROWTH = {2018: 0.2, 2019: 0.28, 2020: 0.3, 2021: 0.4, 2022: 0.55, 2023: 0.7, 2024: 0.85, 2025: 0.95, 2026: 1.0}


def months_from(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Every month from `first` to `last`, both included."""
    return tuple(shift(first, step) for step in range(months_between(first, last) + 1))


def workload(month: dt.date) -> float:
    """Files and calls of a month, 1 on average, 1 % more each year, almost nothing in the lockdown."""
    growth = 1 + 0.01 * (month.year - 2022)
    return _VOLUME[month.month - 1] * growth * (0.15 if month in CLOSED_MONTHS else 1.0)


def collection(month: dt.date) -> float:
    """Respondents of a month against an average month of 2026: the survey spreads year after year."""
    return 0.0 if month in CLOSED_MONTHS else _VOLUME[month.month - 1] * _GROWTH[month.year]
