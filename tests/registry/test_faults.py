"""Short versions of the trials of `python -m tests.faults`."""

import subprocess
import sys
from pathlib import Path

from tests.faults import burst, registry

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_acknowledged_survives_a_kill() -> None:
    _, rows, sound = registry.run(5)
    assert sound, rows


def test_it_does_on_postgresql_too(postgresql_server: str) -> None:
    assert postgresql_server
    _, rows, sound = registry.run_on_postgresql(5)
    assert sound, rows


def test_registries_that_are_wrong_on_purpose_are_seen() -> None:
    _, rows, seen = registry.run_broken(5)
    assert seen, rows


def test_a_burst_loses_nothing() -> None:
    _, rows, sound = burst.run(200)
    assert sound, rows
    assert ("accepted", 200) in rows


def test_load_publish_and_undo_that_are_killed_leave_whole_data() -> None:
    """In a process of its own: it forks, and this one has threads."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults", "publication", "3"], cwd=ROOT, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
