"""Performance measures: one row an indicator, a site and a period, with a value and what it was computed from.

The checks are in the order a person would make them: what is it, where, when, how much, is it consistent, was it
already said. A row is refused for the first reason met.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.domain.indicator import Kind
from dashboard.sources.answers import AnswerNames
from dashboard.sources.consistency import (
    check_base,
    check_bounds,
    check_concentration,
    check_quotient,
    check_readable,
)
from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import Figures, column_figures
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, Mask, ReadContext, Rows, empty
from dashboard.sources.resolving import IndicatorNames, RowIndicators, SiteNames
from dashboard.sources.shapes import long_rows
from dashboard.sources.spans import row_dates, row_periods
from dashboard.sources.targets import Targets

COLUMNS = Columns(
    {
        "site": (
            *("site", "code site", "code du site", "code SP+ de la structure", "structure", "code structure"),
            *("code de la structure", "code SP+", "site code", "site id", "id site", "identifiant site"),
            *("identifiant du site", "id structure", "code établissement", "code agence", "code unité"),
        ),
        "indicator": (
            *("indicateur", "code indicateur", "code de l'indicateur", "code SP+ de l'indicateur", "indicator"),
            *("indicator code", "indicator id", "id indicateur", "identifiant indicateur", "kpi"),
        ),
        "period": (
            *("periode", "période", "mois", "trimestre", "semestre", "date", "period", "month", "quarter"),
            *("date de mesure", "date d'observation", "année", "exercice", "year"),
        ),
        "year": ("année", "exercice", "year"),
        "frequency": ("frequence", "fréquence", "frequency"),
        "value": ("valeur", "résultat", "value", "taux", "score", "mesure", "pourcentage", "result"),
        "numerator": ("numerateur", "numérateur", "numerator", "num"),
        "denominator": ("denominateur", "dénominateur", "denominator", "den", "denom"),
        "n": (
            *("n", "effectif", "effectifs", "base", "nombre de réponses", "nb réponses", "nombre de répondants"),
            *("nb répondants", "répondants", "nombre de dossiers", "nb dossiers", "échantillon"),
            *("sample size", "respondents"),
        ),
        "contributors": ("contributeurs", "nombre de contributeurs", "contributors"),
        "first_share": ("part du premier", "part premier", "part du premier contributeur", "first share"),
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
CONCENTRATION = ("contributors", "first_share")


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
        self._answers = AnswerNames(context.mapping)
        self._units = frozenset({"%", *(indicator.unit for indicator in context.indicators.values() if indicator.unit)})
        needs_site = "{site}" in self._mapping.sites.code
        self._required = [name for name in COLUMNS.required if needs_site or name != "site"]

    def batch(self, batch: RawBatch) -> CanonicalBatch:
        rows = Rows(batch, COLUMNS, self._mapping, self._required)
        if not any(rows.has(name) for name in (*FIGURES, "target")):
            COLUMNS.check(batch.file, batch.rows.columns, self._mapping, ["value"])
        indicators = RowIndicators(rows, self._names)
        sites = self._sites.resolve(rows, indicators.pick(lambda item: item.entry.service, ""))
        tables = {"targets": self._targets.take(rows, indicators, sites)}
        rows.kept &= ~self._only_target(rows)
        tables["measures"] = self._measures(rows, indicators, sites)
        if created := self._sites.table():
            tables["sites"] = created
        return CanonicalBatch(tables, rows.listed, batch.read_bytes, batch.total_bytes)

    def _measures(self, rows: Rows, indicators: RowIndicators, sites: "pd.Series[str]") -> pa.Table:
        declared = indicators.pick(lambda item: item.entry.months or self._mapping.period_months or 0, 0)
        month, months = row_periods(rows, self._mapping, declared, self._context.today)
        kind = indicators.of_catalogue(lambda indicator: str(indicator.kind), "")
        factor = indicators.pick(lambda item: item.entry.factor, 1.0)
        figures = {name: column_figures(rows.text(name), self._mapping, self._units) for name in FIGURES}
        figures["value"] = replace(figures["value"], values=figures["value"].values * factor)
        check_readable(rows, figures, self._mapping.inequalities)
        figures["denominator"] = _with_base(figures, kind)
        concentration = {name: column_figures(rows.text(name), self._mapping) for name in CONCENTRATION}
        check_concentration(rows, concentration)
        check_base(rows, figures, kind)
        grade = row_grades(rows, indicators, self._answers)
        value, n = _counts(rows, figures, grade)
        check_quotient(rows, figures, factor, kind)
        check_bounds(rows, value, indicators)
        codes = indicators.codes
        keys: list[pd.Series[Any]] = [codes, sites, month, pd.Series(months), pd.Series(grade)]
        self._seen.refuse_repeated(rows, keys)
        cells = {
            "indicator": codes,
            "site": sites,
            "month": month,
            "months": months,
            "value": value,
            "n": n,
            "grade": grade,
        }
        for name in ("numerator", "denominator"):
            cells[name] = figures[name].values
        for name, column in concentration.items():
            cells[name] = column.values
        return rows.table("measures", cells | {"word": _words(figures), "updated_on": row_dates(rows, "updated_on")})

    def _only_target(self, rows: Rows) -> Mask:
        """A row that gives a target and no figure is no measure."""
        silent: Mask = np.logical_and.reduce([empty(rows.text(name)) for name in FIGURES])
        only: Mask = ~empty(rows.text("target")) & silent
        return only


def row_grades(rows: Rows, indicators: RowIndicators, answers: AnswerNames) -> npt.NDArray[np.float64]:
    """The grade that each row counts (NaN: none), by the mapping or by the cell; refuses one that the scale has not."""
    grade = indicators.pick(lambda item: np.nan if item.entry.grade is None else item.entry.grade, np.nan).astype(
        "float64"
    )
    texts = rows.text("grade")
    for place in np.flatnonzero(rows.kept & ~empty(texts) & np.isnan(grade)):
        found = indicators.at(int(place))
        answer = answers.find(found.indicator, texts.iloc[place]) if found and found.indicator else None
        grade[place] = np.nan if answer is None or answer.grade is None else answer.grade
    rows.refuse(~empty(texts) & np.isnan(grade), "grade", "modalité inconnue de l’échelle de l’indicateur")
    return grade


def _with_base(figures: Dict[str, Figures], kind: npt.NDArray[Any]) -> Figures:
    """A share whose file gives a numerator and n, and no denominator, is out of n."""
    numerator, denominator, n = (figures[name].values for name in ("numerator", "denominator", "n"))
    missing = (kind == Kind.SHARE) & ~np.isnan(numerator) & np.isnan(denominator)
    return replace(figures["denominator"], values=np.where(missing, n, denominator))


def _counts(rows: Rows, figures: Dict[str, Figures], grade: npt.NDArray[np.float64]) -> tuple[Any, Any]:
    """Value and n of each row. In a line of a distribution the figure is the count of one grade: it becomes n."""
    value, n = figures["value"].values, figures["n"].values
    graded = ~np.isnan(grade)
    count = np.where(graded, np.where(np.isnan(value), n, value), n)
    with np.errstate(invalid="ignore"):
        broken = graded & (np.isnan(count) | (count < 0) | (count != np.floor(count)))
    rows.refuse(broken & ~np.isnan(value), "value", "une modalité porte un nombre entier de réponses")
    rows.refuse(broken, "n", "une modalité porte un nombre entier de réponses")
    return np.where(graded, np.nan, value), np.where(broken, np.nan, count)


def _words(figures: Dict[str, Figures]) -> "pd.Series[str]":
    """Why there is no value: the word of the value, else that of the numerator."""
    return figures["value"].words.where(figures["value"].words != "", figures["numerator"].words)
