"""Headers that every answer carries: nothing may be fetched from, sent to, or framed by another origin, but what is
made to be embedded (public_embedding.py) and the open data (api_answer.py), which say so themselves."""

import base64
import hashlib

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The only inline script of Streamlit's page (index.html); a hash is narrower than 'unsafe-inline'.
# tests/unit/test_server_shell.py compares it with the installed version.
INLINE_SCRIPT = "\n      window.prerenderReady = false\n    "


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: 'sha256-{_digest(INLINE_SCRIPT)}'",  # blob: scripts of components v2
        "style-src 'self' 'unsafe-inline'",  # Streamlit and Plotly write <style> elements at run time
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",  # 'self' covers the WebSocket of the same host (CSP level 3)
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
OWN = ("content-security-policy", "cross-origin-resource-policy")
"""Those that an answer may set itself."""


class SecurityHeaders:
    """ASGI middleware that sets HEADERS on every HTTP answer, errors included. An answer of ours may have a policy of
    its own: narrower contents for a public page, a wider audience for the API."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**HEADERS, **{name: headers[name] for name in OWN if name in headers}})
            await send(message)

        await self._app(scope, receive, send_with_headers)
