"""The brand in a browser: its style and its files, and nothing else of its folder."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard.catalog.brand_folder import read_brand
from dashboard.server import brand_files, shell
from dashboard.server.security_headers import SecurityHeaders
from tests.brands import brand_folder
from tests.unit.asgi_client import Client


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("BAROMETRE_BRAND", str(brand_folder(tmp_path / "brand")))
    routes = [Route("/spp/brand/{name}", brand_files.brand_file)]
    return Client(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)]))


def test_the_style_gives_the_colours_and_the_logo(client: Client) -> None:
    answer = client.get("/spp/brand/brand.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "--spp-accent: light-dark(#7A0040, #FF9AC8);" in answer.text
    assert 'url("logo.svg?v=' in answer.text
    assert answer.headers["cache-control"] == "no-cache"  # asked without its digest
    assert "--spp-font" not in answer.text  # no letters of its own: those of the application


def test_a_logo_runs_nothing(client: Client) -> None:
    answer = client.get("/spp/brand/logo.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-security-policy"] == brand_files.DRAWING_POLICY
    again = client.get("/spp/brand/logo.svg", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["secret.txt", "brand.toml", "..%2Fbrand.toml", "absent.png"])
def test_nothing_else_leaves_the_folder(client: Client, name: str) -> None:
    assert client.get(f"/spp/brand/{name}").status_code == 404


def test_without_a_brand_there_is_no_style() -> None:
    client = Client(Starlette(routes=[Route("/spp/brand/{name}", brand_files.brand_file)]))
    assert client.get("/spp/brand/brand.css").status_code == 404
    assert "brand.css" not in shell._head()


def test_the_application_asks_for_the_style(client: Client) -> None:
    assert "./spp/brand/brand.css?v=" in shell._head()


def test_the_address_changes_with_the_content(tmp_path: Path) -> None:
    folder = brand_folder(tmp_path)
    before = read_brand(folder)
    (folder / "brand.toml").write_text((folder / "brand.toml").read_text().replace("#7A0040", "#7A0041"))
    after = read_brand(folder)
    assert brand_files._named(before, "brand.css") != brand_files._named(after, "brand.css")


def test_an_address_without_the_digest_of_its_file_is_not_kept(client: Client) -> None:
    """Its address holds its digest; under another one it is asked for again each time."""
    address = brand_files.addresses_of(brand_files.brand())["logo.svg"].removeprefix(".")
    assert "immutable" in client.get(address).headers["cache-control"]
    assert client.get(f"{address}0").headers["cache-control"] == "no-cache"
