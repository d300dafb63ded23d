"""What a builder of the published file is: DuckDB here, Apache Spark on a cluster."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dashboard.engine.staged import Inputs

Progress = Callable[[str, int, int], None]
"""Called before each step with its name, its place from 0, and the number of steps; once more at the end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file of queries/build/: it makes the table of the same name, kept in the published file or not."""

    table: str
    kept: bool = True


STEPS = (
    Step("commitment"),
    Step("indicator_listed", kept=False),
    Step("indicator"),
    Step("indicator_code"),
    Step("indicator_grade"),
    Step("target"),
    Step("method_break"),
    Step("site_latest", kept=False),
    Step("service"),
    Step("site_type"),
    Step("region"),
    Step("department"),
    Step("judicial_area"),
    Step("succession"),
    Step("site"),
    Step("event"),
    Step("measure"),
    Step("answer_superseded", kept=False),
    Step("answer"),
    Step("answer_origin"),
    Step("review"),
    Step("reply_delay"),
    Step("observation_of_grades", kept=False),
    Step("observation_of_measures", kept=False),
    Step("observation_of_reviews", kept=False),
    Step("observation_latest", kept=False),
    Step("observation_covered", kept=False),
    Step("observation_rolling", kept=False),
    Step("observation"),
    Step("observation_of_service"),
    Step("observation_trait"),
    Step("survey_wave"),
    Step("survey_part"),
    Step("survey_question"),
    Step("survey_comment"),
    Step("grade_weight"),
    Step("figure_month"),
    Step("delivery"),
    Step("load"),
    Step("load_file"),
    Step("rejected_row"),
    Step("version_info"),
)
"""The build, in order: a step reads the staged tables, the reference tables and the steps above it."""


class Engine(Protocol):
    """Builds one DuckDB file out of staged Parquet and reference tables."""

    def build(self, inputs: Inputs, target: Path, progress: Progress | None = None) -> None:
        """Write the file `target`, which does not exist yet. Raises StoreError with a sentence when it cannot."""
        ...
