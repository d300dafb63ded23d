"""The pages opened through the router, without a browser."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard import demo
from dashboard.config import ROOT, settings
from dashboard.loading import load
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from tests.shared_home import copied

OpenPage = Callable[..., AppTest]


@pytest.fixture(autouse=True, scope="session")
def packages_read_once() -> Iterator[None]:
    """Each run of `AppTest` reads what every installed package says of itself: a quarter of the time of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the small demonstration, made as `python -m dashboard demo` makes it, without an opinion."""
    return copied(tmp_path_factory, "pages", _made)


def _made(home: Path) -> None:
    chosen = settings({"BAROMETRE_HOME": str(home)})
    demo.write_breaks(home)
    for source in demo.write(home / "demo", demo.SMALL):
        load(chosen, source.kind, [str(source.path)], mapping=source.mapping, margins=source.margins, demo=True)
    publish(chosen, reference(chosen))


def _follow(app: AppTest, address: dict[str, str | list[str]]) -> None:
    """Give the next run the parameters of an address: the first page keeps only its own."""
    app.query_params.clear()
    for key, value in address.items():
        app.query_params[key] = value


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, demonstration: Path) -> OpenPage:
    """`open_page("sites", periode="2025")`: the page after one run; `home` for another installation, `panels` for
    the keys of the panels that a person has opened."""

    def opened(
        name: str, *, home: Path = demonstration, panels: Sequence[str] = (), **address: str | list[str]
    ) -> AppTest:
        monkeypatch.setenv("BAROMETRE_HOME", str(home))
        app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
        _follow(app, address)
        for panel in panels:
            app.session_state[panel] = True
        app.run()
        if name != "overview":
            app.switch_page(f"../pages/{name}.py")
            _follow(app, address)
            app.run()
        return app

    return opened
