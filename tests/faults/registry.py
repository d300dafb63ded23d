"""Trials on the registry: a process that writes is killed by SIGKILL at random, then what is left is read."""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from dashboard.config import Settings
from tests import postgresql
from tests.faults.broken import BROKEN
from tests.faults.state import State, broken_rules, missing_acts, state_of

ROOT = Path(__file__).resolve().parents[2]
SAME_REGISTRY = 5
"""Trials on one registry before a new one: the first is killed while the registry is made, too."""
LONGEST_START = 60.0
SETTLING = 0.3
LOST = "acknowledged and lost or changed"
HALF_DONE = "half done, or without its audit line"


@dataclass
class Tally:
    """What all the trials found."""

    chance: random.Random = field(default_factory=lambda: random.Random(20260302))
    trials: int = 0
    before_first: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    unsaid: int = 0
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Nothing lost, nothing half done, no error shown."""
        return not (self.lost or self.broken or self.errors)


def run(trials: int, broken: str = "") -> tuple[str, list[tuple[str, object]], bool]:
    """Title, rows and verdict of the table; one trial in five has two processes that write at once."""
    tally = Tally()
    for count in _groups(trials):
        home = Path(tempfile.mkdtemp(prefix="barometre-fault-"))
        try:
            _group(Settings(home=home), count, tally, broken)
        finally:
            shutil.rmtree(home)
    return "Registry on SQLite, writer killed at random moments", _rows(tally), tally.sound


def run_on_postgresql(trials: int) -> tuple[str, list[tuple[str, object]], bool]:
    """The same on a server of PostgreSQL, which outlives the writer."""
    tally = Tally()
    with postgresql.server() as server:
        opened = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        for number, count in enumerate(_groups(trials)):
            with opened.connect() as connection:
                connection.execute(text(f"create database fault_{number}"))
            _group(Settings(home=Path("unused"), registry=f"{server}/fault_{number}"), count, tally)
        opened.dispose()
    return "Registry on PostgreSQL, writer killed at random moments", _rows(tally), tally.sound


def run_broken(trials: int) -> tuple[str, list[tuple[str, object]], bool]:
    """The same trials on registries that are wrong on purpose (tests/faults/broken.py): each must be seen by
    what is lost or half done, not by an error of its writer."""
    rows: list[tuple[str, object]] = [("trials (SIGKILL) of each", trials)]
    seen = []
    for name in BROKEN:
        _, found, _ = run(trials, name)
        wrong = {label: count for label, count in found if label in (LOST, HALF_DONE)}
        rows += [(f"{name}: {label}", count) for label, count in wrong.items()]
        seen.append(any(wrong.values()))
    return "Registries that are wrong on purpose, seen by the same trials", rows, all(seen)


def _groups(trials: int) -> list[int]:
    """How many trials each registry has."""
    whole, rest = divmod(trials, SAME_REGISTRY)
    return [SAME_REGISTRY] * whole + [rest] * bool(rest)


def _group(settings: Settings, trials: int, tally: Tally, broken: str = "") -> None:
    said: list[dict[str, object]] = []
    for place in range(trials):
        _trial(settings, place, tally, said, broken)


def _rows(tally: Tally) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        ("trials (SIGKILL)", tally.trials),
        ("killed before the first act was acknowledged", tally.before_first),
        *((f"acknowledged: {act}", number) for act, number in sorted(tally.acts.items())),
        ("acknowledged in all", tally.acts.total()),
        ("whole, committed, not acknowledged when killed", tally.unsaid),
        (LOST, len(tally.lost)),
        (HALF_DONE, len(tally.broken)),
        ("errors shown by a writer", len(tally.errors)),
    ]
    return rows + [("detail", what) for what in [*tally.lost, *tally.broken, *tally.errors][:10]]


def _trial(settings: Settings, place: int, tally: Tally, said: list[dict[str, object]], broken: str) -> None:
    address, trial, writers = settings.registry_address, tally.trials, 2 if place == 3 else 1
    before = len(state_of(address).audit) if said else 0
    known = len(said)
    running = [_start(settings, f"{trial}{'ab'[who]}", broken) for who in range(writers)]
    if place == 0:
        time.sleep(tally.chance.uniform(0.5, 2.5))  # while the registry is made
    else:
        running[0].first.wait(LONGEST_START)
        time.sleep(tally.chance.uniform(0, 0.6))
    for writer in running:
        said += writer.killed(tally.errors)
    tally.trials += 1
    tally.before_first += len(said) == known
    tally.acts.update(str(act["act"]) for act in said[known:])
    state = _settled(address)
    unsaid = len(state.audit) - before - (len(said) - known)
    tally.unsaid += max(unsaid, 0)
    if unsaid > writers:
        tally.broken.append(f"trial {trial}: {unsaid} acts were never said")
    tally.lost += [f"trial {trial}: {what}" for what in missing_acts(state, said)]
    tally.broken += [f"trial {trial}: {what}" for what in broken_rules(state)]


def _settled(address: str) -> State:
    """A server may end the last transaction of a writer a moment after its death: read until nothing changes."""
    state = state_of(address)
    while not address.startswith("sqlite"):
        time.sleep(SETTLING)
        later = state_of(address)
        if later == state:
            break
        state = later
    return state


class _Writer:
    """A process that writes, and what it said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process, self.lines, self.first = process, list[str](), threading.Event()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            self.first.set()

    def killed(self, errors: list[str]) -> list[dict[str, object]]:
        """Kill it; the acts that it said, a last line cut in two being none."""
        self.process.kill()
        self.reader.join()
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        shown = self.process.stderr.read()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()
        if shown:
            errors.append(shown[-500:])
        return [json.loads(line) for line in self.lines if line.endswith("\n")]


def _start(settings: Settings, name: str, broken: str) -> _Writer:
    return _Writer(
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writer", str(settings.home), name, settings.registry, broken],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    )
