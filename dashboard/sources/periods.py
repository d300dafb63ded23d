"""From the text of a cell to a day, or to a span of whole months. Nothing is guessed: no two-digit year, no serial."""

import datetime as dt
import re
from collections.abc import Mapping

from dashboard.domain.period import month_of
from dashboard.sources.values import normal_name, plain

FIRST_YEAR, LAST_YEAR = 1990, 2100

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil jul july",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}

FREQUENCIES: Mapping[str, int] = {
    **dict.fromkeys(("mensuelle", "mensuel", "mensuellement", "mois", "monthly", "month", "m"), 1),
    **dict.fromkeys(("trimestrielle", "trimestriel", "trimestre", "quarterly", "quarter", "t", "q"), 3),
    **dict.fromkeys(("semestrielle", "semestriel", "semestre", "half_yearly", "semi_annual", "biannual", "s"), 6),
    **dict.fromkeys(("annuelle", "annuel", "annee", "an", "annual", "annually", "yearly", "year", "a"), 12),
}
"""How many months a figure of that frequency covers; the key is `normal_name` of the word."""

_WEEKDAY = r"(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day),? )?"
_TIME = r"(?:[t ,]\s?[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s?(?:z|utc|[+-][0-9]{2}:?[0-9]{2})?)?"
_DAYS = [
    re.compile(pattern + _TIME)
    for pattern in (
        r"(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
        r"(?P<d>[0-9]{1,2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4})",
        _WEEKDAY + r"(?P<d>[0-9]{1,2})(?:er|st|nd|rd|th)?[ -](?P<m>[a-z]+)\.?[ -](?P<y>[0-9]{4})",
        _WEEKDAY + r"(?P<m>[a-z]+)\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})",
    )
]
_PART = r"(?P<part>[0-9]{1,2})"
_SPANS = [
    (re.compile(pattern), months)
    for pattern, months in (
        (r"(?P<y>[0-9]{4})[-/. ]?m?" + r"(?P<part>[0-9]{2})", 1),
        (r"(?P<y>[0-9]{4})[-/.](?P<part>[0-9])", 1),
        (r"m?" + _PART + r"[-/. ](?P<y>[0-9]{4})", 1),
        (r"(?P<name>[a-z]+)\.?[ -/](?P<y>[0-9]{4}|[0-9]{2})", 1),
        (r"(?P<y>[0-9]{4})[-/ ](?P<name>[a-z]+)\.?", 1),
        (r"(?P<y>[0-9]{4})[-/ ]?[tq](?P<part>[1-4])", 3),
        (r"[tq](?P<part>[1-4])[-/ ]?(?P<y>[0-9]{4})", 3),
        (r"(?P<part>[1-4])[tq][-/ ]?(?P<y>[0-9]{4})", 3),
        (r"(?P<part>[1-4])(?:er|e|eme|st|nd|rd|th)? (?:trimestre|trim[.]?|quarter)(?: de)? (?P<y>[0-9]{4})", 3),
        (r"(?P<y>[0-9]{4})[-/ ]?[sh](?P<part>[12])", 6),
        (r"[sh](?P<part>[12])[-/ ]?(?P<y>[0-9]{4})", 6),
        (r"(?P<part>[12])[sh][-/ ]?(?P<y>[0-9]{4})", 6),
        (r"(?P<part>[12])(?:er|e|eme|st|nd)? (?:semestre|sem[.]?|half)(?: de)? (?P<y>[0-9]{4})", 6),
        (r"(?:annee |year )?(?P<y>[0-9]{4})", 12),
    )
]


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse_date(text: str) -> dt.date | None:
    """The day that `text` names: ISO (with or without time and zone), DD/MM/YYYY, DD-MM-YYYY, « 1er mars 2024 ».

    The day is the one written: a time and its zone are read and dropped, never converted. None for an impossible day,
    a year outside 1990–2100, a two-digit year, a spreadsheet serial.
    """
    content = plain(text)
    for pattern in _DAYS:
        if found := pattern.fullmatch(content):
            month = int(found["m"]) if found["m"].isdigit() else _MONTHS.get(found["m"], 0)
            return _day(int(found["y"]), month, int(found["d"]))
    return None


def parse_period(text: str) -> tuple[dt.date, int] | None:
    """The last month of the period (its first day) and its length in months, or None.

    `2024-03`, `03/2024`, `mars 2024`, `janv.-24` one month; `2024-T1`, `T1 2024`, `Q1 2024` three; `2024-S2` six;
    `2024` twelve; a day stands for its month.
    """
    content = plain(text)
    for pattern, months in _SPANS:
        if found := pattern.fullmatch(content):
            parts = found.groupdict()
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            rank = _MONTHS.get(parts["name"], 0) if "name" in parts else int(parts.get("part", 1))
            last = _day(year, rank * months, 1) if rank else None
            if last:
                return last, months
    day = parse_date(text)
    return (month_of(day), 1) if day else None


def parse_frequency(text: str) -> int | None:
    """The months that a figure of this frequency covers (« semestrielle » gives 6), or None."""
    return FREQUENCIES.get(normal_name(text))
