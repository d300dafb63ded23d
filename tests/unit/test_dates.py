import datetime as dt

import pytest

from dashboard.domain.period import Grain, Period
from dashboard.wording import dates


def of(start, months):
    year, month = map(int, start.split("-"))
    first = dt.date(year, month, 1)
    index = first.year * 12 + first.month - 1 + months
    return Period(first, dt.date(index // 12, index % 12 + 1, 1))


@pytest.mark.parametrize(
    ("start", "months", "text", "complement"),
    [
        ("2026-03", 1, "mars 2026", "en mars 2026"),
        ("2026-01", 12, "2026", "en 2026"),
        ("2026-01", 3, "1er trimestre 2026", "au 1er trimestre 2026"),
        ("2026-04", 3, "2e trimestre 2026", "au 2e trimestre 2026"),
        ("2026-02", 3, "de février à avril 2026", "de février à avril 2026"),
        ("2026-04", 2, "d’avril à mai 2026", "d’avril à mai 2026"),
        ("2025-11", 12, "12 mois à fin octobre 2026", "sur 12 mois à fin octobre 2026"),
        ("2024-11", 24, "24 mois à fin octobre 2026", "sur 24 mois à fin octobre 2026"),
        ("2025-10", 5, "d’octobre 2025 à février 2026", "d’octobre 2025 à février 2026"),
    ],
)
def test_period(start, months, text, complement):
    assert dates.period(of(start, months)) == text
    assert dates.during(of(start, months)) == complement


def test_steps():
    assert dates.bucket(dt.date(2026, 3, 1), Grain.MONTH) == "mars 2026"
    assert dates.bucket(dt.date(2026, 7, 1), Grain.QUARTER) == "3e trimestre 2026"
    assert dates.bucket(dt.date(2026, 1, 1), Grain.YEAR) == "2026"
    assert dates.short_month(dt.date(2026, 1, 1)) == "janv. 26"


def test_day():
    assert dates.day(dt.date(2026, 11, 1)) == "1er novembre 2026"
    assert dates.day(dt.date(2026, 11, 21)) == "21 novembre 2026"
