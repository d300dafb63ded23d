"""The respondents of a load, gathered from its answers: one row each, with what weights them.

Memory: one row a respondent, whatever the number of answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.errors import SourceError
from dashboard.sources.reader import CanonicalBatch
from dashboard.sources.values import plain

_OWN = ["survey", "respondent", "site", "weight", "file", "line"]
_PREFIX = "variable "
"""Before the names of variables, which may be those of our columns."""


class Respondents:
    """Gathers respondents batch by batch; `variables` are those that the reader gives in `profile`."""

    def __init__(self, variables: Sequence[str]) -> None:
        self._columns = {name: _PREFIX + name for name in variables}
        self._parts: list[pd.DataFrame] = []
        self.sites: dict[str, Mapping[str, str | None]] = {}
        """The sites that the load itself creates."""

    def add(self, batch: CanonicalBatch) -> None:
        """Take the respondents of the rows that were kept."""
        if created := batch.tables.get("sites"):
            self.sites |= {row["code"]: row for row in created.to_pylist()}
        answers = batch.tables["answers"]
        frame = answers.select(_OWN).to_pandas()
        for name, column in self._columns.items():
            texts = batch.profile[name] if batch.profile is not None else pa.nulls(len(frame), pa.string())
            frame[column] = texts.to_pandas().replace("", None)
        self._parts.append(frame.drop_duplicates([*_OWN[:4], *self._columns.values()]))

    def table(self, attributes: Mapping[str, "pd.Series[str]"]) -> pd.DataFrame:
        """A row a respondent: `respondent`, `weight` (NaN without any) and a column a variable (None: not known).

        `attributes`: variable of the sites → value by site code. SourceError when the load holds several surveys, or
        when a respondent has two values of a variable, or two weights.
        """
        rows = pd.concat(self._parts, ignore_index=True)
        surveys = rows["survey"].drop_duplicates().tolist()
        if len(surveys) > 1:
            raise SourceError(
                f"Le chargement contient plusieurs enquêtes (« {surveys[0]} », « {surveys[1]} »…) : charger chaque "
                "enquête avec ses propres marges."
            )
        names = dict(self._columns)
        for name, values in attributes.items():
            names[name] = _PREFIX + name
            rows[names[name]] = rows["site"].map(values)
        for name, column in ({"poids": "weight"} | names).items():
            _refuse_two_values(
                rows, name, rows[column].map(plain, na_action="ignore") if name in self._columns else rows[column]
            )
        # `first` takes the first value that is known: a profile may be on one row of a respondent only.
        found = rows.groupby("respondent", sort=False)[["weight", *names.values()]].first().reset_index()
        return found.rename(columns={column: name for name, column in names.items() if name != "weight"})


def _refuse_two_values(rows: pd.DataFrame, name: str, values: "pd.Series[Any]") -> None:
    known = pd.DataFrame({"respondent": rows["respondent"], "value": values}).dropna().drop_duplicates()
    repeated = known["respondent"].duplicated()
    if repeated.any():
        again = rows.loc[repeated[repeated].index[0]]
        raise SourceError(
            f"« {again['file']} », ligne {again['line']} : ce répondant a déjà une autre valeur de « {name} », lui en "
            "donner une seule."
        )
