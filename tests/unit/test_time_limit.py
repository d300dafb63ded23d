"""A read that lasts too long is stopped with a sentence; the others, before and after, are not touched."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard.config import ROOT
from dashboard.engine.query_file import QueryFile
from dashboard.errors import BusyError
from dashboard.store import time_limit
from dashboard.store.store import Store

ENDLESS = "select sum(a.range * b.range) as total from range(10000000) a, range(100000) b where a.range % 7 <> b.range"
SHORT = "select 1 as one"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "published.duckdb"
    duckdb.connect(str(path)).close()
    with Store(path, longest_s=1) as opened:
        yield opened


def query(sql: str) -> QueryFile:
    return QueryFile("try", sql, "", {}, {})


def test_a_read_that_lasts_is_stopped_and_the_next_one_answers(store: Store) -> None:
    with pytest.raises(BusyError, match="arrêtée après 1\u00a0s"):
        store.run(query(ENDLESS), {})
    assert store.run(query(SHORT), {}) == [(1,)]
    assert time_limit._RUNNING == {}


def test_only_the_one_that_lasts_is_stopped(store: Store) -> None:
    with ThreadPoolExecutor(3) as pool:
        endless = pool.submit(store.run, query(ENDLESS), {})
        short = [pool.submit(store.run, query(SHORT), {}) for _ in range(20)]
        assert [one.result(10) for one in short] == [[(1,)]] * 20
        with pytest.raises(BusyError):
            endless.result(10)


def test_a_command_that_read_ends_in_silence(tmp_path: Path) -> None:
    """Its thread is ended before Python is."""
    path = tmp_path / "published.duckdb"
    duckdb.connect(str(path)).close()
    names = "import sys; from tests.unit.test_time_limit import *"
    script = f"{names}; store = Store(Path(sys.argv[1])); print(store.run(query(SHORT), {{}}))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[(1,)]\n", "")
