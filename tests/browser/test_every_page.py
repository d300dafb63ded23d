"""Every page of the menu, light and dark on a laptop, light on a phone: test_panels_and_keyboard.py has the dark phone.
Each view is visited once."""

from functools import cache

import pytest
from playwright.sync_api import Browser

from dashboard.ui.navigation import PAGES, title_of
from tests.browser.harness import Server
from tests.browser.observation import Observation, observe

pytestmark = pytest.mark.browser

SCREENS = (("light", 1366), ("dark", 1366), ("light", 390))
VIEWS = [(entry, *screen) for entry in PAGES for screen in SCREENS]
_observe = cache(observe)


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: f"{view[0].file.stem}-{view[1]}-{view[2]}")
def view(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Observation:
    entry, theme, width = request.param
    return _observe(browser, server, entry.path, theme, width)


def test_is_accessible(view: Observation) -> None:
    assert view.violations == ()


def test_asks_nothing_of_another_origin(view: Observation) -> None:
    assert view.foreign == ()


def test_runs_without_an_error_in_the_browser(view: Observation) -> None:
    """A refusal by the content security policy is one."""
    assert view.errors == ()


def test_says_that_it_is_in_french(view: Observation) -> None:
    assert view.language == "fr"


def test_has_no_english_word_of_streamlit(view: Observation) -> None:
    assert view.english == ()


def test_fits_the_screen(view: Observation) -> None:
    assert not view.wider_than_screen


def test_has_one_heading(view: Observation) -> None:
    assert view.heading.strip()


def test_footer_declares_the_accessibility_and_the_data(view: Observation) -> None:
    assert "Accessibilité\u00a0: non conforme" in view.footer
    assert "Données version" in view.footer


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_follows_the_system(browser: Browser, server: Server, theme: str) -> None:
    assert _observe(browser, server, "", theme, 1366).scheme == theme


def test_every_page_has_its_own_title(browser: Browser, server: Server) -> None:
    titles = [_observe(browser, server, entry.path, "light", 1366).title for entry in PAGES]
    assert titles == [title_of(entry) for entry in PAGES]
