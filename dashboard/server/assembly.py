"""What the ASGI application is made of: the arguments that streamlit_app.py gives to `st.App`."""

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from streamlit import config

from dashboard.config import ROOT, Settings, settings
from dashboard.errors import ConfigurationError
from dashboard.public_pages.addresses import PREVIEW
from dashboard.server.api_routes import api_routes
from dashboard.server.assets import CompressedAssets
from dashboard.server.brand_files import brand, brand_file
from dashboard.server.closed_doors import ClosedDoors
from dashboard.server.followed_requests import FollowedRequests
from dashboard.server.gate import Gate
from dashboard.server.lifespan import lifespan
from dashboard.server.log_lines import write_lines
from dashboard.server.metrics import metrics
from dashboard.server.own_files import own_file
from dashboard.server.own_path import SIGN_IN, SIGN_OUT
from dashboard.server.public_routes import public_routes
from dashboard.server.ready import ready
from dashboard.server.script_errors import OnScriptError, show_error
from dashboard.server.security_headers import SecurityHeaders
from dashboard.server.session_bound import SessionBound
from dashboard.server.shell import FrenchShell
from dashboard.server.sign_in_routes import sign_in_routes

_APART = ("/public/", f"{PREVIEW}/", "/api/", "/static/", "/media/", "/_stcore/", "/spp/")
"""How the paths begin of pages that Streamlit does not make, and of what is no page."""
SCRIPT = ROOT / "dashboard" / "app.py"


class Parts(TypedDict):
    """The keyword arguments of `st.App` that we use."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    lifespan: Callable[[Any], AbstractAsyncContextManager[None]]
    on_script_error: OnScriptError


def find_configuration() -> None:
    """Make .streamlit/config.toml found whatever the launcher and the current folder.

    `streamlit run` looks beside the launcher; under uvicorn Streamlit looks beside dashboard/app.py, where there is
    nothing, and the whole theme is lost as soon as the server is not started from the root of the repository.
    """
    if config._main_script_path is None:
        config._main_script_path = str(ROOT / "streamlit_app.py")


def take_log() -> None:
    """One form for every line that the server writes. Raises ConfigurationError."""
    write_lines(settings().log)


def take_brand() -> None:
    """Give Streamlit's theme the colours and the letters of the brand, before any page is drawn. Raises
    ConfigurationError."""
    one = brand()
    if one.folder is None:
        return
    for theme, accent in (("light", one.accent), ("dark", one.accent_dark)):
        for role in ("primaryColor", "linkColor"):
            config.set_option(f"theme.{theme}.{role}", accent)
    if one.family:
        config.set_option("theme.font", f"{one.family}, PublicSans, Arial, sans-serif")


def base_path() -> str:
    """`server.baseUrlPath` with a slash before and none after; empty at the root."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def check_proxies(one: Settings) -> None:
    """Raises ConfigurationError when uvicorn replaces the address of the proxy by the one that a visitor gives, before
    we can tell whether it is a proxy that we trust."""
    if one.sign_in.proxies and os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1").strip():
        raise ConfigurationError(
            "FORWARDED_ALLOW_IPS doit être vide quand BAROMETRE_TRUSTED_PROXIES est donné\u00a0: lancer "
            "«\u00a0python -m dashboard serve\u00a0», qui s’en charge, ou poser FORWARDED_ALLOW_IPS= avant de lancer."
        )


def parts() -> Parts:
    """Our routes and middleware. The first middleware is the outermost one. Raises ConfigurationError."""
    base, one = base_path(), settings()
    check_proxies(one)
    doors = (SIGN_IN, SIGN_OUT) if one.sign_in.provider else ()
    return Parts(
        routes=[
            Route(f"{base}/ready", ready),
            Route(f"{base}/metrics", metrics),
            Route(f"{base}/spp/static/{{name}}", own_file),
            Route(f"{base}/spp/brand/{{name}}", brand_file),
            *public_routes(base),
            *api_routes(base),
            *sign_in_routes(base, one),
        ],
        middleware=[
            Middleware(FollowedRequests, base=base, proxies=one.sign_in.proxies),
            Middleware(SecurityHeaders),
            Middleware(ClosedDoors, base=base),
            Middleware(Gate, settings=one, base=base),
            Middleware(SessionBound, most=one.sessions, base=base),
            Middleware(CompressedAssets, prefix=f"{base}/static/"),
            Middleware(FrenchShell, apart=tuple(f"{base}{path}" for path in (*_APART, *doors))),
        ],
        lifespan=lifespan,
        on_script_error=show_error,
    )
