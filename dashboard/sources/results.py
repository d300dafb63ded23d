"""SP+ results (open data `export-resultats`): a value a structure and an indicator, without base nor period.

SP+ gives the date of the update and a frequency. A figure updated on a day is taken for that of the last whole calendar
period ended by that day: annual and updated on 14 February 2024, it is that of 2023.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.domain.period import month_of, shift
from dashboard.sources.consistency import check_bounds, check_readable
from dashboard.sources.figures import column_figures
from dashboard.sources.raw import RawBatch, Reject
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext, Rows, empty
from dashboard.sources.resolving import IndicatorNames, RowIndicators, SiteNames
from dashboard.sources.spans import row_dates, row_frequencies

COLUMNS = Columns(
    {
        "site": ("Code SP+ de la structure", "Code SP+ structure"),
        "indicator": ("Code SP+ de l'indicateur", "Code SP+ indicateur"),
        "value": ("Valeur",),
        "frequency": ("Fréquence",),
        "updated_on": ("Date de mise à jour",),
    },
    required=("site", "indicator", "value", "updated_on"),
)
DEFAULT_MONTHS = 12
"""A result without frequency is read as annual (docs/formats.md); a mapping may say otherwise."""


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of MEASURES. Of several results for one period the last update wins and the others are listed as replaced,
    so the rows are held until the end (some hundred bytes each)."""
    names, sites = IndicatorNames(context), SiteNames(context)
    tables: list[pa.Table] = []
    read_bytes = total_bytes = 0
    for batch in batches:
        rows = Rows(batch, COLUMNS, context.mapping)
        tables.append(_measures(rows, names, sites, context))
        read_bytes, total_bytes = batch.read_bytes, batch.total_bytes
        yield CanonicalBatch({}, rows.listed, read_bytes, total_bytes)
    if tables:
        kept, replaced = _last_updates(pa.concat_tables(tables))
        yield CanonicalBatch({"measures": kept}, replaced, read_bytes, total_bytes)


def last_period_ended(day: dt.date, months: int) -> dt.date:
    """The last month of the last calendar period of `months` months that is over at the end of `day`."""
    following = month_of(day + dt.timedelta(days=1))
    first_open = following.replace(month=(following.month - 1) // months * months + 1)
    return shift(first_open, -1)


def _measures(rows: Rows, names: IndicatorNames, sites: SiteNames, context: ReadContext) -> pa.Table:
    indicators = RowIndicators(rows, names)
    site = sites.resolve(rows, indicators.pick(lambda item: item.entry.service, ""))
    rows.refuse(empty(rows.text("updated_on")), "updated_on", "date de mise à jour absente")
    updated = row_dates(rows, "updated_on")
    rows.refuse(
        np.asarray(updated > pd.Timestamp(context.today), dtype=bool), "updated_on", "date à venir : corriger la date"
    )
    months = row_frequencies(rows, DEFAULT_MONTHS)
    value = column_figures(rows.text("value"), context.mapping, ("%",))
    check_readable(rows, {"value": value}, context.mapping.inequalities)
    figures = value.values * indicators.pick(lambda item: item.entry.factor, 1.0)
    check_bounds(rows, figures, indicators)
    return rows.table(
        "measures",
        {"indicator": indicators.codes, "site": site, "month": _months(updated, months), "months": months}
        | {"value": figures, "word": value.words, "updated_on": updated},
    )


def _months(updated: "pd.Series[pd.Timestamp]", months: npt.NDArray[np.int64]) -> "pd.Series[pd.Timestamp]":
    places, pairs = pd.factorize(pd.MultiIndex.from_arrays([updated, months]))
    ends = [
        np.datetime64("NaT") if pd.isna(day) else last_period_ended(day.date(), int(length)) for day, length in pairs
    ]
    return pd.Series(np.array(ends, dtype="datetime64[s]")[places])


def _last_updates(measures: pa.Table) -> tuple[pa.Table, tuple[Reject, ...]]:
    """One row a key: the last updated, the first met when the dates are equal; and the rows it replaces."""
    key = ["indicator", "site", "month", "months"]
    frame = measures.select([*key, "updated_on", "file", "line", "value"]).to_pandas()
    frame["met"] = np.arange(len(frame))
    ranked = frame.sort_values(["updated_on", "met"], ascending=[False, True], kind="stable")
    winner = ranked.groupby(key, sort=False)["met"].transform("first")
    lost = ranked[ranked["met"] != winner].sort_values("met")
    kept = np.ones(len(frame), dtype=bool)
    kept[lost["met"].to_numpy()] = False
    rejects = []
    for row, best in zip(lost.itertuples(), frame.iloc[winner[lost.index]].itertuples(), strict=True):
        where = f"ligne {best.line}" + ("" if best.file == row.file else f" du fichier {best.file}")
        reason = (
            f"doublon de la {where}"
            if best.updated_on == row.updated_on
            else f"remplacée par la {where}, mise à jour plus récente"
        )
        rejects.append(Reject(row.file, row.line, "", "", reason))
    return measures.filter(pa.array(kept)), tuple(rejects)
