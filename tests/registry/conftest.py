"""Every test of the registry runs on SQLite and on PostgreSQL.

PostgreSQL is left out where it is not installed; BAROMETRE_REQUIRE_POSTGRESQL=1 makes that a failure.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dashboard.config import Settings
from dashboard.registry import database
from tests import postgresql
from tests.requirement import lacking


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a server that lasts as long as the tests."""
    if why := postgresql.missing():
        lacking("POSTGRESQL", why)
    with postgresql.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """An empty installation whose registry is on each of the two databases."""
    registry = ""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        name = f"registry_{os.getpid()}_{next(_NUMBERS)}"
        opened = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with opened.connect() as connection:
            connection.execute(text(f"create database {name}"))
        opened.dispose()
        registry = f"{server}/{name}"
    found = Settings(home=tmp_path / "home", registry=registry)
    yield found
    database.forget(found)


_NUMBERS = iter(range(1_000_000))
