"""The SQL of the build as Apache Spark reads it: the same files, transpiled, never a second version of a query.

Nothing here asks a cluster. `sqlglot` is imported when it is needed: only who builds on a cluster has it.
"""

from functools import cache
from typing import TYPE_CHECKING

from dashboard.errors import ConfigurationError

if TYPE_CHECKING:
    import sqlglot.expressions as exp

_SIGNED = {
    "UTINYINT": "SMALLINT",
    "USMALLINT": "INT",
    "UINTEGER": "BIGINT",
    "UBIGINT": "DECIMAL(20, 0)",
    "HUGEINT": "BIGINT",  # a sum of integers: Spark refuses one that does not fit, it never wraps
    "TIMESTAMP": "TIMESTAMP_NTZ",
    "VARCHAR": "STRING",
    "INTEGER": "INT",
}
"""Types of DuckDB that Spark names otherwise, or has not: without a sign there is none, and a wider one is taken."""


@cache
def to_spark(sql: str) -> str:
    """One SELECT written for DuckDB, as Spark reads it. Every name is quoted: a column may have the name of a keyword.

    Raises ConfigurationError when sqlglot is missing, sqlglot.errors.SqlglotError when Spark has nothing that says the
    same: a defect of ours, that the test of every query of the build would have shown.
    """
    try:
        import sqlglot
    except ImportError as error:
        raise ConfigurationError(MISSING) from error
    statement = sqlglot.parse_one(sql, read="duckdb").transform(_months_of_interval)
    return statement.sql("spark", identify=True, comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE)


def spark_type(kind: str) -> str:
    """The type of Spark in which a column of DuckDB fits: `BIGINT` for `HUGEINT`, `ARRAY<INT>` for `INTEGER[]`."""
    if kind.endswith("[]"):
        return f"ARRAY<{spark_type(kind[:-2])}>"
    return _SIGNED.get(kind, kind)


def quoted(name: str) -> str:
    """The name of a column as Spark reads it, whatever it is."""
    return "`" + name.replace("`", "``") + "`"


def _months_of_interval(node: "exp.Expression") -> "exp.Expression":
    """`to_months(n)`, which sqlglot leaves as it is. A date of Spark plus a year-month interval is a date."""
    import sqlglot.expressions as exp

    if isinstance(node, exp.Anonymous) and node.name.lower() == "to_months":
        return exp.Anonymous(this="MAKE_YM_INTERVAL", expressions=[exp.Literal.number(0), *node.expressions])
    return node


MISSING = (
    "Construire les données sur une grappe Apache Spark demande deux bibliothèques qui ne sont pas installées\u00a0: "
    "«\u00a0pip install -r requirements-spark.txt\u00a0», puis publier à nouveau."
)
