"""The server erases by itself what may no longer be kept, and goes on after a failure."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.config import Settings
from dashboard.registry.left_reviews import contact_of
from dashboard.registry.retention import Erased, erase_expired
from dashboard.server.erasure import erase_each_day
from tests.registry.acts import NOW, acts, after, left
from tests.server_log import written


def serve(period: float, until: float) -> None:
    """Let the server live for `until` seconds."""

    async def lived() -> None:
        async with erase_each_day(None, period):
            await asyncio.sleep(until)

    asyncio.run(lived())


@pytest.fixture
def chosen(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The installation that the environment names."""
    monkeypatch.setenv("BAROMETRE_HOME", str(settings.home))
    monkeypatch.setenv("BAROMETRE_REGISTRY", settings.registry)
    return settings


def test_a_server_erases_when_it_starts(chosen: Settings) -> None:
    old = left(chosen, email="a@exemple.fr")  # left in March 2026, long ago for the clock of the server
    _wait_for(lambda: contact_of(chosen, old) is None, period=3_600)
    assert acts(chosen, "left_review", old)[-1] == ("programme", "email_erased")


def test_it_erases_again_after_a_failure(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    old = left(chosen, email="a@exemple.fr")
    with caplog.at_level(logging.ERROR), monkeypatch.context() as broken:
        broken.setenv("BAROMETRE_EMAIL_DAYS", "beaucoup")
        serve(period=0.01, until=0.1)
    assert "BAROMETRE_EMAIL_DAYS" in written(caplog)
    assert contact_of(chosen, old) == "a@exemple.fr"
    _wait_for(lambda: contact_of(chosen, old) is None, period=0.01)


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_no_registry_is_made_to_erase_nothing(chosen: Settings) -> None:
    assert erase_expired(chosen, NOW) == Erased(0, 0)
    assert not chosen.home.exists()


def test_servers_that_erase_at_once_write_one_line(settings: Settings) -> None:
    numbers = [left(settings, f"avis {rank}", email="a@exemple.fr") for rank in range(5)]
    with ThreadPoolExecutor(4) as pool:
        erased = list(pool.map(lambda _: erase_expired(settings, after(days=100)).emails, range(4)))
    assert sorted(erased) == [0, 0, 0, 5]
    for number in numbers:
        assert acts(settings, "left_review", number) == [("usager", "left"), ("programme", "email_erased")]


def _wait_for(condition: Callable[[], bool], period: float) -> None:
    """Let the server live until something is true."""

    async def lived() -> None:
        async with erase_each_day(None, period):
            limit = time.monotonic() + 20
            while not condition() and time.monotonic() < limit:
                await asyncio.sleep(0.02)

    asyncio.run(lived())
    assert condition()
