"""An installation that several processes of a test run need: made once, copied for each."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def copied(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A copy, for this caller alone, of the home that `make` fills, once for all the workers of pytest-xdist."""
    base = factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, making = common / f"home-{name}", common / f"making-{name}"
    with (common / f"home-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(made)
    copy = factory.mktemp(name) / "home"
    shutil.copytree(made, copy)
    return copy


def demonstration(factory: pytest.TempPathFactory) -> Path:
    """A home with the small demonstration, made by the command itself: data and opinions that wait."""
    return copied(factory, "demonstration", _by_command)


def _by_command(home: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "dashboard", "demo", "--scale", "small"],
        cwd=ROOT,
        env={**os.environ, "BAROMETRE_HOME": str(home)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
