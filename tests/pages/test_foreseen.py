"""What the server computes in advance is what the pages ask when they open."""

from pathlib import Path

import pytest

from dashboard.config import settings
from dashboard.store import reads
from dashboard.ui import cache, foreseen
from tests.pages.conftest import OpenPage

ANALYSES = "overview", "commitments", "services", "periods", "sites"


@pytest.mark.parametrize("page", ANALYSES)
def test_a_page_that_opens_finds_its_analyses_computed(
    page: str, open_page: OpenPage, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _start(demonstration, monkeypatch)
    reader = cache.whole_reader()
    assert reader is not None
    for compute in foreseen.views(reader, settings()):
        compute()
    computed = _reads_of_observations(monkeypatch)

    assert not open_page(page, periode="2025").exception

    assert computed == []


@pytest.mark.parametrize("page", ANALYSES)
def test_so_does_a_page_on_one_service(
    page: str, open_page: OpenPage, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _start(demonstration, monkeypatch)
    monkeypatch.setattr(foreseen, "SERVICE_VIEWS", 1)
    reader = cache.whole_reader()
    assert reader is not None
    for compute in foreseen.views_of_services(reader, settings()):
        compute()
    computed = _reads_of_observations(monkeypatch)
    service = reads.services(reader)[0].code

    assert not open_page(page, service=service).exception

    assert computed == []


def _start(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(demonstration))
    cache.forget()


def _reads_of_observations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The reads of figures from now on, for whoever looks later."""
    computed: list[str] = []

    def noticed(self: cache.CachedReader, name: str, /, **params: object) -> list[tuple[object, ...]]:
        if name.startswith("observation"):
            computed.append(name)
        return kept(self, name, **params)

    kept = cache.CachedReader.read
    monkeypatch.setattr(cache.CachedReader, "read", noticed)
    return computed
