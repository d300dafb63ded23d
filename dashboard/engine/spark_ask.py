"""A question to answers kept as Parquet, on an Apache Spark cluster: nothing is written, its few rows come back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.engine import Advance, Asked
from dashboard.engine.spark_session import Limit, session, step
from dashboard.engine.spark_sql import to_spark
from dashboard.engine.spark_views import declare_asked

if TYPE_CHECKING:
    from pyspark.sql.connect.shell.progress import StageInfo

_OTHERWISE = "ce qui est publié reste servi."


def ask(asked: Asked, settings: Settings, advance: Advance) -> pa.Table:
    """The rows of the query, in the types of Spark. Raises StoreError when the seconds have passed or the cluster does
    not answer, ConfigurationError when its client is not installed."""
    name = asked.query.rpartition("/")[2]
    limit = Limit(asked.seconds, "BAROMETRE_CROSSING_SECONDS", _OTHERWISE)

    def follow(stages: "Iterable[StageInfo] | None", **_others: object) -> None:
        told = list(stages or ())
        if every := sum(stage.num_tasks for stage in told):
            advance(sum(stage.num_completed_tasks for stage in told) / every)

    with (
        session(settings.engine, _OTHERWISE) as opened,
        duckdb.connect() as own,
        step(opened, name, limit, settings.staging),
    ):
        opened.registerProgressHandler(follow)  # type: ignore[arg-type]
        declare_asked(opened, asked, own)
        return opened.sql(to_spark(query_file.load(asked.query).sql)).toArrow()
