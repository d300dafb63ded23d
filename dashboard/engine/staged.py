"""What a build reads: the columns it needs of each staged table, with SQL types.

The layers put the engine below the readers, so it cannot import their schemas: tests/contract/test_queries.py keeps
this list and dashboard/sources/canonical.py equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

_ORIGIN = {"file": "VARCHAR", "line": "BIGINT"}


def _texts(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), "VARCHAR")


STAGED: dict[str, dict[str, str]] = {
    "sites": {
        **_texts("code label service service_label site_type site_type_label parent region department commune"),
        **_texts("postal_code city country address identifier identifier_type url email description"),
        "active": "BOOLEAN",
        "level": "VARCHAR",
        "latitude": "DOUBLE",
        "longitude": "DOUBLE",
        **_ORIGIN,
    },
    "indicators": {**_texts("code service label technical_label nature unit method"), **_ORIGIN},
    "measures": {
        **_texts("indicator site"),
        "month": "DATE",
        "months": "SMALLINT",
        "value": "DOUBLE",
        "numerator": "DOUBLE",
        "denominator": "DOUBLE",
        "n": "BIGINT",
        "contributors": "BIGINT",
        "first_share": "DOUBLE",
        "grade": "SMALLINT",
        "word": "VARCHAR",
        "updated_on": "DATE",
        **_ORIGIN,
    },
    "targets": {**_texts("indicator scope"), "year": "INTEGER", "operator": "VARCHAR", "value": "DOUBLE", **_ORIGIN},
    "answers": {
        **_texts("survey respondent site"),
        "answered_on": "DATE",
        "indicator": "VARCHAR",
        "grade": "SMALLINT",
        "excluded": "VARCHAR",
        "weight": "DOUBLE",
        "channel": "VARCHAR",
        **_ORIGIN,
    },
    "comments": {**_texts("survey respondent site"), "answered_on": "DATE", **_texts("question text"), **_ORIGIN},
    "reviews": {
        **_texts("code site"),
        "rank": "SMALLINT",
        "written_on": "DATE",
        "published_on": "DATE",
        **_texts("title text"),
        "feeling": "SMALLINT",
        **_texts("channels tags state reply"),
        "replied_on": "DATE",
        "useful": "INTEGER",
        **_ORIGIN,
    },
    "events": {
        "month": "DATE",
        "day": "DATE",
        "last_month": "DATE",
        **_texts("title kind service region department site indicator"),
        **_ORIGIN,
    },
    "judicial_areas": {**_texts("department court court_label direction direction_label"), **_ORIGIN},
    "successions": {**_texts("former successor"), "month": "DATE", "kind": "VARCHAR", **_ORIGIN},
    "survey_waves": {
        **_texts("survey title series wave"),
        "opens_on": "DATE",
        "closes_on": "DATE",
        **_texts("channels population link method site channel"),
        "served": "BIGINT",
        "offered": "BIGINT",
        "target": "BIGINT",
        **_ORIGIN,
    },
}


TYPED = 0
"""Number of the load of what people type in the application: those of files begin with 1."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that one build reads. `staged`: table → Parquet files, each in the folder of its load (0001…)."""

    staged: Mapping[str, tuple[Path, ...]]
    counted: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    """Table of `engine.COUNTS` → Parquet files, one a load of `staged["answers"]`."""
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    """Small tables registered as they are: reference data, loads, rejected rows, version."""
    typed: Mapping[str, pa.Table] = field(default_factory=dict)
    """Rows of staged tables that no file brought (the registry): they are of load `TYPED`."""
