"""/ready, unexpected errors, and the collection of garbage."""

import asyncio
import datetime as dt
import gc
import hashlib
import logging
import re
from pathlib import Path
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from dashboard import config
from dashboard.registry import database
from dashboard.registry.saved_views import save_view
from dashboard.server.garbage import OBJECTS, collect_garbage
from dashboard.server.log_lines import TextLines
from dashboard.server.ready import ready
from dashboard.store import version
from dashboard.store.version import Version
from tests.unit.asgi_client import Client

client = Client(Starlette(routes=[Route("/ready", ready)]))


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> config.Settings:
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path))
    return config.settings()


def _publish(installation: config.Settings, content: bytes = b"data", build: str = version.build_signature(11)) -> None:
    installation.published.mkdir()
    (installation.published / "data-000007.duckdb").write_bytes(content)
    described = Version(
        number=7,
        file="data-000007.duckdb",
        sha256=hashlib.sha256(b"data").hexdigest(),
        bytes=4,
        built_at=dt.datetime(2026, 11, 3, 13, 5, tzinfo=dt.UTC),
        digest="1" * 64,
        loads=(1,),
        folder=installation.published,
        build=build,
    )
    version.point_to(installation, described)


def test_not_ready_before_the_first_publication(installation: config.Settings) -> None:
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["message"].startswith("Aucune donnée n’est publiée")
    assert answer.headers["cache-control"] == "no-store"


def test_ready_names_the_version_of_the_data(installation: config.Settings) -> None:
    _publish(installation)
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "data_version": 7})


def test_not_ready_when_a_byte_of_the_data_changed(installation: config.Settings) -> None:
    _publish(installation)
    assert client.get("/ready").status_code == 200
    (installation.published / "data-000007.duckdb").write_bytes(b"dato")
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "endommagé" in answer.json()["message"]
    assert "undo" in answer.json()["message"]


def test_not_ready_when_the_registry_is_damaged_or_gone(installation: config.Settings) -> None:
    _publish(installation)
    save_view(installation, "Comité", "services", {})
    assert client.get("/ready").status_code == 200
    path = installation.home / "registry.db"
    database.leave_no_trace(installation)
    database.forget(installation)
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    assert "est endommagé" in client.get("/ready").json()["message"]
    database.forget(installation)
    path.unlink()
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "a disparu" in answer.json()["message"]
    assert not path.exists(), "nobody made an empty one in its place"


def test_not_ready_when_another_program_built_the_data(installation: config.Settings) -> None:
    _publish(installation, build="another")
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "autre version du programme" in answer.json()["message"]


def test_not_ready_when_the_data_are_damaged(installation: config.Settings) -> None:
    _publish(installation, content=b"truncated file")
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "endommagé" in answer.json()["message"]


def _refused() -> None:
    from dashboard.errors import QueryError
    from dashboard.server.script_errors import show_error

    show_error(QueryError("L’indicateur « x » n’existe pas."))


def _failed() -> None:
    from dashboard.server.script_errors import show_error

    try:
        raise RuntimeError("secret detail")
    except RuntimeError as error:
        show_error(error)


def test_refusal_is_shown_as_it_is() -> None:
    [shown] = AppTest.from_function(_refused).run().error
    assert shown.value == "L’indicateur « x » n’existe pas."


def test_unexpected_error_shows_the_reference_of_a_line_that_says_where_and_no_value(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="dashboard"):
        [shown] = AppTest.from_function(_failed).run().error
    [line] = [TextLines().format(record) for record in caplog.records if record.name == "dashboard"]
    assert "secret detail" not in shown.value + line
    [reference] = re.findall(r"reference=([0-9a-f]{8})", line)
    assert reference in shown.value
    assert 'error="builtins.RuntimeError at ' in line


def test_garbage_is_collected_while_the_server_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    collected = Event()
    monkeypatch.setattr(gc, "freeze", lambda: None)  # would outlive this test

    async def serve() -> None:
        async with collect_garbage(None, period=0.001):
            assert gc.get_threshold()[0] == OBJECTS
            monkeypatch.setattr(gc, "collect", lambda: collected.set())
            await asyncio.to_thread(collected.wait, 10)

    usual = gc.get_threshold()
    asyncio.run(serve())
    assert collected.is_set()
    assert gc.get_threshold() == usual
