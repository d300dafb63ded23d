"""If-None-Match, as RFC 9110 reads it."""

import pytest
from starlette.requests import Request

from dashboard.server.validators import has_already


def asked(value: str | None) -> Request:
    headers = [] if value is None else [(b"if-none-match", value.encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


@pytest.mark.parametrize("value", ['"a1"', 'W/"a1"', '"b2", W/"a1"', '"b2","a1"', "*", " * "])
@pytest.mark.parametrize("etag", ['"a1"', 'W/"a1"'])
def test_a_tag_is_compared_weakly(value: str, etag: str) -> None:
    assert has_already(asked(value), etag)


@pytest.mark.parametrize("value", [None, "", '"b2"', "a1", '"a1b2"', 'x"a1"', '"b2", "c3"'])
def test_another_tag_is_not_known(value: str | None) -> None:
    assert not has_already(asked(value), '"a1"')
