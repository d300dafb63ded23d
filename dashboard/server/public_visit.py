"""One request to a public page: what was asked, what is published, and the answer that leaves."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard.analyses.public_sites import PublicSite, public_sites
from dashboard.catalog.brand_folder import brand_of
from dashboard.config import Settings, settings
from dashboard.errors import StoreError
from dashboard.public_pages.addresses import PREVIEW
from dashboard.public_pages.rendering import Frame
from dashboard.registry.visible_acts import last_visible_act
from dashboard.server import brand_files
from dashboard.server.own_files import address
from dashboard.server.public_copies import shared_answer
from dashboard.store.public_version import opens_on, public_version
from dashboard.store.version import Version
from dashboard.ui import cache
from dashboard.ui.cache import CachedReader
from dashboard.ui.page_shell import data_line
from dashboard.wording.dates import local_day
from dashboard.wording.publications import preview_line

_LONGEST_NUMBER = 10
UNKNOWN = "Cette adresse ne mène à aucune page\u00a0: vérifier comment elle est écrite."
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
HTML = "text/html"


class PublicRefusal(Exception):
    """What ends a request by a page of one sentence."""

    def __init__(self, status: int, title: str, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status, self.title, self.sentence, self.headers = status, title, sentence, dict(headers or {})


@dataclass(frozen=True, slots=True)
class Fields:
    """What a form sent: several values a name."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, content: bytes, most: int = 40) -> "Fields":
        """Raises ValueError when there are more fields than a form of ours has."""
        text = content.decode("ascii", "replace")
        return cls(tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=most, errors="replace")))

    def one(self, name: str) -> str:
        """The last value, empty without any."""
        return ([value for key, value in self.pairs if key == name] or [""])[-1]

    def every(self, name: str) -> tuple[str, ...]:
        """All the values, in order."""
        return tuple(value for key, value in self.pairs if key == name)


@dataclass(frozen=True)
class Visit:
    """`base`: the path under which the public pages are; `preview`: what the public will read, for agents. Settings and
    data are found once a visit: a page is of one version."""

    request: Request
    base: str
    fields: Fields = Fields()
    preview: bool = False
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    @cached_property
    def settings(self) -> Settings:
        """Those of this installation."""
        return settings()

    def reader(self) -> CachedReader:
        """What is published. Raises PublicRefusal when nothing is, StoreError when it cannot be read."""
        return self._reader

    @cached_property
    def _reader(self) -> CachedReader:
        found = cache.whole_reader() if self.preview else cache.public_reader(self.now)
        if found is None:
            if damaged := cache.refusal():
                raise StoreError(damaged)
            raise PublicRefusal(
                503, "Aucune donnée publiée", "Aucun site n’est encore publié\u00a0: revenir dans quelques jours."
            )
        return found

    def sites(self) -> Mapping[str, PublicSite]:
        """Every site by its code."""
        return self.reader().compute(public_sites)

    def site(self) -> PublicSite:
        """The one that the address names. Raises PublicRefusal when there is none."""
        found = self.sites().get(self.request.path_params.get("code", ""))
        if found is None:
            raise PublicRefusal(
                404, "Site inconnu", "Aucun site ne porte ce code\u00a0: le chercher par son nom ou sa commune."
            )
        return found

    @property
    def root(self) -> str:
        """The address that a page gives of itself and of the others, absolute: that of the installation, else the one
        at which it was asked; only a path when the request names no host."""
        if known := self.settings.public_address:
            return known
        host = self.request.headers.get("host", "")
        return f"{self.request.url.scheme}://{host}{self.base}" if _HOST.fullmatch(host) else self.base

    def frame(self, canonical: str = "", description: str = "") -> Frame:
        """What surrounds the page; without data when they cannot be read."""
        try:
            published = self.reader().version
            invented = cache.is_demonstration(published)
        except (PublicRefusal, StoreError):
            published, invented = None, False
        return Frame(
            self.base,
            application=self._application,
            preview=self._preview_line(published) if self.preview and published else "",
            style=self._file("public.css"),
            icon=self._file("favicon.svg"),
            data=data_line(published) if published else "",
            demonstration=invented,
            canonical="" if self.preview else canonical,
            description=description,
            brand=(one := brand_of(self.settings)),
            brand_files={name: self._within(path) for name, path in brand_files.addresses_of(one).items()},
        )

    def _file(self, name: str) -> str:
        return self._within(address(name))

    def _within(self, relative: str) -> str:
        """The address of a file of ours, from the root of the server."""
        return f"{self._application}/{relative.removeprefix('./')}"

    @property
    def _application(self) -> str:
        """The path at which the application is served."""
        return self.base.removesuffix(PREVIEW) if self.preview else self.base

    def _preview_line(self, published: Version) -> str:
        read = public_version(self.settings, self.now)
        waits = read is not None and read.sha256 != published.sha256
        return preview_line(published.number, local_day(opens_on(published, self.settings)) if waits else None)

    def number(self, name: str) -> int:
        """A page of a list, from the address or the form; 1 when it is not a number."""
        written = self.request.query_params.get(name) or self.fields.one(name)
        return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 1

    def numbered(self, name: str) -> int:
        """A number that is part of the address; 0 without any. Raises PublicRefusal when it is not one."""
        written = self.request.path_params.get(name, "0")
        if not (written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER):
            raise PublicRefusal(404, "Page inconnue", UNKNOWN)
        return int(written)

    def answer(self, html: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        """A page, kept by no cache: it shows what a person typed, or what was just published."""
        own = {"cache-control": "no-store", "content-security-policy": CONTENT_SECURITY_POLICY}
        return HTMLResponse(html, status, {**own, **(headers or {})})

    def shared(
        self,
        make: Callable[[], str],
        media_type: str = HTML,
        headers: Mapping[str, str] | None = None,
        *,
        typed: bool = True,
    ) -> Response:
        """A page that everybody reads alike, made once: it depends on its path, the version of the data, the
        settings, and what people typed since (`typed`). Raises RegistryUnavailableError."""
        if self.preview:
            return self.answer(make(), headers=headers)
        asked = self.request
        address = (self.root, self.base, asked.url.path)
        key = (address, self.reader().version.sha256, self.settings, last_visible_act(self.settings) if typed else 0)
        own = {"content-security-policy": CONTENT_SECURITY_POLICY, **(headers or {})}
        return shared_answer(asked, key, make, media_type, own)

    def redirect(self, address: str) -> RedirectResponse:
        """Another page, asked for by GET: to reload it sends nothing again."""
        return RedirectResponse(address, 303, {"cache-control": "no-store"})
