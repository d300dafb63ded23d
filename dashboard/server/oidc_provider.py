"""The provider of identities, asked by OpenID Connect as ProConnect wants it: authorization code, user information as
a signed token. The only server that this one ever calls."""

import datetime as dt
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from dashboard.domain.access import Person
from dashboard.sign_in_settings import Provider

ALGORITHM = "RS256"
"""The only one that is accepted, whatever a token or the provider says."""
SKEW_S = 60
"""By how much the two clocks may differ."""
TIMEOUT_S = 10.0
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
_CODE = re.compile(r"[a-z_]{1,40}")


class ProviderError(Exception):
    """Why nobody could be identified: for the log, hence neither a token nor anything said of a person."""


@dataclass(frozen=True, slots=True)
class Identified:
    """A person and the ID token that names them, asked for again to leave the provider."""

    person: Person
    id_token: str


class OidcProvider:
    """What it says of itself is read once, and again after anything went wrong."""

    def __init__(self, provider: Provider, redirect: str) -> None:
        self._provider, self._redirect = provider, redirect
        self._known: dict[str, str] = {}
        self._keys: KeySet | None = None

    async def authorize_address(self, state: str, nonce: str) -> str:
        """Where a person signs in, with the parameters that ProConnect knows and no other. Raises ProviderError."""
        known = await self._metadata()
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": self._redirect,
            "scope": self._provider.scopes,
            "state": state,
            "nonce": nonce,
        }
        return _with(known["authorization_endpoint"], asked)

    async def identified(self, code: str, nonce: str) -> Identified:
        """Whom a code stands for; it is worth something once. Raises ProviderError."""
        try:
            tokens = await self._tokens(code)
            client, issuer = self._provider.client_id, (await self._metadata())["issuer"]
            named = await self._claims(tokens["id_token"], iss=issuer, aud=client, nonce=nonce)
            _require(named, "exp", "iat", "sub")
            if named.get("azp", client) != client:
                raise ProviderError("the ID token is for another client (azp)")
            said = await self._claims(
                await self._user_information(tokens["access_token"]), iss=issuer, aud=client, sub=named["sub"]
            )
            return Identified(_person(said), tokens["id_token"])
        except ProviderError:
            self._known = {}
            raise

    async def leave_address(self, id_token: str, state: str, back: str) -> str:
        """Where a person leaves the provider, empty when it has no such place. Raises ProviderError."""
        if not (end := (await self._metadata()).get("end_session_endpoint")) or not id_token:
            return ""
        return _with(end, {"id_token_hint": id_token, "state": state, "post_logout_redirect_uri": back})

    async def _metadata(self) -> Mapping[str, str]:
        if not self._known:
            address = f"{self._provider.issuer}/.well-known/openid-configuration"
            said = _mapping(await self._ask("discovery", "GET", address))
            if str(said.get("issuer", "")).rstrip("/") != self._provider.issuer:
                raise ProviderError("discovery names another issuer")
            found = {name: said[name] for name in (*_ENDPOINTS, "end_session_endpoint") if name in said}
            for name in _ENDPOINTS:
                if name not in found:
                    raise ProviderError(f"discovery has no {name}")
            for name, value in found.items():
                if not isinstance(value, str) or _origin(value) != _origin(self._provider.issuer):
                    raise ProviderError(f"{name} is not at the address of the issuer")
            self._known = {"issuer": str(said["issuer"]), **found}
        return self._known

    async def _tokens(self, code: str) -> dict[str, str]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect,
            "client_id": self._provider.client_id,
            "client_secret": self._provider.client_secret,
        }
        known = await self._metadata()
        said = _mapping(await self._ask("the token endpoint", "POST", known["token_endpoint"], data=form))
        found = {name: said.get(name) for name in ("access_token", "id_token")}
        for name, value in found.items():
            if not isinstance(value, str) or not value:
                raise ProviderError(f"the token endpoint gives no {name}")
        return {name: str(value) for name, value in found.items()}

    async def _user_information(self, access_token: str) -> str:
        # Asked at once, without looking at the age of the token: ProConnect's lives for a minute.
        known = await self._metadata()
        headers = {"authorization": f"Bearer {access_token}"}
        answer = await self._ask("the userinfo endpoint", "GET", known["userinfo_endpoint"], headers=headers)
        if answer.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/jwt":
            raise ProviderError("the userinfo endpoint gives no signed token")
        return answer.text

    async def _claims(self, token: str, **expected: str) -> dict[str, Any]:
        """Those of a token that the provider signed for us. Keys are read again once when it uses one that is new."""
        registry = JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)
        try:
            try:
                read = jwt.decode(token, await self._key_set(), registry=registry)
            except InvalidKeyIdError:
                read = jwt.decode(token, await self._key_set(again=True), registry=registry)
            options: dict[str, Any] = {name: {"essential": True, "value": value} for name, value in expected.items()}
            now = int(dt.datetime.now(dt.UTC).timestamp())
            jwt.JWTClaimsRegistry(now, SKEW_S, **options).validate(read.claims)
        except JoseError as error:
            raise ProviderError(f"a token is refused: {error.error} {getattr(error, 'claim', '')}".strip()) from None
        except (ValueError, TypeError, KeyError) as error:
            raise ProviderError(f"a token cannot be read: {type(error).__name__}") from None
        return dict(read.claims)

    async def _key_set(self, *, again: bool = False) -> KeySet:
        if self._keys is None or again:
            said = await self._ask("the keys", "GET", (await self._metadata())["jwks_uri"])
            self._keys = KeySet.import_key_set(_mapping(said))  # type: ignore[arg-type]
        return self._keys

    async def _ask(self, what: str, method: str, address: str, **content: Any) -> httpx.Response:
        """An answer 200. What it says is never part of the reason, but for the code of an OAuth error."""
        try:
            async with httpx.AsyncClient(verify=_trusted(), timeout=TIMEOUT_S, follow_redirects=False) as client:
                answer = await client.request(method, address, **content)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ProviderError(f"{what} does not answer: {type(error).__name__}") from None
        if answer.status_code != 200:
            raise ProviderError(f"{what} answers {answer.status_code} {_code_of(answer)}".strip())
        return answer


@cache
def _trusted() -> ssl.SSLContext:
    """The certificate authorities, read once a process."""
    return httpx.create_ssl_context()


def _person(said: Mapping[str, Any]) -> Person:
    def text(*names: str) -> str:
        found = next((str(said[name]) for name in names if isinstance(said.get(name), str)), "")
        return " ".join("".join(letter if letter.isprintable() else " " for letter in found).split())

    name = text("name") or f"{text('given_name')} {text('usual_name', 'family_name')}".strip()
    return Person(str(said["sub"]), name[:120], text("email")[:254])


def _require(claims: Mapping[str, Any], *names: str) -> None:
    for name in names:
        if not claims.get(name):
            raise ProviderError(f"the ID token has no {name}")
    subject = claims["sub"]
    if not isinstance(subject, str) or len(subject) > 255 or not subject.isprintable() or not subject.strip():
        raise ProviderError("the ID token has an unusable sub")


def _mapping(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise ProviderError("the answer is no JSON object")
    return said


def _code_of(answer: httpx.Response) -> str:
    try:
        code = str(_mapping(answer).get("error", ""))
    except ProviderError:
        return ""
    return code if _CODE.fullmatch(code) else ""


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()


def _with(address: str, parameters: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
