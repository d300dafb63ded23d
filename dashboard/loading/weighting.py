"""Weights of the respondents of a load, from the margins of a file: post-stratification or raking (§ 6).

A respondent has one weight, whatever the number of answers. Weights are scaled to a mean of 1, so that a survey weighs
as much as its respondents when it is added to others.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.config import Settings
from dashboard.domain.weighting import POST_STRATIFICATION, RAKING, MarginUsed, Weighting
from dashboard.errors import SourceError
from dashboard.loading import site_attributes
from dashboard.loading.respondents import Respondents
from dashboard.loading.strata import KeyOf, Strata, strata
from dashboard.sources.mapping import Mapping as Rules
from dashboard.sources.margins import Margin
from dashboard.sources.reader import CanonicalBatch
from dashboard.sources.values import normal_name, plain
from dashboard.stats.raking import Raked, rake
from dashboard.store import staging
from dashboard.store.staging import StagedFile
from dashboard.wording.numerals import number, percent

_DIGITS = 14
"""Decimals of a weight: an answer of weight 1 has 1 exactly, not 1 − 1e-16."""


class MarginWeights:
    """Gathers the respondents while a load is read, then weights them once it is whole."""

    def __init__(self, margins: Sequence[Margin], file: StagedFile, rules: Rules) -> None:
        self._margins, self._file = margins, file
        profile = {normal_name(name) for name in rules.profile}
        parts = dict.fromkeys(part for margin in margins for part in margin.parts)
        self._fields = {
            part: field
            for part in parts
            if normal_name(part) not in profile and (field := site_attributes.field_of(part))
        }
        self.variables = tuple(part for part in parts if part not in self._fields)
        """The variables that the reader is to read of each respondent; the others come from the site."""
        self._respondents = Respondents(self.variables)
        self._weights: pd.Series[float] = pd.Series(dtype="float64")

    def add(self, batch: CanonicalBatch) -> None:
        """Take the respondents of the rows that were kept."""
        self._respondents.add(batch)

    def solve(self, settings: Settings) -> Weighting:
        """Compute the weights. SourceError or RefusedError, in one sentence: these margins cannot weight this load."""
        register = staging.site_attributes(settings) | self._respondents.sites
        attributes = {part: site_attributes.values(field, register) for part, field in self._fields.items()}
        keys: dict[str, KeyOf] = dict.fromkeys(self.variables, plain)
        keys |= {part: site_attributes.key_of(field, register) for part, field in self._fields.items()}
        table = self._respondents.table(attributes)
        start = table["weight"] if table["weight"].notna().any() else pd.Series(1.0, index=table.index)
        counted = (start > 0).tolist()
        found = [strata(margin, table, keys, counted) for margin in self._margins]
        raked = _raked(found, start)
        weights = np.array(raked.weights)
        self._weights = pd.Series(np.round(weights * raked.kish.n / weights.sum(), _DIGITS), index=table["respondent"])
        return self._record(found, raked, bool(table["weight"].notna().any()))

    def weigh(self, answers: pa.Table) -> pa.Table:
        """The answers with the weight of their respondent."""
        weights = answers["respondent"].to_pandas().map(self._weights)
        place = answers.schema.get_field_index("weight")
        return answers.set_column(place, answers.schema.field(place), pa.Array.from_pandas(weights, type=pa.float64()))

    def _record(self, found: Sequence[Strata], raked: Raked, from_weights: bool) -> Weighting:
        return Weighting(
            file=self._file.name,
            sha256=self._file.sha256,
            method=POST_STRATIFICATION if len(found) == 1 else RAKING,
            margins=tuple(MarginUsed(one.variable, one.source, one.date) for one in self._margins),
            strata=sum(len(one.population) for one in found),
            respondents=raked.kish.n,
            converged=raked.converged,
            passes=raked.passes,
            largest_ratio=raked.largest_ratio or 1.0,
            deff=raked.kish.deff or 1.0,
            n_eff=raked.kish.n_eff,
            merged=tuple(text for one in found for text in one.merged),
            from_weights=from_weights,
        )


def _raked(found: Sequence[Strata], start: "pd.Series[float]") -> Raked:
    categories: Mapping[str, Sequence[str | None]] = {one.variable: one.of for one in found}
    raked = rake(categories, {one.variable: one.population for one in found}, start.tolist())
    if not raked.converged:
        raise SourceError(
            f"Le calage n’a pas convergé en {number(raked.passes)} itérations (il reste un écart de "
            f"{percent(100 * raked.change)}) : les marges se contredisent, regrouper des modalités ou retirer une "
            "variable."
        )
    return raked
