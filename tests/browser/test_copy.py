"""Copying from a page: the text or the address reaches the clipboard, with HTTPS or without, and it is said."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser

TEXT = "71,4\u00a0% (IC\u00a095\u00a0% [68,9\u00a0; 73,7])\nn\u00a0=\u00a01\u00a0234 « É »"
ADD = """([name, value]) => {
  const button = document.createElement('button');
  button.textContent = 'Copier';
  button.className = 'under-test';
  button.setAttribute(name, value);
  document.querySelector('[data-testid=stMain]').prepend(button);
}"""


def _clicked(page: Page, server: Server, attribute: str, value: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.origin)
    page.goto(f"{server.origin}/sites")
    harness.ready(page)
    page.evaluate(ADD, [attribute, value])
    page.locator(".under-test").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copié")).to_be_visible()


def test_text_is_copied_as_it_is(page: Page, server: Server) -> None:
    _clicked(page, server, "data-spp-copy", TEXT)
    assert page.evaluate("navigator.clipboard.readText()") == TEXT


def test_address_of_the_view_is_copied(page: Page, server: Server) -> None:
    _clicked(page, server, "data-spp-copy-address", "")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_text_is_copied_without_https(page: Page, server: Server) -> None:
    """There `navigator.clipboard` is missing; the focus stays on the button."""
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })")
    _clicked(page, server, "data-spp-copy", TEXT)
    assert page.evaluate("document.activeElement.className") == "under-test"
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { className: 'paste' }))")
    page.locator(".paste").focus()
    page.keyboard.press("Control+V")
    assert page.evaluate("document.activeElement.value") == TEXT


def test_refusal_is_said(page: Page, server: Server) -> None:
    page.goto(server.origin)
    harness.ready(page)
    page.evaluate(ADD, ["data-spp-copy", TEXT])
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.locator(".under-test").press("Enter")
    expect(page.get_by_role("status").filter(has_text="refusé la copie")).to_be_visible()
