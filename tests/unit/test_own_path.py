"""After signing in, a person goes on within the application, whatever the address asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import RedirectResponse

from dashboard.server.own_path import own_path


@pytest.mark.parametrize("base", ["", "/barometre"])
@pytest.mark.parametrize(
    "path", ["/", "/sites", "/sites?site=A&mois=2024-01", "/apercu/public/sites/A", "/?q=%2F%2Fa.fr", "/é%20b?x=//a.fr"]
)
def test_a_path_of_ours_is_kept(base: str, path: str) -> None:
    assert own_path(base + path, base) == base + path


@pytest.mark.parametrize(
    "written",
    [
        "",
        "sites",
        "https://mechant.test/",
        "HTTPS:mechant.test",
        "//mechant.test",
        "///mechant.test",
        "/\\mechant.test",
        "\\\\mechant.test",
        "/\t/mechant.test",
        "/\n/mechant.test",
        "/\r\nLocation: https://mechant.test",
        " //mechant.test",
        "/ /mechant.test",
        "\x00//mechant.test",
        "/sites\x7f",
        "/\u00a0/mechant.test",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:/mechant.test",
        "//user@mechant.test",
        "//[::1",
        "/..//mechant.test",
        "/.//mechant.test",
        "/%2e%2e/autre",
        "/%2e/%2fmechant.test",
        "/%5cmechant.test",
        "/%2fmechant.test",
        "/a/../b",
        "/sites#fragment",
        "/connexion?next=/",
        "/deconnexion?jeton=x",
        "/" + "a" * 2001,
    ],
)
def test_anything_else_leads_to_the_first_page(written: str) -> None:
    assert own_path(written, "") == "/"
    assert own_path(f"/barometre{written}", "/barometre") in {"/barometre/", f"/barometre{written}"}
    assert own_path(written, "/barometre") == "/barometre/"


def test_a_neighbour_of_the_base_is_not_ours() -> None:
    assert own_path("/barometre-faux/x", "/barometre") == "/barometre/"
    assert own_path("/barometre/../autre", "/barometre") == "/barometre/"
    assert own_path("/barometre", "/barometre") == "/barometre/"


@given(st.text(alphabet=st.sampled_from(list("/\\.:%2efa?@#\t\r\n h\u00a0é")), max_size=12))
def test_no_writing_leaves_the_application(written: str) -> None:
    found = own_path(written, "/barometre")
    assert found.startswith("/barometre/")
    assert RedirectResponse(found).headers["location"].startswith("/barometre/")
