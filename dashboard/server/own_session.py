"""A session is taken up again, after a cut, by the browser that opened it and by no other.

Streamlit gives a session to whoever knows its number, unless their `user_info` differ; without its own way of signing
in, nobody has any. Here it holds a digest of the secret that each browser has in its XSRF cookie.
"""

import secrets
from functools import wraps
from hashlib import sha256
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

BROWSER = "spp_browser"
_connect = Runtime.connect_session


def browser_of(client: SessionClient) -> str:
    """What tells a browser from another; never twice the same when it has no secret."""
    context = client.client_context
    cookie = context.cookies.get(XSRF_COOKIE_NAME) if context else None
    secret = decode_xsrf_token_string(cookie)[0] if cookie else None
    return sha256(secret or secrets.token_bytes()).hexdigest()


@wraps(_connect)
def _connected(runtime: Runtime, client: SessionClient, user_info: Any, *others: Any, **named: Any) -> str:
    return _connect(runtime, client, {**user_info, BROWSER: browser_of(client)}, *others, **named)


def keep_sessions_to_their_browser() -> None:
    """To be called before the first session."""
    Runtime.connect_session = _connected  # type: ignore[method-assign, assignment]
