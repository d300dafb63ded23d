"""What a builder of the published file is: DuckDB here, Apache Spark on a cluster."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from dashboard.engine.staged import Inputs

Count = Callable[[Path, Path], None]
"""Given the answers of one load (in the folder of the load: 0001…) and a folder that is empty: writes there what they
add up to, a Parquet file for each of `COUNTS`."""
Progress = Callable[[str, int, int], None]
"""Called before each step with its name, its place from 0, and the number of steps; once more at the end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file of queries/build/, or of another folder: it makes the table of the same name, kept in the published file
    or not."""

    table: str
    kept: bool = True
    folder: str = "build"

    @property
    def query(self) -> str:
        """The name of its file: `build/site`."""
        return f"{self.folder}/{self.table}"


COUNTS = tuple(
    Step(table, kept=False, folder="count") for table in ("answer_part", "channel_part", "respondent_part", "pair_part")
)
"""What the answers of one load add up to: made once a load, out of the views `counted_answers` and `counted_people`
(both are its answers), then read by every build as `stored_answer_part`…; a step reads those above it. The build makes
them again, out of its tables of the same names, for what several loads tell of."""

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
    Step("recounted_month", kept=False),
    Step("answer_superseded", kept=False),
    Step("recounted_survey", kept=False),
    Step("counted_answers", kept=False),
    Step("counted_people", kept=False),
    *COUNTS,
    Step("answer_count", kept=False),
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
    Step("respondent_count", kept=False),
    Step("survey_wave"),
    Step("survey_part"),
    Step("survey_question"),
    Step("survey_grade"),
    Step("survey_pair"),
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


Advance = Callable[[float], None]
"""Called with the share that is done, 0 to 1, as often as the engine tells it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the answers of some loads, one by one: a file of queries/cross/, its small tables, and the seconds
    that it may take."""

    query: str
    answers: tuple[Path, ...]
    tables: Mapping[str, pa.Table]
    seconds: int


class Engine(Protocol):
    """Builds one DuckDB file out of staged Parquet and reference tables; answers what that file does not hold."""

    def counting(self) -> AbstractContextManager[Count]:
        """For as long as several loads are counted. Raises StoreError, as what it gives does."""
        ...

    def build(self, inputs: Inputs, target: Path, progress: Progress | None = None) -> None:
        """Write the file `target`, which does not exist yet. Raises StoreError with a sentence when it cannot."""
        ...

    def ask(self, asked: Asked, advance: Advance) -> pa.Table:
        """The rows of a query on answers. Raises StoreError with a sentence when it cannot, or when the seconds have
        passed."""
        ...
