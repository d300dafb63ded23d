"""Which engine builds the data of an installation."""

from dashboard.config import Settings
from dashboard.engine.duckdb_build import DuckDBEngine
from dashboard.engine.engine import Engine
from dashboard.engine.spark_build import SparkEngine


def chosen_engine(settings: Settings) -> Engine:
    """The cluster that the settings name, else DuckDB in this process."""
    return SparkEngine(settings) if settings.engine else DuckDBEngine(settings)
