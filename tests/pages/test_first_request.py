"""The first request that a fresh server gets is for a page other than the first one.

Streamlit's old page discovery would run `pages/sites.py` alone, without the shared filters; it is never on, because
the router is in a folder of its own (docs/decisions/0005-launcher-layout.md).
"""

from pathlib import Path

import pytest

from dashboard.ui.navigation import PAGES
from tests.browser import harness

pytestmark = pytest.mark.browser

SITES = next(entry for entry in PAGES if entry.file.stem == "sites")


def test_deep_link_on_a_fresh_server_has_the_shared_filters(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    harness.chromium()
    home = harness.published_home(tmp_path_factory)
    with (
        harness.running_server(home, tmp_path / "server.log") as server,
        harness.running_browser() as browser,
        harness.context(browser) as opened,
    ):
        page = opened.new_page()
        page.goto(f"{server.origin}/{SITES.path}")
        harness.ready(page)
        assert page.title().startswith(SITES.title)
        assert page.locator(".st-key-filtres").is_visible()
    assert server.log is None or "lifespan hooks will be skipped" not in server.log.read_text(errors="replace")
