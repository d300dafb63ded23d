"""A real server on a free port, a real Chromium, and what « the page is ready » means.

Environment: CHROMIUM (path of the browser), BAROMETRE_REQUIRE_BROWSER=1 (its absence is a failure, not a skip),
BAROMETRE_TEST_HOME (a folder with published data, instead of new demonstration data), BAROMETRE_TEST_ORIGIN (a server
that already runs, for instance an installation to be received).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.local_process import answers, free_port
from tests.requirement import lacking
from tests.shared_home import ROOT, demonstration

LAUNCHER = ROOT / "streamlit_app.py"
_FLAGS = ("--no-sandbox", "--force-color-profile=srgb", "--font-render-hinting=none", "--disable-dev-shm-usage")
_READY_LIMIT_MS = 60_000
expect.set_options(timeout=20_000)  # other tests take the processors too


@dataclass(frozen=True, slots=True)
class Server:
    """A server under test. `log` is None for one that we did not start."""

    origin: str
    log: Path | None = None


def chromium() -> str:
    """Path of the browser; skips the test, or fails it with BAROMETRE_REQUIRE_BROWSER=1, when there is none."""
    # The same engine without the windows of a desktop takes a fifth less of processor.
    candidates = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = os.environ.get("CHROMIUM") or next((found for name in candidates if (found := shutil.which(name))), None)
    if path is None:
        lacking("BROWSER", "no Chromium: install it with `make browser`, or give its path in CHROMIUM")
    return path


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Chromium, closed soon: Playwright keeps an event loop running in this thread, which no other test may meet."""
    path = chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield launched
        finally:
            launched.close()


def new_context(browser: Browser, *, theme: str = "light", width: int = 1366) -> BrowserContext:
    """A session of an English browser: whatever shows in French is our doing."""
    return browser.new_context(
        locale="en-US",
        timezone_id="Europe/Paris",
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
    )


@contextmanager
def context(browser: Browser, *, theme: str = "light", width: int = 1366) -> Iterator[BrowserContext]:
    """The same, with nothing in its cache, closed at the end."""
    opened = new_context(browser, theme=theme, width=width)
    try:
        yield opened
    finally:
        opened.close()


def ready(page: Page) -> None:
    """Wait until the script has run, the network is quiet and every chart is drawn.

    Charts arrive last: without the wait for skeletons, an accessibility check silently misses them.
    """
    # The footer is sent first in a run: before it, « not running » only means that the run has not begun.
    page.wait_for_selector("footer.spp-footer", state="attached", timeout=_READY_LIMIT_MS)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=_READY_LIMIT_MS)
    page.wait_for_load_state("networkidle", timeout=_READY_LIMIT_MS)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=_READY_LIMIT_MS)


def settled(page: Page) -> None:
    """After a click that the server hears a moment later: ready, and nothing has begun meanwhile."""
    ready(page)
    page.wait_for_timeout(300)
    ready(page)


def choose(page: Page, label: str, option: str) -> None:
    """Type in a list until one option is left, and take it. A list that is drawn again, or that the page moves, closes:
    this waits until nothing does, before and after."""
    settled(page)
    field = page.get_by_role("combobox", name=label, exact=True)
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    field.click()
    field.fill(option)
    page.get_by_role("option", name=option).first.click()
    if page.get_by_role("listbox").count():  # a list of several choices stays open; Escape empties the others
        page.keyboard.press("Escape")
    settled(page)


def published_home(factory: pytest.TempPathFactory) -> Path:
    """A home with demonstration data, for this caller alone."""
    if given := os.environ.get("BAROMETRE_TEST_HOME"):
        return Path(given)
    return demonstration(factory)


@contextmanager
def running_server(home: Path, log: Path) -> Iterator[Server]:
    """The application as an operator starts it, from another folder; ended by its own handle."""
    if given := os.environ.get("BAROMETRE_TEST_ORIGIN"):
        yield Server(given.rstrip("/"))
        return
    with own_server(home, log, lambda _origin: {}) as started:
        yield started


@contextmanager
def own_server(
    home: Path, log: Path, settings: Callable[[str], Mapping[str, str]], launcher: Path = LAUNCHER
) -> Iterator[Server]:
    """One of our own, whatever else runs, with the settings that its address calls for."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(launcher)]
    options = [f"--server.port={port}", "--server.address=127.0.0.1"]
    environment = {**os.environ, "BAROMETRE_HOME": str(home), **settings(f"http://127.0.0.1:{port}")}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [*command, *options], cwd=log.parent, env=environment, stdout=output, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            server = Server(f"http://127.0.0.1:{port}", log)
            _wait_until_it_answers(server, process)
            yield server
        finally:
            process.terminate()


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    if answers(f"{server.origin}/_stcore/health", process):
        return
    assert server.log is not None
    raise AssertionError(f"the server does not answer:\n{server.log.read_text(errors='replace')[-4000:]}")
