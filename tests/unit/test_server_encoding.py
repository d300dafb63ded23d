"""Which compression a browser gets."""

import gzip

import brotli
import pytest

from dashboard.server.encoding import Encoding, accepted, encode


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br, zstd", Encoding.BROTLI),
        ("gzip, deflate", Encoding.GZIP),
        ("GZIP", Encoding.GZIP),
        ("br;q=0, gzip;q=0.5", Encoding.GZIP),
        ("br;q=0, gzip;q=0", Encoding.IDENTITY),
        ("*", Encoding.BROTLI),
        ("br;q=0, *", Encoding.GZIP),
        ("*;q=0", Encoding.IDENTITY),
        ("identity", Encoding.IDENTITY),
        ("br;q=nonsense", Encoding.IDENTITY),
        ("", Encoding.IDENTITY),
    ],
)
def test_best_encoding_that_is_accepted(header: str, expected: Encoding) -> None:
    assert accepted(header) is expected


def test_encoded_content_comes_back_whole() -> None:
    content = "é".encode() * 10_000
    assert brotli.decompress(encode(content, Encoding.BROTLI)) == content
    assert gzip.decompress(encode(content, Encoding.GZIP)) == content
    assert encode(content, Encoding.IDENTITY) == content


def test_gzip_is_the_same_each_time() -> None:
    """No date in it: the ETag is a digest of these bytes."""
    assert encode(b"x" * 1000, Encoding.GZIP) == encode(b"x" * 1000, Encoding.GZIP)
