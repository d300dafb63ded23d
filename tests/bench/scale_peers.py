"""The same two questions asked of raw answers by other tools, of our published file, and of the memory of the machine.

« month by month »: favourable answers to one question, by month and service, over three years. « ranking »: the sites
by favourable share over the last year. Peers read the answers as they are staged (Parquet; SQLite: a table with an
index on question and month); ours are the reads of the pages Périodes and Sites. « scan »: the bytes of the columns
that the question needs, decoded, over the bandwidth of the memory: what reading every answer takes at least (a tool may
leave out the blocks of another year).
"""

import datetime as dt
import sqlite3
import statistics
import time
from collections.abc import Callable

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from dashboard.domain.period import Period
from dashboard.store import reads
from dashboard.store.store import open_current
from tests.bench import large
from tests.bench.large import Installation

QUESTION = "satisfaction-globale"
YEARS, YEAR = Period.ending(dt.date(2026, 10, 1), 36), Period.ending(dt.date(2026, 10, 1), 12)
RUNS = 5
MOST_IN_SQLITE = 12_000_000
MOST_IN_PANDAS = 12_000_000
COLUMNS = ["site", "answered_on", "indicator", "grade"]
BYTES_A_ROW = 4 + 4 + 4 + 2
"""Site and question as codes, a day, a grade."""
Question = Callable[[], object]


def run() -> tuple[str, list[str], list[list[object]]]:
    """One row a tool and size, medians in milliseconds. Beyond a size, SQLite takes too long to be filled, and pandas,
    which holds everything, is not tried."""
    rows = [row for size in large.sizes() for row in _rows(large.installation(size))]
    heads = ["answers", "tool", "made ready, s", "month by month, ms", "ranking, ms"]
    return "Two questions, ours and others", heads, rows


def _rows(made: Installation) -> list[list[object]]:
    files = sorted(str(path) for path in made.home.glob("staging/*/answers.parquet"))
    services = _services(made)
    tools: dict[str, Callable[[], tuple[Question, Question]]] = {
        "ours, published file": lambda: _ours(made),
        "DuckDB, raw answers": lambda: _duckdb(files, services),
        "Polars, raw answers": lambda: _polars(files, services),
    }
    if made.answers <= MOST_IN_PANDAS:
        tools["pandas, raw answers in memory"] = lambda: _pandas(files, services)
    if made.answers <= MOST_IN_SQLITE:
        tools["SQLite, raw answers"] = lambda: _sqlite(files, services)
    rows: list[list[object]] = []
    for name, prepare in tools.items():
        before = time.perf_counter()
        questions = prepare()
        ready = round(time.perf_counter() - before, 1)
        rows.append([made.answers, name, ready, *(_median(question) for question in questions)])
    scan = round(1000 * made.answers * BYTES_A_ROW / _bandwidth(), 1)
    return [*rows, [made.answers, "scan at the speed of the memory", "", scan, scan]]


def _median(question: Question) -> float:
    question()
    times = []
    for _ in range(RUNS):
        before = time.perf_counter()
        question()
        times.append(1000 * (time.perf_counter() - before))
    return round(statistics.median(times), 1)


def _bandwidth() -> float:
    """Bytes a second, read by one core: the sum of an array larger than any cache."""
    values = np.ones(50_000_000)
    values.sum()
    before = time.perf_counter()
    values.sum()
    return values.nbytes / (time.perf_counter() - before)


def _services(made: Installation) -> pd.DataFrame:
    """Site → service."""
    store = open_current(made.settings)
    return pd.DataFrame([(site.code, site.service) for site in reads.sites(store)], columns=["site", "service"])


def _ours(made: Installation) -> tuple[Question, Question]:
    store = open_current(made.settings)
    asked = {"indicators": [QUESTION]}
    return (
        lambda: reads.observations(
            store, start=YEARS.start, stop=YEARS.stop, by_service=True, grain="month", **asked  # type: ignore[arg-type]
        ),
        lambda: reads.observations(store, start=YEAR.start, stop=YEAR.stop, by_site=True, **asked),  # type: ignore[arg-type]
    )  # fmt: skip


_MONTHS = """
select s.service, date_trunc('month', answered_on) as month, count(*) as n, sum(case when grade >= 3 then 1 else 0 end)
from answers as a join services as s on s.site = a.site
where indicator = '{question}' and grade is not null and answered_on >= '{start}' and answered_on < '{stop}'
group by 1, 2 order by 1, 2
"""
_RANKING = """
select site, count(*) as n, avg(case when grade >= 3 then 1.0 else 0.0 end) as share from answers
where indicator = '{question}' and grade is not null and answered_on >= '{start}' and answered_on < '{stop}'
group by 1 order by share desc
"""


def _asked(sql: str, period: Period) -> str:
    return sql.format(question=QUESTION, start=period.start, stop=period.stop)


def _duckdb(files: list[str], services: pd.DataFrame) -> tuple[Question, Question]:
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "4GB"})
    connection.register("services", services)
    connection.execute(f"create view answers as select * from read_parquet({files})")
    return (
        lambda: connection.execute(_asked(_MONTHS, YEARS)).fetchall(),
        lambda: connection.execute(_asked(_RANKING, YEAR)).fetchall(),
    )


def _polars(files: list[str], services: pd.DataFrame) -> tuple[Question, Question]:
    known, favourable = pl.from_pandas(services).lazy(), (pl.col("grade") >= 3)

    def kept(period: Period) -> pl.LazyFrame:
        day = pl.col("answered_on")
        return pl.scan_parquet(files).select(COLUMNS).filter(
            (pl.col("indicator") == QUESTION) & pl.col("grade").is_not_null() & (day >= period.start)
            & (day < period.stop)
        )  # fmt: skip

    months = (
        kept(YEARS).join(known, on="site").group_by("service", pl.col("answered_on").dt.truncate("1mo"))
        .agg(pl.len(), favourable.sum().alias("favourable")).sort("service", "answered_on")
    )  # fmt: skip
    ranking = kept(YEAR).group_by("site").agg(pl.len(), favourable.mean().alias("share")).sort("share")
    return lambda: months.collect(), lambda: ranking.collect()


def _pandas(files: list[str], services: pd.DataFrame) -> tuple[Question, Question]:
    parts = [pd.read_parquet(path, columns=COLUMNS) for path in files]
    sites = pd.CategoricalDtype(sorted({code for part in parts for code in part["site"].unique()}))
    asked = pd.CategoricalDtype(sorted({code for part in parts for code in part["indicator"].unique()}))
    frame = pd.concat(
        [
            part.assign(
                site=part["site"].astype(sites), indicator=part["indicator"].astype(asked),
                answered_on=pd.to_datetime(part["answered_on"]), grade=part["grade"].astype("float32"),
            )
            for part in parts
        ],
        ignore_index=True,
    )  # fmt: skip

    def kept(period: Period) -> pd.DataFrame:
        day = frame["answered_on"]
        within = (day >= pd.Timestamp(period.start)) & (day < pd.Timestamp(period.stop))
        return frame[within & (frame["indicator"] == QUESTION) & frame["grade"].notna()]

    def months() -> object:
        rows = kept(YEARS).merge(services, on="site")
        return (
            (rows["grade"] >= 3).groupby([rows["service"], rows["answered_on"].dt.to_period("M")]).agg(["size", "sum"])
        )

    def ranking() -> object:
        rows = kept(YEAR)
        return (rows["grade"] >= 3).groupby(rows["site"], observed=True).mean().sort_values()

    return months, ranking


def _sqlite(files: list[str], services: pd.DataFrame) -> tuple[Question, Question]:
    connection = sqlite3.connect("")  # a file that goes with it
    services.to_sql("services", connection, index=False)
    for file in files:
        frame = pd.read_parquet(file, columns=COLUMNS)
        frame["answered_on"] = frame["answered_on"].astype("str")
        frame.to_sql("answers", connection, if_exists="append", index=False)
    connection.execute("create index asked on answers (indicator, answered_on)")
    months = _asked(_MONTHS, YEARS).replace("date_trunc('month', answered_on)", "substr(answered_on, 1, 7)")
    return (
        lambda: connection.execute(months).fetchall(),
        lambda: connection.execute(_asked(_RANKING, YEAR)).fetchall(),
    )
