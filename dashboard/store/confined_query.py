"""One SELECT on a few given tables, in a process of its own: run by `protected_sql`, never imported by the application.

The process has no environment, no open file, little memory and little time; its database is in memory, has no
extension and may not touch a file. Nothing of the published file is here but the tables that the parent sends:
docs/decisions/0018.
Reads one JSON object on the standard input, writes one on the standard output, with codes that the parent words.
"""

import contextlib
import datetime as dt
import json
import math
import sys
from collections.abc import Callable, Iterator
from typing import Any

import duckdb

TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
"""The only functions that may stand in FROM: every reader of files is one of these functions."""
SCALARS_REFUSED = frozenset(
    {"current_setting", "getvariable", "write_log", "getenv", "nextval", "currval", "sleep_ms", "pg_sleep"}
)
"""They read or write something else than the tables, or wait: only the processor bounds the time of a query."""
TABLE_NODES = frozenset({"BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY", "TABLE_FUNCTION", "EXPRESSION_LIST", "CTE"})
LONGEST_TEXT = 2000
"""Characters of a cell: a longer text is cut."""


class Refused(Exception):
    """Why the query is not run: a code and what it is about."""


def limit_process(memory_mb: int, seconds: int) -> None:
    """No file, no more memory or processor than allowed (where the system knows how)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        # DuckDB reserves addresses beyond what it uses; long texts escape its own limit, hence this one.
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 21, memory_mb << 21))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_doors() -> None:
    """No file, no socket and no process can be opened any more: the system refuses, whatever the database allows."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def opened(memory_mb: int, tables: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    """A database in memory with the given tables, locked."""
    connection = duckdb.connect(
        config={
            "python_enable_replacements": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "threads": 1,
            "memory_limit": f"{memory_mb // 2}MB",
            "temp_directory": "",
            "max_expression_depth": 200,
        }
    )
    for table in tables:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in table["columns"])
        connection.execute(f'create table "{table["name"]}" ({columns})')
        if table["rows"]:
            shape = json.dumps([dict(table["columns"])])
            records = [dict(zip((name for name, _ in table["columns"]), row, strict=True)) for row in table["rows"]]
            connection.execute(
                f'insert into "{table["name"]}" select unnest(from_json($1::json, $2), max_depth := 2)',
                [json.dumps(records), shape],
            )
    connection.execute("set enable_external_access = false")
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
    return connection


def check(connection: duckdb.DuckDBPyConnection, sql: str, tables: set[str]) -> None:
    """Raises Refused unless `sql` is one SELECT on `tables` only."""
    statements = connection.extract_statements(sql)
    if not statements:
        raise Refused("empty", "")
    if len(statements) > 1:
        raise Refused("several", str(len(statements)))
    # The first word, for the sentence; the tree decides.
    first = sql.strip().lstrip("(").split(None, 1)[0].upper().rstrip(";")
    if statements[0].type is not duckdb.StatementType.SELECT:
        raise Refused("statement", first)
    [tree] = connection.execute("select json_serialize_sql($1)", [sql]).fetchone() or ["{}"]
    found = json.loads(tree)
    if found.get("error", True):
        raise Refused("statement", first)
    local = {str(entry["key"]).lower() for node in nodes(found) for entry in common_tables(node)}
    for node in nodes(found):
        check_node(node, tables | local)


def check_node(node: dict[str, Any], tables: set[str]) -> None:
    """One node of the parsed query: tables that are known, functions that read nothing."""
    kind = node.get("type")
    if node.get("class") == "FUNCTION" and str(node.get("function_name", "")).lower() in SCALARS_REFUSED:
        raise Refused("function", node["function_name"])
    if "ref_type" in node or "sample" in node:
        if "select_list" not in node and kind not in TABLE_NODES:
            raise Refused("form", str(kind))
        if kind == "BASE_TABLE":
            schema, name = node.get("schema_name") or "", str(node["table_name"])
            if schema.lower() not in ("", "main") or node.get("catalog_name") or name.lower() not in tables:
                raise Refused("table", f"{schema}.{name}" if schema else name)
        if kind == "TABLE_FUNCTION":
            name = str(node["function"].get("function_name", ""))
            if name.lower() not in TABLE_FUNCTIONS:
                raise Refused("function", name)


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the tree, without recursion: a deep query must not end the process."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def common_tables(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The names that a WITH gives."""
    found = node.get("cte_map")
    return found.get("map", []) if isinstance(found, dict) else []


def plain(value: Any) -> Any:
    """A value that JSON holds, as a person reads it."""
    if value is None or isinstance(value, bool | int):
        return value if not isinstance(value, int) or abs(value) < 1 << 53 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dt.date | dt.time | dt.datetime):
        return value.isoformat()
    text = str(value)
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def answered(asked: dict[str, Any], before_it_runs: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """The rows of the query, or why there is none. `before_it_runs` is called once the tables are there."""
    sql, most = asked["sql"], asked["max_rows"]
    try:
        connection = opened(asked["memory_mb"], asked["tables"])
        before_it_runs()
        check(connection, sql, {table["name"] for table in asked["tables"]})
        found = connection.execute(sql)
        names = [column[0] for column in found.description or []]
        rows = [[plain(value) for value in row] for row in found.fetchmany(most + 1)]
    except Refused as refusal:
        return {"refused": refusal.args[0], "about": refusal.args[1]}
    except (duckdb.OutOfMemoryException, MemoryError):
        return {"refused": "memory", "about": ""}
    except duckdb.ParserException as error:
        return {"refused": "syntax", "about": str(error)[:LONGEST_TEXT]}
    except duckdb.Error as error:
        return {"refused": "engine", "about": str(error)[:LONGEST_TEXT]}
    return {"columns": names, "rows": rows[:most], "cut": len(rows) > most}


def main() -> None:
    """One question, one answer."""
    asked = json.load(sys.stdin)
    limit_process(asked["memory_mb"], asked["seconds"])
    json.dump(answered(asked, close_doors), sys.stdout)


if __name__ == "__main__":
    main()
