"""Trials on what is published: `load`, `publish` and `undo` are killed by SIGKILL, then everything is read.

Half of the kills come at a random moment, the others just before the first, second, third… change on the disk.
"""

import json
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboard.config import Settings
from tests.faults import small_home
from tests.faults.killed_command import Ended, asked, command
from tests.faults.small_home import Seen

ACTS = ("load", "publish", "undo")
SAME_HOME = 15
"""Trials in one home before a new one: what each leaves behind adds up."""
HEADER = ("act", "killed", "trials", "after: as before", "after: done", "lost", "half done", "mended by hand", "left")


@dataclass
class Line:
    """What became of the trials of one act that were killed in the same phase."""

    trials: int = 0
    before: int = 0
    done: int = 0
    lost: int = 0
    half: int = 0
    by_hand: int = 0
    left: int = 0


@dataclass
class Tally:
    """What all the trials found."""

    chance: random.Random = field(default_factory=lambda: random.Random(20261130))
    lines: dict[tuple[str, str], Line] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    """The next change on the disk before which each act is killed."""
    lasts: dict[str, float] = field(default_factory=dict)
    detail: list[str] = field(default_factory=list)


def run(trials: int) -> tuple[str, list[tuple[object, ...]], bool]:
    """Title, rows and verdict of the table."""
    tally, done = Tally(), 0
    while done < trials:
        folder = Path(tempfile.mkdtemp(prefix="barometre-fault-"))
        try:
            home = Home(folder)
            for _ in range(min(SAME_HOME, trials - done)):
                _trial(home, ACTS[done % len(ACTS)], done // len(ACTS) % 2 == 0, tally)
                done += 1
        finally:
            shutil.rmtree(folder)
    rows: list[tuple[object, ...]] = [
        (act, phase, *asdict(line).values()) for (act, phase), line in sorted(tally.lines.items(), key=_order)
    ]
    sums = [sum(asdict(line)[name] for line in tally.lines.values()) for name in asdict(Line())]
    rows.append(("all", "", *sums))
    for what in tally.detail[:10]:
        print(what)
    return "Load, publish and undo, killed", rows, not any(sums[3:])


class Home:
    """An installation, what it holds, and the number of its next load."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(home=folder / "home")
        asked(lambda: str(small_home.prepared(folder)))
        self.next_load = 4
        self.last: Seen | None = None

    def seen(self) -> Seen:
        """See `small_home.seen`."""
        found = asked(lambda: asdict(small_home.seen(self.settings)))
        told = tuple((act, number) for act, number in found.pop("told"))
        return Seen(told=told, **{name: tuple(v) if isinstance(v, list) else v for name, v in found.items()})

    def act(self, act: str, **killed: float | int | None) -> Ended:
        """One command; a load brings figures that are not there yet."""
        arguments = [act]
        if act == "load":
            arguments += ["measures", str(small_home.measures(self.folder, self.next_load))]
        return command(self.settings.home, *arguments, **killed)  # type: ignore[arg-type]


def _trial(home: Home, act: str, at_random: bool, tally: Tally) -> None:
    """Kill one act, look, then see that each of the three works."""
    before = _ready(home, act)
    started = time.monotonic()
    if at_random:
        ended = home.act(act, after=tally.chance.uniform(0, 1.1 * tally.lasts.get(act, 1.5)))
    else:
        tally.changes[act] += 1
        ended = home.act(act, change=tally.changes[act])
    if ended.code is not None:
        tally.lasts[act] = time.monotonic() - started
        if not at_random:
            tally.changes[act] = 0  # it makes no more changes than that: from the first one again
    phase = _phase(home.settings, act, before, ended)
    line = tally.lines.setdefault((act, phase), Line())
    line.trials += 1
    after = home.seen()
    done = _is_done(act, before, after)
    line.done, line.before = line.done + done, line.before + (not done)
    where = f"{act}, {phase}:"
    for label, wrong in _wrong(home, act, before, after, ended, done).items():
        setattr(line, label, getattr(line, label) + bool(wrong))
        tally.detail += [f"{where} {label}: {what}" for what in wrong]
    wrong = _goes_on(home, after)
    line.by_hand += bool(wrong)
    tally.detail += [f"{where} then {what}" for what in wrong]
    left = asked(lambda: small_home.leftovers(home.settings))
    line.left += bool(left)
    tally.detail += [f"{where} left {left}"] * bool(left)


def _ready(home: Home, act: str) -> Seen:
    """What the home holds once a publication has something to publish."""
    if act == "publish":
        assert home.act("load").code == 0
        home.next_load += 1
        return home.seen()
    return home.last or home.seen()


def _is_done(act: str, before: Seen, after: Seen) -> bool:
    return after.staged != before.staged if act == "load" else after.served != before.served


def _wrong(home: Home, act: str, before: Seen, after: Seen, ended: Ended, done: bool) -> Mapping[str, list[str]]:
    """What was said and is not there; what is neither as before nor done; what `doctor` says of a sound home."""
    lost = [f"said « {ended.said.strip()} »"] * (("Chargement" in ended.said or "ersion" in ended.said) and not done)
    half = list(after.wrong)
    expected = {"load": before.served, "publish": max(after.served, before.served + 1), "undo": before.served - 1}
    if after.served not in (before.served, expected[act]):
        half.append(f"version {after.served} is served, {before.served} was")
    if act == "load" and done and after.staged != (*before.staged, home.next_load):
        half.append(f"loads {after.staged}, they were {before.staged}")
    if act != "load" and after.staged != before.staged:
        half.append("loads changed")
    doctor = command(home.settings.home, "doctor")
    if doctor.code != 0:
        half.append(f"doctor: {doctor.said.strip()}")
    return {"lost": lost, "half": half}


def _goes_on(home: Home, after: Seen) -> list[str]:
    """The three acts one after the other, by nobody's hand; each has its line in the audit, and so has the one that
    was killed if it was done."""
    wrong = []
    home.next_load = max(after.staged) + 1
    for act in ACTS:
        ended = home.act(act)
        if ended.code != 0:
            wrong.append(f"{act}: {ended.said.strip()}")
    home.next_load += 1
    home.last = found = home.seen()
    wrong += found.wrong
    loads = [number for act, number in found.told if act == "loaded"]
    if sorted(loads) != list(found.staged):
        wrong.append(f"lines of the audit {loads}, loads {found.staged}")
    versions = [number for act, number in found.told if act == "data_published"]
    if len(set(versions)) != len(versions):
        wrong.append(f"a version has two lines: {versions}")
    if found.told[-1] != ("undone", found.served):
        wrong.append(f"last line {found.told[-1]}, version {found.served} is served")
    return wrong


def _phase(settings: Settings, act: str, before: Seen, ended: Ended) -> str:
    """How far the act had gone, from what it left."""
    if ended.code is not None:
        return "not (ended first)"
    if act == "load":
        if any(settings.staging.glob(".tmp-*")):
            return "while it writes"
        known = max((int(path.name) for path in settings.staging.iterdir() if path.name.isdigit()), default=0)
        return "once it is staged" if known > max(before.staged) else "before it writes"
    pointer = json.loads((settings.published / "CURRENT").read_text(encoding="utf-8"))
    moved = pointer["version"] != before.served
    if moved:
        return "once it is served"
    names = {path.name for path in settings.published.iterdir()}
    if any(name.startswith(".data-") for name in names):
        return "while it builds"
    if any(name.endswith(".duckdb") and name.replace("duckdb", "json") not in names for name in names):
        return "before the description"
    if ".CURRENT.tmp" in names:
        return "while the pointer moves"
    return "before the pointer moves"


def _order(item: tuple[tuple[str, str], Line]) -> tuple[int, str]:
    return ACTS.index(item[0][0]), item[0][1]
