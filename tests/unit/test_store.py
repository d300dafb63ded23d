"""Reading a published file: what it refuses, and what happens to a session when a newer version is published."""

import threading
from pathlib import Path

import duckdb
import pytest

from dashboard.config import Settings
from dashboard.engine.query_file import parse
from dashboard.errors import StoreError
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from dashboard.store.version import current
from tests.builders import day, measure, reference, stage

START, STOP = day("2024-01"), day("2025-01")


def total(store: Store) -> float | None:
    [row] = reads.observations(store, indicators=["share"], start=START, stop=STOP, sites=["A"])
    return row.denominator


def test_nothing_published_is_said_in_a_sentence(settings: Settings) -> None:
    with pytest.raises(StoreError, match="Aucune donnée n’est publiée"):
        open_current(settings)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.duckdb"
    path.write_text("not a database" * 1000)
    with pytest.raises(StoreError, match="illisible ou endommagé"):
        Store(path)


def test_a_query_can_neither_write_nor_leave_the_file(store: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for sql in (f"select * from '{secret}'", f"select * from read_csv('{secret}')", "create table site (a integer)"):
        with pytest.raises(duckdb.Error):
            store.run(parse("attempt", f"-- An attempt.\n{sql}"), {})


def test_python_variables_are_out_of_reach(store: Store) -> None:
    hidden = [1, 2, 3]
    assert hidden
    with pytest.raises(duckdb.Error):
        store.run(parse("attempt", "-- An attempt.\nselect * from hidden"), {})


def test_a_session_keeps_its_version_while_a_newer_one_is_published(published: Settings) -> None:
    old, failures, done = open_current(published), [], threading.Event()

    def keep_reading() -> None:
        while not done.is_set():
            try:
                if total(old) != 150:
                    failures.append(total(old))
            except Exception as error:
                failures.append(error)

    readers = [threading.Thread(target=keep_reading) for _ in range(4)]
    for reader in readers:
        reader.start()
    for value in (60, 70):
        stage(published, measures=[measure("A", "2024-01", numerator=40, denominator=value)])
        publish(published, reference())
        assert total(open_current(published)) == 100 + value
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert (old.number, open_current(published).number) == (1, 3)


def test_a_session_outlives_the_removal_of_its_file(published: Settings) -> None:
    old = open_current(published)
    for value in (60, 70, 80):
        stage(published, measures=[measure("A", "2024-01", numerator=40, denominator=value)])
        publish(published, reference())
    assert not old.path.exists()
    assert total(old) == 150


def test_many_threads_share_one_store(store: Store) -> None:
    answers: list[float | None] = []
    threads = [threading.Thread(target=lambda: answers.append(total(store))) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [150] * 24


def test_a_truncated_file_is_refused_before_it_is_opened(published: Settings) -> None:
    version = current(published)
    assert version is not None
    version.path.write_bytes(version.path.read_bytes()[:-4096])
    with pytest.raises(StoreError, match="taille inattendue"):
        open_current(published)
