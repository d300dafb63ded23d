"""Performance measures: one row an indicator, a site and a period, with a value and what it was computed from.

The checks are in the order a person would make them: what is it, where, when, how much, is it consistent, was it
already said. A row is refused for the first reason met.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping as Dict
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.domain.indicator import Indicator, Kind
from dashboard.domain.period import month_of, shift
from dashboard.sources.answers import GradeNames
from dashboard.sources.consistency import check_base, check_bounds, check_quotient
from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import Figures, column_figures, distinct
from dashboard.sources.mapping import Mapping
from dashboard.sources.periods import parse_date, parse_frequency, parse_period
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext, Rows, empty
from dashboard.sources.resolving import FoundIndicator, IndicatorNames, SiteNames
from dashboard.sources.shapes import long_rows
from dashboard.sources.targets import Targets

COLUMNS = Columns(
    {
        "site": ("site", "code site", "code SP+ de la structure", "structure", "code structure", "site code"),
        "indicator": ("indicateur", "code indicateur", "code SP+ de l'indicateur", "indicator", "indicator code"),
        "period": ("periode", "période", "mois", "date", "period", "month"),
        "frequency": ("frequence", "fréquence", "frequency"),
        "value": ("valeur", "résultat", "value"),
        "numerator": ("numerateur", "numérateur", "numerator"),
        "denominator": ("denominateur", "dénominateur", "denominator"),
        "n": ("n", "effectif", "base", "nombre de réponses", "sample size"),
        "grade": ("modalite", "modalité", "grade"),
        "updated_on": ("date de mise à jour", "mis à jour le", "updated on"),
        "target": ("cible", "target"),
        "target_date": ("date cible", "échéance", "target date"),
        "site_label": ("libellé du site", "site label"),
        "site_type": ("typologie", "site type"),
        "region": ("région", "code région", "region"),
        "department": ("département", "code département", "department"),
    },
    required=("site", "indicator", "period"),
)
FIGURES = ("value", "numerator", "denominator", "n")


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of MEASURES, TARGETS, and SITES when the mapping creates them. Raises SourceError for a missing column."""
    reader = _MeasureReader(context)
    for batch in batches:
        yield reader.batch(long_rows(batch, context.mapping))


class _MeasureReader:
    """Keeps across batches what repeats: names already found, keys already seen, sites already created."""

    def __init__(self, context: ReadContext) -> None:
        self._context, self._mapping = context, context.mapping
        self._names, self._sites = IndicatorNames(context), SiteNames(context)
        self._seen, self._targets = SeenKeys(), Targets(context)
        self._units = frozenset({"%", *(indicator.unit for indicator in context.indicators.values() if indicator.unit)})

    def batch(self, batch: RawBatch) -> CanonicalBatch:
        rows = Rows(batch, COLUMNS, self._mapping, self._required())
        found, places = self._indicators(rows)
        self._resolve_sites(rows, found, places)
        figures = {name: column_figures(rows.text(name), self._mapping, self._units) for name in FIGURES}
        only_target = rows.has("target") & ~empty(rows.text("target")) & ~_any_given(figures)
        tables = self._targets.take(rows, found, places, self.site_codes, only_target)
        month, months = read_periods(rows, self._mapping, _months_by_row(found, places), self._context)
        self._check(rows, found, places, figures)
        kind = pick(found, places, lambda item: item.indicator.kind if item.indicator else "")
        figures["value"].values[:] *= pick(found, places, lambda item: item.entry.factor).astype("float64")
        grade = self._grades(rows, found, places)
        codes = pd.Series(pick(found, places, lambda item: item.indicator.code if item.indicator else ""), dtype="str")
        value, n = _counts_of_grades(figures, grade)
        check_quotient(rows, figures, pick(found, places, lambda item: item.entry.factor).astype("float64"), kind)
        check_bounds(rows, value, found, places)
        self._seen.refuse_repeated(rows, [codes, self.site_codes, month, months, grade])
        tables["measures"] = rows.table(
            "measures",
            {"indicator": codes, "site": self.site_codes, "month": month, "months": months, "value": value}
            | {"numerator": figures["numerator"].values, "denominator": figures["denominator"].values, "n": n}
            | {"grade": grade, "word": figures["value"].words, "updated_on": column_dates(rows, "updated_on")},
        )
        if created := self._sites.table():
            tables["sites"] = created
        return CanonicalBatch(tables, tuple(rows.rejects), batch.read_bytes, batch.total_bytes)
