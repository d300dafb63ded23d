"""The thread that copies the versions of another server; what `/ready`, `/metrics`, `doctor` and a page say of it."""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from dashboard import config
from dashboard.cli import diagnosed_data, diagnosed_following, diagnosed_settings
from dashboard.cli.diagnosis import State
from dashboard.config import Settings
from dashboard.errors import ConfigurationError
from dashboard.server import following_watch
from dashboard.server.ready import ready
from dashboard.store.following import Look, follow
from dashboard.store.publish import current
from dashboard.ui import cache
from dashboard.ui.sections import indicator_catalogue
from tests.server_log import written
from tests.unit.asgi_client import Client
from tests.unit.test_following import looked, next_version

client = Client(Starlette(routes=[Route("/ready", ready)]))
POSTGRESQL = "postgresql+psycopg://spp@127.0.0.1:1/spp"
SHARED = {"BAROMETRE_PUBLISHED_FROM": "/srv/partage", "BAROMETRE_REGISTRY": POSTGRESQL}


@pytest.fixture
def follower(published: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The installation of this process: it follows `published`. Its registry is a file, which settings refuse."""
    one = Settings(home=tmp_path / "second", memory_limit="500MB", published_from=published.published)
    monkeypatch.setattr(config, "settings", lambda: one)
    monkeypatch.setattr(following_watch, "settings", lambda: one)
    monkeypatch.setattr(following_watch, "LONGEST_WAIT_S", 0.01)
    following_watch._forget()
    yield one
    following_watch._forget()


def while_it_watches(*steps: Callable[[], object]) -> None:
    """Each step becomes true in its turn, while the thread looks every hundredth of a second."""

    async def serve() -> None:
        async with following_watch.follow_publications(None, period=0.01):
            for step in steps:
                limit = time.monotonic() + 60
                while not await asyncio.to_thread(step):
                    assert time.monotonic() < limit, step
                    await asyncio.sleep(0.01)

    asyncio.run(serve())


def serves(settings: Settings, number: int) -> bool:
    version = current(settings)
    return version is not None and version.number == number


def measured(settings: Settings) -> dict[str, list[float]]:
    return {
        family.name.removeprefix("barometre_following_"): [sample.value for sample in family.samples]
        for family in following_watch.families(settings)
    }


def test_what_is_published_is_copied_as_it_comes(
    published: Settings, follower: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="dashboard")
    before = time.time()
    while_it_watches(
        lambda: serves(follower, 1),
        lambda: next_version(published, 60),
        lambda: serves(follower, 2),
        lambda: measured(follower)["version"] == [2],
    )
    assert "INFO version_copied version=1 bytes=" in written(caplog)
    assert "INFO version_copied version=2 bytes=" in written(caplog)
    assert "ERROR" not in written(caplog)
    found = measured(follower)
    assert (found["answers"], found["agreed_timestamp_seconds"][0] >= before) == ([1], True)
    assert client.get("/ready").json() == {"status": "ready", "data_version": 2}


def test_a_failure_is_told_once_and_the_return_too(
    published: Settings, follower: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="dashboard")
    away = published.home / "away"
    looks: list[int] = []
    while_it_watches(
        lambda: serves(follower, 1),
        lambda: published.published.rename(away),
        lambda: measured(follower)["answers"] == [0],
        lambda: looks.append(1) or len(looks) > 20,
        lambda: client.get("/ready").status_code == 200,
        lambda: away.rename(published.published),
        lambda: measured(follower)["answers"] == [1],
    )
    told = written(caplog)
    assert told.count("publications_not_followed") == 1
    assert "n’existe pas" in told, "an operator reads what to do"
    assert told.count("publications_followed_again") == 1


def test_nothing_that_goes_wrong_ends_the_thread(
    follower: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [RuntimeError("a value of somebody"), MemoryError()]

    def failing(settings: Settings, folder: Path, now: dt.datetime, alive: Callable[[], None]) -> Look:
        if failures:
            raise failures.pop()
        return follow(settings, folder, now, alive)

    monkeypatch.setattr(following_watch, "follow", failing)
    while_it_watches(lambda: serves(follower, 1))
    assert "publications_not_followed" in written(caplog)
    assert "a value of somebody" not in written(caplog)


def test_not_ready_before_the_first_copy_unless_the_folder_says_nothing(
    published: Settings, follower: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that was stopped for a week is not to be sent anybody before it has what the others serve; but one
    whose network is down is of more use with what it has."""
    looked(follower)
    next_version(published, 60)
    go_on = Event()

    def slow(settings: Settings, folder: Path, now: dt.datetime, alive: Callable[[], None]) -> Look:
        go_on.wait(60)
        return follow(settings, folder, now, alive)

    def held_back() -> bool:
        answer = client.get("/ready")
        assert (answer.status_code, "en cours de copie" in answer.json()["message"]) == (503, True)
        return True

    def silent() -> bool:
        monkeypatch.setattr(following_watch, "SILENT_S", 0.0)
        assert measured(follower)["answers"] == [0]
        assert client.get("/ready").json()["data_version"] == 1
        monkeypatch.setattr(following_watch, "SILENT_S", 60.0)
        go_on.set()
        return True

    monkeypatch.setattr(following_watch, "follow", slow)
    while_it_watches(held_back, silent, lambda: serves(follower, 2), lambda: client.get("/ready").status_code == 200)


def test_why_nothing_is_served_yet(published: Settings, follower: Settings) -> None:
    following_watch._seen.has_looked = True  # another process of this machine is copying
    assert client.get("/ready").json()["message"].startswith("Aucune version n’est encore copiée")
    published.published.rename(published.home / "away")
    while_it_watches(lambda: following_watch.refusal())
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "est monté" in answer.json()["message"]


def test_a_server_that_publishes_follows_nobody(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following_watch, "settings", lambda: published)

    async def serve() -> None:
        async with following_watch.follow_publications(None):
            pass

    asyncio.run(serve())
    assert set(map(tuple, measured(published).values())) == {()}
    assert list(diagnosed_following.following(published)) == []


class TestDoctor:
    def test_the_folder_and_this_server_agree(self, follower: Settings) -> None:
        [line] = diagnosed_data.data(follower)
        assert (line.state, line.remedy) == (State.WRONG, "démarrer le serveur, qui copie la version publiée.")
        follower.published.mkdir(parents=True)
        (follower.published / ".data-000001.duckdb.tmp").write_bytes(b"half")
        [left] = [line for line in diagnosed_data.home(follower) if line.what == "Restes"]
        assert (left.state, "prochaine copie" in left.remedy) == (State.LOOK, True)
        [line] = diagnosed_following.following(follower)
        assert (line.state, "ce serveur aucune" in line.said) == (State.LOOK, True)
        looked(follower)
        [line] = diagnosed_following.following(follower)
        assert (line.state, line.said) == (State.GOOD, f"{follower.published_from}, version 1, servie ici.")
        [line] = diagnosed_data.data(follower)
        assert line.state is State.GOOD

    def test_this_server_is_late(self, published: Settings, follower: Settings) -> None:
        looked(follower)
        next_version(published, 60)
        [line] = diagnosed_following.following(follower)
        assert line.state is State.LOOK
        assert "désigne la version 2, ce serveur la 1" in line.said
        assert "publications_not_followed" in line.remedy

    def test_the_folder_is_away_or_silent(self, follower: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        gone = replace(follower, published_from=follower.home / "nowhere")
        [line] = diagnosed_following.following(gone)
        assert (line.state, "n’existe pas" in line.said) == (State.WRONG, True)
        waited = Event()
        monkeypatch.setattr(diagnosed_following, "LONGEST_S", 0.01)
        monkeypatch.setattr(diagnosed_following, "named_version", lambda *_: waited.wait(60))
        [line] = diagnosed_following.following(follower)
        waited.set()
        assert (line.state, "ne répond pas" in line.said) == (State.WRONG, True)

    def test_the_secret_of_cookies_is_to_be_shared(self) -> None:
        [line] = diagnosed_settings.secrets(SHARED)
        assert (line.state, "même STREAMLIT_SERVER_COOKIE_SECRET" in line.remedy) == (State.LOOK, True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"BAROMETRE_PUBLISHED_FROM": "partage"}, "commence par /"),
        ({"BAROMETRE_REGISTRY": ""}, "registre que tous les serveurs partagent"),
        ({"BAROMETRE_REGISTRY": "sqlite:////srv/registry.db"}, "registre que tous les serveurs partagent"),
        ({"BAROMETRE_HOME": "/srv", "BAROMETRE_PUBLISHED_FROM": "/srv/./published/"}, "celui où un autre serveur"),
    ],
)
def test_a_folder_that_cannot_be_followed(changed: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as refused:
        config.settings({**SHARED, **changed})
    assert "BAROMETRE_PUBLISHED_FROM" in str(refused.value)


def test_the_folder_is_not_asked_for_anything_by_the_settings() -> None:
    """It may be away, or not answer, when a server starts."""
    assert config.settings({**SHARED, "BAROMETRE_PUBLISHED_FROM": " /srv/nowhere/ "}).published_from == Path(
        "/srv/nowhere"
    )
    assert config.settings({}).published_from is None


def test_the_published_file_says_what_the_loads_would(
    published: Settings, follower: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The indicators of the installation, and whether its data are invented."""
    looked(follower)
    version = current(follower)
    assert version is not None
    cache.forget()
    assert cache.is_demonstration(version) is False
    known = indicator_catalogue._known(follower)
    assert known["share"].label == "Share"
    assert len(known) > 20, "and those of the program"
    assert "share" not in indicator_catalogue._known(replace(follower, published_from=None))
    version.path.write_bytes(b"x" * version.bytes)
    cache.forget()
    assert cache.is_demonstration(version) is False
    cache.forget()
