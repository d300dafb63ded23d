"""One server for all the browser tests of a worker, one browser a module.

Run in parallel with `--dist loadfile`: a view is then visited once. (`loadgroup` of pytest-xdist 3.8.0 does not group
with pytest 9.2: it writes `item._nodeid`, which pytest no longer reads.)
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import harness
from tests.browser.harness import Server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """By module, not by session: see `running_browser`."""
    with harness.running_browser() as running:
        yield running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    harness.chromium()  # nothing is started where there is none
    home = harness.published_home(tmp_path_factory)
    with harness.running_server(home, tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a new session, light, on a laptop."""
    with harness.context(browser) as opened:
        yield opened.new_page()
