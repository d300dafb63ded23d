"""What .streamlit/config.toml must keep: nobody else may speak to the pages, and nothing leaves the server."""

import asyncio
import tomllib
from pathlib import Path

import pytest
from streamlit import config, net_util
from streamlit.web.server import server_util

from dashboard.server import lifespan as server_lifespan
from dashboard.server.no_outside_request import stay_inside

ROOT = Path(__file__).resolve().parents[2]
FILE = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "enableCORS", True),
        ("server", "enableXsrfProtection", True),
        ("server", "xsrfCookieSameSite", "strict"),
        ("server", "enableStaticServing", False),
        ("server", "enableAgentApi", False),
        ("server", "maxUploadSize", 200),
        ("browser", "gatherUsageStats", False),
        ("browser", "serverAddress", "localhost"),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("logger", "enableRich", False),
        ("client", "allowedOrigins", []),
    ],
)
def test_a_guard_of_streamlit_is_set(section: str, name: str, value: object) -> None:
    assert FILE[section][name] == value
    assert f"{section}.{name}" in config.get_config_options()


def test_no_secret_is_in_the_file() -> None:
    assert "cookieSecret" not in FILE["server"]
    assert "secrets" not in {path.stem for path in (ROOT / ".streamlit").iterdir() if path.suffix == ".toml"}


def test_an_origin_elsewhere_is_refused_without_a_request_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("a request left the server"))
    stay_inside()
    assert not server_util.is_url_from_allowed_origins("https://ailleurs.test")
    assert server_util.is_url_from_allowed_origins("http://localhost:8501")


def test_the_server_stays_inside_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(server_lifespan, "stay_inside", lambda: called.append("stay"))
    monkeypatch.setattr(server_lifespan, "warm_up", lambda: called.append("warm"))

    class Nothing:
        def __init__(self, _app: object) -> None: ...
        async def __aenter__(self) -> None: ...
        async def __aexit__(self, *_: object) -> None: ...

    for name in ("collect_garbage", "foresee", "erase_each_day"):
        monkeypatch.setattr(server_lifespan, name, Nothing)

    async def start() -> None:
        async with server_lifespan.lifespan(None):
            called.append("served")

    asyncio.run(start())
    assert called == ["stay", "warm", "served"]
