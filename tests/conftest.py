"""A tiny installation for every test: its own folder, its own published file."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from dashboard.authority import acting
from dashboard.cli import main
from dashboard.config import Settings
from dashboard.domain.access import OPEN
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import answer, measure, reference, site, stage

# A test never asserts a duration, not even by default.
hypothesis_settings.register_profile("barometre", deadline=None)
hypothesis_settings.load_profile("barometre")


@pytest.fixture(autouse=True, scope="session")
def everything_allowed() -> Iterator[None]:
    """Tests call as the command line does: whoever holds the server. A page says by itself who looks."""
    with acting(OPEN):
        yield


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty installation."""
    return Settings(home=tmp_path / "home", memory_limit="500MB")


MadeOnce = Callable[[Callable[[Settings], object]], Settings]


@pytest.fixture(scope="session")
def made_homes() -> dict[object, Path]:
    """What `made_once` made in this process."""
    return {}


@pytest.fixture
def made_once(settings: Settings, made_homes: dict[object, Path], tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """`made_once(make)`: `settings`, holding what `make` puts in an empty installation; made once, copied for each test
    (a publication takes a second)."""

    def copied(make: Callable[[Settings], object]) -> Settings:
        key = make, replace(settings, home=Path())
        if key not in made_homes:
            made_homes[key] = tmp_path_factory.mktemp("made") / "home"
            make(replace(settings, home=made_homes[key]))
        shutil.copytree(made_homes[key], settings.home, dirs_exist_ok=True)
        return settings

    return copied


@pytest.fixture
def published(made_once: MadeOnce) -> Settings:
    """Two sites and a territory, a share over three months, and forty answers."""
    return made_once(_publish)


def _publish(settings: Settings) -> None:
    stage(
        settings,
        kind="spplus-structures",
        sites=[
            site("A"),
            site("B", region="11", department="75", city="Paris"),
            site("FR", level="nation", region=None, department=None, city=None),
        ],
    )
    stage(
        settings,
        measures=[
            *(measure("A", month, numerator=40, denominator=50) for month in ("2024-01", "2024-02", "2024-03")),
            *(measure("B", month, numerator=10, denominator=50) for month in ("2024-01", "2024-02")),
            measure("FR", "2024-03", 62.0, months=3),
        ],
    )
    stage(settings, kind="survey", answers=[answer("A", "2024-01-15", 1 + index % 4) for index in range(40)])
    publish(settings, reference())


@pytest.fixture
def store(published: Settings) -> Store:
    """The current version of `published`."""
    return open_current(published)


@pytest.fixture
def command(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`command("load", "measures", path)` gives the exit code, the standard output and the error output.

    `home` is the installation of the module of tests.
    """
    monkeypatch.setenv("BAROMETRE_HOME", str(home))

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dashboard", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main.run()
        written = capsys.readouterr()
        return int(ended.value.code or 0), written.out, written.err

    return run
