"""Public pages that everybody reads alike: made once, kept in memory and compressed, asked for again by their ETag."""

import hashlib
from collections.abc import Callable, Hashable, Mapping
from threading import Condition

from cachetools import LRUCache, cached
from starlette.requests import Request
from starlette.responses import Response

from dashboard.server.encoding import Encoding, accepted, encode
from dashboard.server.validators import has_already

KEPT_BYTES = 64 * 1024 * 1024
"""Pages with their compressed copies: some 1,500 sites. The others are made again, out of results that are kept."""

QUALITY = 5
"""Of the compression: a page is compressed while its reader waits."""

SHARED = "public, max-age=300, stale-while-revalidate=3600"
"""Five minutes, and an hour more while a newer page is fetched: a cache may show a withdrawn opinion that long."""


class Copy:
    """One page: its bytes, what names them, and the compressed copies made so far."""

    def __init__(self, content: bytes) -> None:
        self.etag = f'W/"{hashlib.sha256(content).hexdigest()[:24]}"'
        self._encoded = {Encoding.IDENTITY: content}

    @property
    def size(self) -> int:
        """Bytes, with room for the compressed copies."""
        return 2 * len(self._encoded[Encoding.IDENTITY]) + 500

    def content(self, encoding: Encoding) -> bytes:
        """Two threads may compress the same page at once: the bytes are the same."""
        if encoding not in self._encoded:
            self._encoded[encoding] = encode(self._encoded[Encoding.IDENTITY], encoding, QUALITY)
        return self._encoded[encoding]


_COPIES: LRUCache[Hashable, Copy] = LRUCache(KEPT_BYTES, getsizeof=lambda copy: copy.size)


def forget() -> None:
    """Empty what is kept, for a test or a benchmark."""
    _COPIES.clear()


@cached(_COPIES, key=lambda key, _make: key, condition=Condition())
def _copy(key: Hashable, make: Callable[[], str]) -> Copy:
    """Two visitors who come together make a page once; a page that is refused is not kept."""
    return Copy(make().encode())


def shared_answer(
    request: Request, key: Hashable, make: Callable[[], str], media_type: str, headers: Mapping[str, str]
) -> Response:
    """What `make` gives for `key`, or 304 when the browser has it already. `key` holds everything that the page depends
    on; the ETag is drawn from the page itself."""
    copy = _copy(key, make)
    own = {**headers, "cache-control": SHARED, "etag": copy.etag, "vary": "Accept-Encoding"}
    if has_already(request, copy.etag):
        return Response(status_code=304, headers=own)
    encoding = accepted(request.headers.get("accept-encoding", ""))
    if encoding is not Encoding.IDENTITY:
        own["content-encoding"] = encoding.value
    return Response(copy.content(encoding), headers=own, media_type=media_type)
