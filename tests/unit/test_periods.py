"""Days and periods: hand-worked cases, and the round trip of every writing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.periods import FREQUENCIES, parse_date, parse_frequency, parse_period


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-14",
        "2024-02-14T10:00:00+00:00",
        "2024-02-14T10:00:00.123Z",
        "2024-02-14 23:59:59",
        "2024/02/14",
        "20240214",
        "14/02/2024",
        "14-02-2024",
        "14.02.2024",
        "14/2/2024",
        "14/02/2024 10:30",
        "14 février 2024",
        "14\u00a0FÉVRIER 2024",
        "14 févr. 2024",
        "mercredi 14 février 2024",
        "14 February 2024",
        "February 14, 2024",
        "14th February 2024",
    ],
)
def test_days(text: str) -> None:
    assert parse_date(text) == dt.date(2024, 2, 14)


def test_the_first_of_the_month_in_french() -> None:
    assert parse_date("1er mars 2024") == dt.date(2024, 3, 1)
    assert parse_date("21 janvier 2023") == dt.date(2023, 1, 21)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2024",
        "2024-13-01",
        "29 février 2023",
        "45000",
        "14/02/24",
        "14/02-2024",
        "1989-12-31",
        "2101-01-01",
        "14 brumaire 2024",
        "2024-02",
        "hier",
        "02/14/2024",
        "2024-02-14T",
        "00/01/2024",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_comes_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d/%m/%Y}") == day
    assert parse_period(day.isoformat()) == (day.replace(day=1), 1)


@pytest.mark.parametrize(
    ("text", "month", "months"),
    [
        ("2024-03", 3, 1),
        ("03/2024", 3, 1),
        ("3/2024", 3, 1),
        ("202403", 3, 1),
        ("2024-M03", 3, 1),
        ("mars 2024", 3, 1),
        ("Mars-24", 3, 1),
        ("janv. 2024", 1, 1),
        ("janv.-24", 1, 1),
        ("août 2024", 8, 1),
        ("August 2024", 8, 1),
        ("2024-T1", 3, 3),
        ("2024T2", 6, 3),
        ("T1 2024", 3, 3),
        ("2024-Q4", 12, 3),
        ("Q3-2024", 9, 3),
        ("1er trimestre 2024", 3, 3),
        ("4e trimestre 2024", 12, 3),
        ("2024-S1", 6, 6),
        ("S2 2024", 12, 6),
        ("2e semestre 2024", 12, 6),
        ("2024", 12, 12),
        ("Année 2024", 12, 12),
        ("14/02/2024", 2, 1),
        ("14 février 2024", 2, 1),
    ],
)
def test_periods(text: str, month: int, months: int) -> None:
    assert parse_period(text) == (dt.date(2024, month, 1), months)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-13",
        "2024-00",
        "T5 2024",
        "2024-S3",
        "1989",
        "2101",
        "45000",
        "2023-2024",
        "12",
        "00/2024",
        "mois 2024",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Mensuelle", 1),
        ("trimestrielle", 3),
        ("semestrielle", 6),
        ("Annuelle", 12),
        ("quarterly", 3),
        ("half-yearly", 6),
    ],
)
def test_frequencies(text: str, months: int) -> None:
    assert parse_frequency(text) == months


def test_an_unknown_frequency_is_none_and_every_length_is_allowed() -> None:
    assert parse_frequency("au fil de l’eau") is None
    assert set(FREQUENCIES.values()) == {1, 3, 6, 12}
