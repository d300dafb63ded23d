"""Targets that come with measures: an aim for one site and one year, as a number or as a bound (« <50 »)."""

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.domain.indicator import Direction
from dashboard.sources.figures import distinct
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
        if rows.has("target"):
            aims = self._aims(rows, indicators, sites)
            unreadable = aims["operator"].isna() | (aims["year"] == 0)
            rows.remark(aims.index[unreadable].to_numpy(), "target", "cible illisible ou sans année")
            known = aims[~unreadable].drop_duplicates()
            for place, *cells in zip(known.index.tolist(), *(known[name].tolist() for name in _ROW[:5]), strict=True):
                key, wanted = (cells[0], cells[1], cells[2]), (cells[3], cells[4])
                if key not in self._met:
                    self._met[key] = wanted
                    found.append(dict(zip(_ROW, (*cells, rows.file, int(rows.lines[place])), strict=True)))
                elif self._met[key] != wanted:
                    rows.remark(np.array([place]), "target", "une autre cible est déjà donnée pour cette année")
        return canonical_table("targets", pd.DataFrame(found, columns=list(_ROW)))

    def _aims(self, rows: Rows, indicators: RowIndicators, sites: "pd.Series[str]") -> pd.DataFrame:
        """What each kept row with a target aims at, by place; the operator is missing when the target is unreadable."""
        years = [np.array(found)[places] for places, found in (self._years(rows, n) for n in ("target_date", "period"))]
        places, parsed = distinct(rows.text("target"), parse_number)
        bounds = [one.operator if isinstance(one, Inequality) else "" for one in parsed]
        values = [one.value if isinstance(one, Number | Inequality) else np.nan for one in parsed]
        value = np.array(values, dtype="float64")[places]
        direction = indicators.of_catalogue(lambda one: "<=" if one.direction is Direction.LOWER else ">=", ">=")
        operator = pd.Series(np.array(bounds, dtype=object)[places], dtype="str")
        aims = pd.DataFrame({"indicator": indicators.codes, "scope": sites, "year": np.where(years[0], *years)})
        aims["operator"] = operator.where(operator != "", direction).where(~np.isnan(value))
        aims["value"] = value
        return aims[rows.kept & ~empty(rows.text("target"))]

    def _years(self, rows: Rows, name: str) -> tuple[npt.NDArray[np.int64], list[int]]:
        return distinct(rows.text(name), self._year)

    def _year(self, text: str) -> int:
        period: tuple[dt.date, int] | None = parse_period(text) or self._period(text)
        return period[0].year if period else 0
