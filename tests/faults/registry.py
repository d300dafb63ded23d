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

from dashboard.config import Settings
from dashboard.registry import database
from tests.faults.state import broken_rules, missing_acts, state_of

ROOT = Path(__file__).resolve().parents[2]
SAME_FOLDER = 5
"""Trials on one registry before a new one: the first is killed while the registry is made, too."""
LONGEST_START = 60.0


@dataclass
class Tally:
    """What all the trials found."""

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


def run(trials: int, writers: int = 1) -> tuple[str, list[tuple[str, object]], bool]:
    """Title, rows and verdict of the table; one trial in five has two processes that write at once."""
    tally, chance = Tally(), random.Random(20260302)
    for first in range(0, trials, SAME_FOLDER):
        home = Path(tempfile.mkdtemp(prefix="barometre-fault-"))
        try:
            said: list[dict[str, object]] = []
            for trial in range(first, min(first + SAME_FOLDER, trials)):
                _trial(home, trial, chance, tally, said, 2 if trial % SAME_FOLDER == 3 else writers)
        finally:
            database.forget(Settings(home=home))
            shutil.rmtree(home)
    rows: list[tuple[str, object]] = [
        ("trials (SIGKILL)", tally.trials),
        ("killed before the first act was acknowledged", tally.before_first),
        *((f"acknowledged: {act}", number) for act, number in sorted(tally.acts.items())),
        ("acknowledged in all", tally.acts.total()),
        ("whole, committed, not acknowledged when killed", tally.unsaid),
        ("acknowledged and lost or changed", len(tally.lost)),
        ("half done, or without its audit line", len(tally.broken)),
        ("errors shown by a writer", len(tally.errors)),
    ]
    rows += [("detail", text) for text in [*tally.lost, *tally.broken, *tally.errors][:10]]
    return "Registry on SQLite, writer killed at random moments", rows, tally.sound


def _trial(
    home: Path, trial: int, chance: random.Random, tally: Tally, said: list[dict[str, object]], writers: int
) -> None:
    before = len(state_of(home).audit) if (home / "registry.db").exists() and said else 0
    known = len(said)
    running = [_start(home, f"{trial}{'ab'[who]}") for who in range(writers)]
    if trial % SAME_FOLDER == 0:
        time.sleep(chance.uniform(0.5, 2.5))  # while the registry is made
    else:
        running[0].first.wait(LONGEST_START)
        time.sleep(chance.uniform(0, 0.6))
    for writer in running:
        said += writer.killed(tally.errors)
    tally.trials += 1
    tally.before_first += len(said) == known
    tally.acts.update(str(act["act"]) for act in said[known:])
    state = state_of(home)
    unsaid = len(state.audit) - before - (len(said) - known)
    tally.unsaid += max(unsaid, 0)
    if unsaid > writers:
        tally.broken.append(f"trial {trial}: {unsaid} acts were never said")
    tally.lost += [f"trial {trial}: {text}" for text in missing_acts(state, said)]
    tally.broken += [f"trial {trial}: {text}" for text in broken_rules(state)]


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


def _start(home: Path, name: str) -> _Writer:
    return _Writer(
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writer", str(home), name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    )
