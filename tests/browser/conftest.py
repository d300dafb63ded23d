"""One server and one browser for all the browser tests of a worker."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import harness
from tests.browser.harness import Server


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Browser:
    return harness.shared_browser(pytestconfig)


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """After `browser`, so that nothing is started where there is no Chromium."""
    home = harness.published_home(tmp_path_factory.getbasetemp())
    with harness.running_server(home, tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a new session, light, on a laptop."""
    with harness.context(browser) as opened:
        yield opened.new_page()
