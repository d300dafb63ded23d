"""The SQL console cannot leave its tables: every known way out is tried, every refusal is a French sentence."""

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dashboard.errors import QueryError
from dashboard.store import confined_query, protected_sql
from dashboard.store.protected_sql import LIMITS, Column, Limits, SqlTable, run
from dashboard.wording.sql_refusal import Refusal, sentence

FIGURES = SqlTable(
    "figures",
    "Les résultats",
    (Column("service", "VARCHAR", "code"), Column("value", "DOUBLE", "valeur"), Column("status", "VARCHAR", "état")),
    (("a", 71.5, "ok"), ("b", None, "masked"), ('l’été ; "x" \'', 12.0, "ok")),
)
SERVICE = SqlTable("service", "Les services", (Column("code", "VARCHAR", "code"), Column("active", "BOOLEAN", "")))
TABLES = [FIGURES, SERVICE]
QUICK = Limits(seconds=1)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same code without its process, which takes a good part of a second to start."""
    monkeypatch.setattr(
        protected_sql,
        "_ask",
        lambda sql, tables, limits: confined_query.answered(protected_sql.question(sql, tables, limits)),
    )


def refusal(sql: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(QueryError) as refused:
        run(sql, TABLES, limits)
    return str(refused.value)


@pytest.mark.usefixtures("here")
def test_a_select_gives_its_rows() -> None:
    found = run("select service, value from figures where status = 'ok' order by value", TABLES)
    assert found.columns == ("service", "value")
    assert found.rows == (('l’été ; "x" \'', 12.0), ("a", 71.5))
    assert not found.cut


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("with t as (select value * 2 as v from figures) select max(v) from t", 143.0),
        ("select count(*) from figures f left join service s on s.code = f.service", 3),
        ("from figures select count(*)", 3),
        ("(select 1) union all (select 2) order by 1 desc", 2),
        ("select sum(i) from range(4) t(i)", 6),
        ("select count(*) from (values (1), (2)) v(x)", 2),
        ("select count(*) from main.figures;", 3),
        ("with recursive t as (select 1 as n union all select n + 1 from t where n < 5) select max(n) from t", 5),
        ("select date '2026-01-01'", "2026-01-01"),
        ("select 10::decimal(4,2)", "10.00"),
        ("select [1, 2]", "[1, 2]"),
        ("select 'nan'::double", "nan"),
    ],
)
def test_what_an_analyst_writes_is_run(sql: str, first: object) -> None:
    assert run(sql, TABLES).rows[0][0] == first


@pytest.mark.usefixtures("here")
def test_the_rows_are_limited() -> None:
    found = run("select * from range(50)", TABLES, Limits(max_rows=10))
    assert len(found.rows) == 10
    assert found.cut


@pytest.mark.usefixtures("here")
def test_a_long_text_is_cut() -> None:
    [[text]] = run("select repeat('x', 5000)", TABLES).rows
    assert str(text) == "x" * 2000 + "…"


FILES = [
    "select * from read_csv('/etc/passwd')",
    "select * from read_csv_auto('/etc/passwd')",
    "select * from read_parquet('/etc/x.parquet')",
    "select * from parquet_metadata('/etc/x.parquet')",
    "select * from read_json('/etc/x.json')",
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('/etc/passwd')",
    "select * from glob('/*')",
    "select * from sniff_csv('/etc/passwd')",
    "select * from query('select 1')",
    "select * from query_table('figures')",
    "select * from duckdb_settings()",
    "select * from duckdb_secrets()",
    "select * from duckdb_extensions()",
    "select * from which_secret('a', 'b')",
    "select * from sql_auto_complete('sel')",
    "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "select (select count(*) from read_text('/etc/passwd'))",
    "with t as (select * from read_csv('/etc/passwd')) select * from t",
    "select * from figures where exists (select 1 from glob('/*'))",
    "select getenv('HOME')",
    "select current_setting('temp_directory')",
    "select getvariable('x')",
    "select write_log('x')",
    "select sleep_ms(30000)",
    "select PG_SLEEP(30)",
    "select list_transform([30], lambda s: s.pg_sleep())",
]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("sql", FILES)
def test_no_function_reads_outside(sql: str) -> None:
    said = refusal(sql)
    assert said.startswith("La fonction «\u00a0")
    assert "n’est pas permise ici" in said


OTHERS = [
    "copy figures to '/tmp/x.csv'",
    "copy figures from '/etc/passwd'",
    "attach '/tmp/x.db'",
    "attach ':memory:' as x",
    "detach x",
    "install httpfs",
    "load httpfs",
    "pragma version",
    "pragma database_list",
    "set threads = 4",
    "reset threads",
    "set lock_configuration = false",
    "set variable x = 1",
    "export database '/tmp/x'",
    "import database '/tmp/x'",
    "create table x as select 1",
    "create secret s (type s3)",
    "create macro f() as 1",
    "insert into figures values ('x', 1, 'ok')",
    "update figures set value = 1",
    "delete from figures",
    "drop table figures",
    "alter table figures rename to x",
    "begin",
    "vacuum",
    "checkpoint",
    "call pragma_version()",
    "prepare x as select 1",
    "execute x",
    "explain select 1",
    "explain analyze select 1",
    "use memory",
]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("sql", OTHERS)
def test_only_a_select_is_run(sql: str) -> None:
    assert refusal(sql).endswith("n’est pas permis ici\u00a0: écrire une seule instruction SELECT.")
    assert not Path("/tmp/x.csv").exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "sql",
    [
        "select * from '/etc/passwd'",
        "select * from '/tmp/x.parquet'",
        "select * from 'https://example.org/x.csv'",
        "select * from information_schema.tables",
        "select * from pg_catalog.pg_class",
        "select * from duckdb_tables",
        "select * from observation",
        "select * from system.information_schema.columns",
        "select * from figures, answer",
    ],
)
def test_only_the_listed_tables_exist(sql: str) -> None:
    assert "n’existe pas ici. Tables\u00a0: figures, service." in refusal(sql)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("sql", ["describe figures", "show tables", "summarize figures", "show databases"])
def test_a_description_is_not_a_select(sql: str) -> None:
    assert "n’est pas permis" in refusal(sql)


@pytest.mark.usefixtures("here")
def test_one_statement_only() -> None:
    assert refusal("select 1; select 2") == (
        "La requête compte 2 instructions\u00a0: n’en garder qu’une, sans point-virgule au milieu."
    )
    assert "2 instructions" in refusal("select 1; copy figures to '/tmp/x.csv'")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("sql", ["", "  \n", "-- rien", ";"])
def test_an_empty_query(sql: str) -> None:
    assert refusal(sql) == "La requête est vide\u00a0: écrire une instruction SELECT."


def test_a_query_too_long() -> None:
    assert (
        refusal("select '" + "x" * 10_000 + "'") == "La requête est trop longue\u00a0: écrire au plus 10000 caractères."
    )


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive t as (select 1 as n union all select n + 1 from t) select count(*) from t",
        "select count(*) from range(1000000) a, range(1000000) b, range(1000000) c where a.range + b.range = c.range",
        "select sum(hash(a.range * b.range)) from range(10000000) a, range(10000000) b",
    ],
)
def test_an_endless_query_is_stopped(sql: str) -> None:
    said = refusal(sql, QUICK)
    assert said == sentence(Refusal.TIME, "", [], seconds=1, memory_mb=512, longest=0) or "mémoire" in said


@pytest.mark.parametrize(
    "sql",
    [
        "select length(repeat('x', 4000000000))",
        "select repeat(repeat('x', 1000000), 1000000)",
        "select string_agg(repeat('x', 1000000), '') from range(100000)",
        "select list(range) from range(1000000000)",
        "select array_agg(a.range) from range(100000) a, range(100000) b",
        "select * from range(100000) a, range(100000) b order by random()",
        "with recursive t as (select 'x' as s union all select s || s from t) select max(length(s)) from t",
        "select regexp_replace(repeat('a', 5000000), 'a', repeat('b', 10000), 'g')",
        "select json_group_array(range) from range(100000000)",
        "select unnest(range(1000000000))",
        "select lpad('x', 2000000000, 'y')",
        "select format('{:>2000000000}', 'a')",
        "select printf('%9999999999d', 1)",
        "select bitstring('1', 2000000000)",
        "select levenshtein(repeat('a', 100000), repeat('b', 100000))",
        "select count(distinct hash(range)) from range(500000000)",
        "select " + "+".join(["1"] * 4_000),
    ],
)
def test_a_greedy_query_is_stopped_and_the_server_lives(sql: str) -> None:
    said = refusal(sql, QUICK)
    assert "mémoire" in said or "arrêtée" in said or "moteur refuse" in said
    assert run("select 1", TABLES).rows == ((1,),)


def test_a_pattern_that_others_never_finish_is_quick() -> None:
    assert run("select regexp_matches(repeat('a', 100000) || 'b', '(a+)+$')", TABLES, QUICK).rows == ((False,),)


@pytest.mark.parametrize("depth", [150, 2000])
def test_a_deep_query_cannot_end_the_server(depth: int) -> None:
    sql = "select " + "(" * depth + "1" + ")" * depth
    with contextlib.suppress(QueryError):
        assert run(sql, TABLES).rows == ((1,),)
    assert run("select 1", TABLES).rows == ((1,),)


def test_the_process_itself_answers_and_refuses() -> None:
    assert run("select service from figures where value > 50", TABLES).rows == (("a",),)
    assert "n’est pas permise ici" in refusal("select * from read_csv('/etc/passwd')")
    assert "n’est pas permis ici" in refusal("copy figures to '/tmp/x.csv'")


def test_the_system_itself_refuses_what_the_database_would_allow() -> None:
    """Once the doors are closed, neither a file, nor a socket, nor a process is to be had, whatever asks for it."""
    script = (
        f"import runpy, socket, subprocess; runpy.run_path({confined_query.__file__!r})['close_doors']()\n"
        "for way in (lambda: open('/etc/passwd'), lambda: socket.socket(), lambda: subprocess.run(['true'])):\n"
        "    try: way()\n"
        "    except OSError: print('refused')\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.stdout == "refused\n" * 3


@pytest.mark.parametrize(
    "value",
    [
        *("1.5::decimal(9, 2)", "date '2024-01-01'", "timestamp '2024-01-01 10:00'", "interval 1 day", "uuid()"),
        *("[1, 2]", "{'a': 1}", "map {'a': 1}", "'x'::blob", "time '10:00'", "1e30::hugeint", "bit '101'"),
        *("strftime(now(), '%Y')", "'{\"a\": 1}'::json"),
    ],
)
def test_every_type_is_read_behind_closed_doors(value: str) -> None:
    [[found]] = run(f"select {value}", TABLES).rows
    assert found is not None


def test_the_process_sees_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETRE_TEST_SECRET", "xyzzy")
    assert "BAROMETRE_TEST_SECRET" in os.environ
    assert "xyzzy" not in refusal("select getenv('BAROMETRE_TEST_SECRET')")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "selec 1",
            "La requête n’est pas lisible près de «\u00a0selec\u00a0»\u00a0: vérifier l’orthographe et les virgules.",
        ),
        (
            "select valeur from figures",
            "La colonne «\u00a0valeur\u00a0» n’existe pas\u00a0: vérifier son nom dans la liste des colonnes.",
        ),
        (
            "select f.valeur from figures f",
            "La colonne «\u00a0valeur\u00a0» n’existe pas\u00a0: vérifier son nom dans la liste des colonnes.",
        ),
        (
            "select moyenne(value) from figures",
            "La fonction «\u00a0moyenne\u00a0» n’existe pas\u00a0: vérifier son nom.",
        ),
        (
            "select now()",
            "Un instant avec son fuseau horaire ne se montre pas ici\u00a0: le convertir (CAST … AS TIMESTAMP).",
        ),
        (
            "select 'a'::integer",
            "La valeur «\u00a0a\u00a0» ne se convertit pas dans le type demandé\u00a0: la corriger, ou écrire "
            "TRY_CAST.",
        ),
        (
            "select sum('a')",
            "La fonction «\u00a0sum\u00a0» ne s’applique pas à ces valeurs\u00a0: vérifier leur type (CAST … AS …).",
        ),
        (
            "select x.y",
            "«\u00a0x\u00a0» n’est pas une table de cette requête\u00a0: la nommer après FROM.",
        ),
        (
            "select service, max(value) from figures",
            "La colonne «\u00a0service\u00a0» n’est ni regroupée ni résumée\u00a0: l’ajouter à GROUP BY, ou écrire une "
            "fonction comme MAX.",
        ),
    ],
)
def test_a_mistake_is_told_in_french(sql: str, said: str) -> None:
    assert refusal(sql) == said


@pytest.mark.usefixtures("here")
def test_an_error_that_is_not_foreseen_is_told_without_the_words_of_the_engine() -> None:
    assert refusal("select regexp_matches('a', '(')") == (
        "Le moteur refuse cette requête\u00a0: la reprendre morceau par morceau."
    )
    assert refusal("select 1 from figures window w as (), w as ()").startswith("Le moteur refuse cette requête")


def test_a_busy_server_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protected_sql, "_TURN", threading.BoundedSemaphore(1))
    protected_sql._TURN.acquire()
    assert refusal("select 1", Limits(wait_s=0.01)) == (
        "Le serveur est occupé\u00a0: relancer cette requête dans quelques secondes."
    )


def test_a_server_that_gives_no_processor_in_time_says_so_and_not_that_the_query_is_long() -> None:
    assert "Le serveur est occupé" in refusal("select count(*) from range(100000000000)", Limits(longest_s=0))


def test_more_queries_than_the_server_runs_at_once_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protected_sql, "_TURN", threading.BoundedSemaphore(2))
    limits, said, long = Limits(seconds=2, wait_s=0.2), [], "select max(hash(range)) from range(100000000000)"
    asking = [threading.Thread(target=lambda: said.append(refusal(long, limits))) for _ in range(6)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert sum("Le serveur est occupé" in one for one in said) == 4
    assert sum("arrêtée" in one for one in said) == 2
