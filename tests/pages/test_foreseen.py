"""What the server computes in advance is what the pages ask when they open."""

from pathlib import Path

import pytest

from dashboard.config import settings
from dashboard.ui import cache, foreseen
from tests.pages.conftest import OpenPage

ANALYSES = "overview", "commitments", "services", "periods", "sites"


@pytest.mark.parametrize("page", ANALYSES)
def test_a_page_that_opens_finds_its_analyses_computed(
    page: str, open_page: OpenPage, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(demonstration))
    cache.forget()
    reader = cache.reader()
    assert reader is not None
    for compute in foreseen.views(reader, settings()):
        compute()
    computed: list[str] = []

    def noticed(self: cache.CachedReader, name: str, /, **params: object) -> list[tuple[object, ...]]:
        if name.startswith("observation"):
            computed.append(name)
        return kept(self, name, **params)

    kept = cache.CachedReader.read
    monkeypatch.setattr(cache.CachedReader, "read", noticed)

    assert not open_page(page, periode="2025").exception

    assert computed == []
