"""Requests that put up with a bad network: retries with growing delays, bounded sizes, redirects within one host."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from dashboard.errors import SourceError

T = TypeVar("T")
Query = Mapping[str, Any]

_MAX_REDIRECTS = 5
_MAX_LINE = 50_000_000
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})


class _Retry(Exception):
    """A failure that another attempt may mend. `after`: the delay that the server asks for, in seconds."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to insist: `attempts` in all, delays doubling from `first` to `longest` seconds."""

    attempts: int = 6
    first: float = 1.0
    longest: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def delay(self, failures: int, after: float | None) -> float:
        return min(self.longest, self.first * 2 ** (failures - 1)) if after is None else after


def _retry_after(response: httpx.Response) -> float | None:
    """The delay of the Retry-After header, in seconds (a date there is not read: the usual delay applies)."""
    text = response.headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdigit() else None


def _same_host(origin: str, target: str) -> bool:
    """Redirects stay on the host and the port, and may only go from http to https."""
    first, second = urlsplit(origin), urlsplit(target)
    same_port = first.port == second.port or (first.scheme, second.scheme) == ("http", "https")
    allowed = second.scheme == first.scheme or (first.scheme, second.scheme) == ("http", "https")
    return first.hostname == second.hostname and same_port and allowed


@dataclass(frozen=True, slots=True)
class Download:
    """Requests to one dataset, called `label` in sentences."""

    client: httpx.Client
    label: str
    patience: Patience

    def json(self, address: str, query: Query, max_bytes: int) -> Any:
        """The JSON of the answer. SourceError as soon as it cannot be one, or when attempts run out."""

        def attempt() -> Any:
            content = b"".join(self._chunks(address, query, max_bytes))
            try:
                return json.loads(content)
            except ValueError as error:
                if content.lstrip()[:1] not in (b"{", b"["):
                    raise self._not_json() from error
                raise _Retry("réponse interrompue") from error

        return self._insist(attempt, "relancer le chargement plus tard, il reprendra où il s’est arrêté")

    def lines(self, address: str, query: Query, max_bytes: int) -> Iterator[str]:
        """The lines of the answer that are not blank, as they come; to be run within `save`."""
        pending = b""
        for chunk in self._chunks(address, query, max_bytes):
            *whole, pending = (pending + chunk).split(b"\n")
            yield from (line.decode() for line in whole if line.strip())
            if len(pending) > _MAX_LINE:
                raise self._not_json()
        if pending.strip():
            yield pending.decode()

    def save(self, lines: Callable[[], Iterator[str]], path: Path) -> None:
        """Write the lines to `path`, from the first again after each failure."""

        def attempt() -> None:
            try:
                with path.open("w", encoding="utf-8") as file:
                    file.writelines(lines())
            except ValueError as error:
                raise _Retry("export interrompu par le portail") from error

        self._insist(attempt, "relancer le chargement plus tard")

    def _insist(self, attempt: Callable[[], T], advice: str) -> T:
        failures = 0
        while True:
            try:
                return attempt()
            except _Retry as failure:
                failures += 1
                delay = self.patience.delay(failures, failure.after)
                if failures >= self.patience.attempts or delay > 2 * self.patience.longest:
                    raise SourceError(
                        f"{self.label} : échec après {failures} essai{'s' * (failures > 1)} ({failure}) ; {advice}."
                    ) from failure
                self.patience.sleep(delay)

    def _chunks(self, address: str, query: Query, max_bytes: int) -> Iterator[bytes]:
        received = 0
        try:
            with self._answer(address, query) as response:
                self._check(response)
                for chunk in response.iter_bytes():
                    received += len(chunk)
                    if received > max_bytes:
                        raise SourceError(
                            f"{self.label} dépasse {max_bytes // 1_000_000} Mo : filtrer le jeu de données (« where »)."
                        )
                    yield chunk
        except httpx.InvalidURL as error:
            raise SourceError(f"{self.label} : l’adresse n’est pas valide ; la copier de nouveau.") from error
        except httpx.ConnectError as error:
            raise _Retry("connexion refusée ou portail injoignable, vérifier l’adresse et le réseau") from error
        except httpx.TimeoutException as error:
            raise _Retry("le portail ne répond pas") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Retry("connexion coupée") from error

    @contextmanager
    def _answer(self, address: str, query: Query) -> Iterator[httpx.Response]:
        """The answer after redirects, refused when they leave the host."""
        request = self.client.build_request("GET", address, params=query)
        for _ in range(_MAX_REDIRECTS):
            response = self.client.send(request, stream=True, follow_redirects=False)
            try:
                if not response.has_redirect_location:
                    yield response
                    return
                target = urljoin(str(request.url), response.headers["location"])
            finally:
                response.close()
            if not _same_host(str(request.url), target):
                host = urlsplit(target).hostname or "inconnu"
                raise SourceError(
                    f"{self.label} renvoie vers un autre site ({host}) : indiquer directement son adresse."
                )
            request = self.client.build_request("GET", target)
        raise SourceError(f"{self.label} : trop de redirections ; vérifier l’adresse.")

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in _RETRIED:
            busy = "trop de requêtes" if status == 429 else "portail indisponible"
            raise _Retry(f"{busy}, code {status}", _retry_after(response))
        if status == 404:
            raise SourceError(f"{self.label} est introuvable (code 404) : vérifier l’identifiant du jeu de données.")
        if status in (401, 403):
            raise SourceError(
                f"{self.label} : accès refusé (code {status}) ; vérifier que le jeu de données est public."
            )
        if status != 200:
            raise SourceError(f"{self.label} refuse la requête (code {status}) : vérifier les filtres de l’adresse.")
        if "html" in response.headers.get("content-type", ""):
            raise self._not_json()

    def _not_json(self) -> SourceError:
        return SourceError(
            f"{self.label} : la réponse n’est pas du JSON (page web ?) ; vérifier l’adresse du jeu de données."
        )
