"""Months and periods in French, by the calendar (Babel gives the names)."""

import datetime as dt
from functools import lru_cache

from babel.dates import format_date

from dashboard.domain.period import Grain, Period
from dashboard.wording.grammar import of


@lru_cache(maxsize=1024)
def month(day: dt.date) -> str:
    """« mars 2026 »."""
    return format_date(day, "MMMM y", locale="fr_FR")


@lru_cache(maxsize=1024)
def short_month(day: dt.date) -> str:
    """« janv. 26 », for axes and narrow columns."""
    return format_date(day, "MMM yy", locale="fr_FR")


def day(date: dt.date) -> str:
    """« 3 novembre 2026 », « 1er novembre 2026 »."""
    return format_date(date, "d MMMM y", locale="fr_FR").replace("1 ", "1er ", 1 if date.day == 1 else 0)


def quarter(start: dt.date) -> str:
    """« 1er trimestre 2026 », « 2e trimestre 2026 »."""
    rank = (start.month + 2) // 3
    return f"{rank}{'er' if rank == 1 else 'e'} trimestre {start.year}"


def bucket(start: dt.date, grain: Grain) -> str:
    """One step of a time axis, by its first month."""
    match grain:
        case Grain.MONTH:
            return month(start)
        case Grain.QUARTER:
            return quarter(start)
        case Grain.YEAR:
            return str(start.year)


def period(span: Period) -> str:
    """« mars 2026 », « 1er trimestre 2026 », « 2026 », « 12 mois à fin octobre 2026 », « de janvier à mai 2026 »."""
    start, last = span.start, span.last_month
    if span.months == 1:
        return month(start)
    if span.months == 12 and start.month == 1:
        return str(start.year)
    if span.months == 3 and start.month % 3 == 1:
        return quarter(start)
    if span.months % 12 == 0:
        return f"{span.months} mois à fin {month(last)}"
    if start.year == last.year:
        return f"{of(format_date(start, 'MMMM', locale='fr_FR'))} à {month(last)}"
    return f"{of(month(start))} à {month(last)}"


def during(span: Period) -> str:
    """The same as a complement: « en mars 2026 », « au 1er trimestre 2026 », « sur 12 mois à fin mai 2026 »."""
    text = period(span)
    if text.startswith(("de ", "d’")):
        return text
    if "trimestre" in text:
        return f"au {text}"
    return f"sur {text}" if "mois à fin" in text else f"en {text}"


def local_day(instant: dt.datetime) -> dt.date:
    """Its day, by the clock of the server."""
    return instant.astimezone().date()


def moment(instant: dt.datetime) -> str:
    """« 3 novembre 2026 à 14 h 05 », in the time of the server."""
    local = instant.astimezone()
    return f"{day(local.date())} à {local.hour}\u00a0h\u00a0{local.minute:02d}"
