"""Targets that come with measures: an aim for one site and one year, as a number or as a bound (« <50 »)."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.domain.indicator import Direction
from dashboard.sources.periods import parse_period
from dashboard.sources.reader import ReadContext, Rows, canonical_table, empty
from dashboard.sources.resolving import RowIndicators
from dashboard.sources.spans import period_parser
from dashboard.sources.values import Inequality, Number, parse_number

_ROW = ("indicator", "scope", "year", "operator", "value", "file", "line")


class Targets:
    """The targets met so far in a load: each is kept once, a contradiction is listed."""

    def __init__(self, context: ReadContext) -> None:
        self._period = period_parser(context.mapping)
        self._met: dict[tuple[str, str, int], tuple[str, float]] = {}

    def take(self, rows: Rows, indicators: RowIndicators, sites: "pd.Series[str]") -> pa.Table:
        """The new targets of a batch (TARGETS). The year is that of the target's date, else of the row's period.

        A plain number is to be reached upwards or downwards as the indicator is better higher or lower.
        """
        found: list[dict[str, Any]] = []
        codes = indicators.codes
        if rows.has("target"):
            texts, dates, periods = rows.text("target"), rows.text("target_date"), rows.text("period")
            for place in np.flatnonzero(rows.kept & ~empty(texts)):
                year = self._year(dates.iloc[place]) or self._year(periods.iloc[place])
                aim = _aim(texts.iloc[place], indicators, int(place))
                if not year or not aim:
                    rows.remark(np.array([place]), "target", "cible illisible ou sans année")
                    continue
                key = (str(codes.iloc[place]), str(sites.iloc[place]), year)
                if key not in self._met:
                    self._met[key] = aim
                    found.append(_row(key, aim, rows, int(place)))
                elif self._met[key] != aim:
                    rows.remark(np.array([place]), "target", "une autre cible est déjà donnée pour cette année")
        return canonical_table("targets", pd.DataFrame(found, columns=list(_ROW)))

    def _year(self, text: str) -> int | None:
        period: tuple[dt.date, int] | None = parse_period(text) or self._period(text)
        return period[0].year if period else None


def _aim(text: str, indicators: RowIndicators, place: int) -> tuple[str, float] | None:
    parsed = parse_number(text)
    if isinstance(parsed, Inequality):
        return parsed.operator, parsed.value
    if not isinstance(parsed, Number):
        return None
    found = indicators.at(place)
    lower = found is not None and found.indicator is not None and found.indicator.direction is Direction.LOWER
    return "<=" if lower else ">=", parsed.value


def _row(key: tuple[str, str, int], aim: tuple[str, float], rows: Rows, place: int) -> dict[str, Any]:
    return dict(zip(_ROW, (*key, *aim, rows.file, int(rows.lines[place])), strict=True))
