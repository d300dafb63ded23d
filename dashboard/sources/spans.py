"""The period of every row, and the dates beside it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.domain.period import month_of, shift
from dashboard.sources.figures import distinct
from dashboard.sources.mapping import Mapping
from dashboard.sources.periods import parse_date, parse_frequency, parse_period
from dashboard.sources.reader import Rows, empty
from dashboard.sources.values import normal_name

Months = npt.NDArray[np.int64]
PeriodParser = Callable[[str], tuple[dt.date, int] | None]


def period_parser(mapping: Mapping) -> PeriodParser:
    """Reads a period; under `[period] format` only that format (strptime) is read, as a day or a month."""
    if not mapping.period_format:
        return parse_period

    def parse(text: str) -> tuple[dt.date, int] | None:
        try:
            return month_of(dt.datetime.strptime(text, mapping.period_format).date()), 1
        except ValueError:
            return None

    return parse


def row_periods(
    rows: Rows, mapping: Mapping, declared: npt.NDArray[Any], today: dt.date
) -> tuple["pd.Series[pd.Timestamp]", Months]:
    """The last month and the length of the period of each row; refuses the unreadable and those still to come.

    The length is the one that the text shows (« 2024 », « 2024-T1 »); a day or a month takes the frequency of the row,
    else `declared` (0: nothing declared), else one month.
    """
    codes, parsed = distinct(_period_texts(rows), _with_year(period_parser(mapping)))
    month = np.array([period[0] if period else None for period in parsed], dtype="datetime64[D]")[codes]
    months = np.array([period[1] if period else 1 for period in parsed], dtype=np.int64)[codes]
    rows.refuse(np.isnat(month), "period", "période illisible : écrire par exemple 2024-03, 2024-T1, 2024-S1 ou 2024")
    limit = np.datetime64(shift(month_of(today), 1), "D")
    rows.refuse(month > limit, "period", "période à venir : corriger la date")
    frequency = row_frequencies(rows, 0)
    longer = np.where(frequency > 0, frequency, declared.astype(np.int64))
    months = np.where((months == 1) & (longer > 0), longer, months)
    return pd.Series(month.astype("datetime64[s]")), months


_PREFIX = {"trimestre": "T", "quarter": "T", "semestre": "S"}
"""What a bare number means, by the name of its column: « 1 » under « trimestre » is not January."""
_BETWEEN = "\0"


def _period_texts(rows: Rows) -> "pd.Series[str]":
    """The cell of the period, then that of the year when the file has both (« mois » and « année »)."""
    texts = rows.text("period")
    if prefix := _PREFIX.get(normal_name(rows.places.get("period", ""))):
        texts = texts.where(~texts.str.fullmatch("[1-4]"), prefix + texts)
    if "year" in rows.places and rows.places["year"] != rows.places.get("period"):
        return texts + _BETWEEN + rows.text("year")
    return texts


def _with_year(parse: PeriodParser) -> PeriodParser:
    """Reads « mars », « 3 » or « T1 » with the year of its own column; a whole period is read alone."""

    def both(text: str) -> tuple[dt.date, int] | None:
        period, _, year = text.partition(_BETWEEN)
        return parse(period) or (parse(f"{period} {year}".strip()) if year else None)

    return both


def row_frequencies(rows: Rows, default: int) -> Months:
    """How many months each row covers by its frequency; `default` when it says nothing. Refuses an unknown word."""
    texts = rows.text("frequency")
    codes, parsed = distinct(texts, parse_frequency)
    months = np.array([0 if value is None else value for value in parsed], dtype=np.int64)[codes]
    rows.refuse(
        (months == 0) & ~empty(texts),
        "frequency",
        "fréquence inconnue : mensuelle, trimestrielle, semestrielle ou annuelle",
    )
    return np.where(months == 0, default, months)


def row_dates(
    rows: Rows, name: str, reason: str = "date illisible : écrire 2024-03-31 ou 31/03/2024"
) -> "pd.Series[pd.Timestamp]":
    """The day in a field of each row, NaT when the cell is empty. Refuses an unreadable one."""
    texts = rows.text(name)
    codes, parsed = distinct(texts, parse_date)
    days = np.array(parsed, dtype="datetime64[D]")[codes] if parsed else np.zeros(0, dtype="datetime64[D]")
    rows.refuse(np.isnat(days) & ~empty(texts), name, reason)
    return pd.Series(days.astype("datetime64[s]"))
