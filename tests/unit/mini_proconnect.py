"""A provider of identities as strict as ProConnect, on a port of this machine: state and nonce of 32 characters, no
parameter that it does not know, a code once, an access token for a minute, user information as a signed token."""

import base64
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "barometre", "un-secret-de-test"
ANNE = {"sub": "sub-anne", "given_name": "Anne", "usual_name": "Martin", "email": "anne@exemple.fr"}
_AUTHORIZE = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
_LOGOUT = {"id_token_hint", "state", "post_logout_redirect_uri"}
Claims = dict[str, Any]


def new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


def same(claims: Claims) -> Claims:
    return claims


@dataclass
class MiniProConnect:
    """`change_id` and `change_user` rewrite what it says; `sign` writes a token another way; `broken` are endpoints
    that answer 500; `ahead` is by how many seconds its clock is ahead of ours; `asked` counts what was asked."""

    issuer: str
    redirect: str = ""
    back: str = ""
    person: Claims = field(default_factory=lambda: dict(ANNE))
    key: RSAKey = field(default_factory=lambda: new_key("one"))
    published: list[RSAKey] = field(default_factory=list)
    change_id: Callable[[Claims], Claims] = same
    change_user: Callable[[Claims], Claims] = same
    sign: Callable[[Claims], str] | None = None
    discovery: Claims = field(default_factory=dict)
    user_media: str = "application/jwt"
    token_lifetime: float = 60.0
    broken: set[str] = field(default_factory=set)
    ahead: int = 0
    asked: list[str] = field(default_factory=list)
    codes: dict[str, Claims] = field(default_factory=dict)
    tokens: dict[str, float] = field(default_factory=dict)

    def serve(self, public_address: str) -> None:
        """Send people back to the application at this address, and nowhere else."""
        self.redirect = f"{public_address}/connexion/retour"
        self.back = f"{public_address}/deconnexion/retour"

    def application(self) -> Starlette:
        pages = {
            "/.well-known/openid-configuration": self._discovery,
            "/authorize": self._authorize,
            "/token": self._token,
            "/userinfo": self._userinfo,
            "/jwks": self._jwks,
            "/logout": self._logout,
        }
        return Starlette(
            routes=[Route(path, self._counted(path, page), methods=["GET", "POST"]) for path, page in pages.items()]
        )

    def signed(self, claims: Claims) -> str:
        if self.sign is not None:
            return self.sign(claims)
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def _counted(self, path: str, page: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            self.asked.append(path)
            if path in self.broken:
                return PlainTextResponse("sub-anne anne@exemple.fr", 500)
            answered: Response = await page(request)
            return answered

        return answer

    async def _discovery(self, _request: Request) -> Response:
        said = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("token", "userinfo")}
        said |= {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
        }
        return JSONResponse({name: value for name, value in (said | self.discovery).items() if value is not None})

    async def _authorize(self, request: Request) -> Response:
        said = request.query_params
        wrong = (
            set(said) != _AUTHORIZE
            or min(len(said["state"]), len(said["nonce"])) < 32
            or (said["client_id"], said["redirect_uri"], said["response_type"]) != (CLIENT, self.redirect, "code")
            or "openid" not in said["scope"].split()
        )
        if wrong:
            return PlainTextResponse("Y000400", 400)
        code = secrets.token_urlsafe(16)
        self.codes[code] = {"nonce": said["nonce"]}
        return RedirectResponse(f"{self.redirect}?{urlencode({'code': code, 'state': said['state']})}", 303)

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return JSONResponse({"error": "invalid_client"}, 401)
        found = self.codes.pop(form.get("code", ""), None)
        if found is None or form.get("redirect_uri") != self.redirect or form["grant_type"] != "authorization_code":
            return JSONResponse({"error": "invalid_grant", "error_description": "sub-anne"}, 400)
        access = secrets.token_urlsafe(16)
        self.tokens[access] = time.time() + self.token_lifetime
        claims = self._said({"sub": self.person["sub"], "nonce": found["nonce"]})
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": 60}
        return JSONResponse(answer | {"id_token": self.signed(self.change_id(claims))})

    async def _userinfo(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.tokens.get(token, 0) <= time.time():
            return JSONResponse({"error": "invalid_token"}, 401)
        return Response(self.signed(self.change_user(self._said(self.person))), media_type=self.user_media)

    async def _jwks(self, _request: Request) -> Response:
        keys = self.published or [self.key]
        return JSONResponse({"keys": [key.as_dict(private=False) for key in keys]})

    async def _logout(self, request: Request) -> Response:
        said = request.query_params
        hint = jwt.decode(said["id_token_hint"], self.key, algorithms=["RS256"])
        right = set(said) == _LOGOUT and len(said["state"]) >= 32 and said["post_logout_redirect_uri"] == self.back
        if not right or hint.claims["aud"] != CLIENT:
            return PlainTextResponse("Y000400", 400)
        return RedirectResponse(f"{self.back}?{urlencode({'state': said['state']})}", 303)

    def _said(self, claims: Mapping[str, Any]) -> Claims:
        now = int(time.time()) + self.ahead
        return {**claims, "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}


def unsigned(claims: Claims) -> str:
    """A token that says « alg: none »."""

    def part(content: Mapping[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none', 'kid': 'one'})}.{part(claims)}."


def signed_by_the_secret(claims: Claims) -> str:
    """A token signed with what the client itself knows."""
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 2))


@contextmanager
def running(public_address: str, host: str = "127.0.0.1") -> Iterator[MiniProConnect]:
    """It, known to an application at this address; `host`: another name of this machine, for another site."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        provider = MiniProConnect(f"http://{host}:{port}/api/v2")
        provider.serve(public_address)
        mounted = Starlette()
        mounted.mount("/api/v2", provider.application())
        server = uvicorn.Server(uvicorn.Config(mounted, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield provider
        finally:
            server.should_exit = True
            thread.join()
