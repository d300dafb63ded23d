"""Versions that change while they are read, two publishers at once, a clock that jumps: on one small installation."""

import datetime
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboard.authority import acting
from dashboard.config import Settings
from dashboard.domain.access import OPEN
from dashboard.errors import StoreError
from dashboard.registry.audit_chain import verify
from dashboard.store.version import current, readable
from dashboard.ui import cache
from tests.faults import small_home
from tests.faults.killed_command import Ended, asked, command, ran
from tests.faults.publication import Home

Rows = list[tuple[object, ...]]
READERS = 3
BACKUPS = 5
PAUSE_S = 0.02
JUMPS = [datetime.timedelta(hours=-1), datetime.timedelta(days=-1), datetime.timedelta(days=365), datetime.timedelta(0)]


def run(switches: int) -> tuple[str, Rows, bool]:
    """Title, rows and verdict of the table."""
    folder = Path(tempfile.mkdtemp(prefix="barometre-switch-"))
    try:
        home = Home(folder)
        rows, sound = _read_while_it_switches(home, switches)
        for more, fine in (_backups(home, folder), _two_at_once(home, max(switches // 5, 1)), _clock(home)):
            rows += more
            sound = sound and fine
    finally:
        shutil.rmtree(folder)
    return "Switches, two publishers, a clock that jumps", rows, sound


def _read_while_it_switches(home: Home, switches: int) -> tuple[Rows, bool]:
    """Half of the switches are publications, the others come back to the version before."""
    stop, found = home.folder / "stop", []
    reader = threading.Thread(target=lambda: found.append(asked(lambda: _pages(home, stop))))
    reader.start()
    refused = 0
    for rank in range(switches):
        if rank % 2 == 0:
            home.next_load = max(home.seen().staged) + 1
            refused += home.act("load").code != 0
        refused += home.act("undo" if rank % 2 else "publish").code != 0
    stop.touch()
    reader.join()
    [(pages, versions, mixed, errors)] = found
    rows: Rows = [
        ("switches while pages are read", switches),
        ("switches refused", refused),
        ("pages read, of several reads each", pages),
        ("versions that were seen", versions),
        ("pages that mixed two versions", mixed),
        ("pages that failed", errors),
    ]
    return rows, not (mixed or errors or refused) and versions >= 2


def _backups(home: Home, folder: Path) -> tuple[Rows, bool]:
    """Backups while versions change, each restored elsewhere and read from end to end."""
    stop, ends = folder / "enough", list[Ended]()
    thread = threading.Thread(target=lambda: _change(home, stop, ends))
    thread.start()
    wrong: list[str] = []
    for rank in range(BACKUPS):
        path, copy = folder / f"sauvegarde-{rank}.tar.gz", folder / f"copie-{rank}"
        for arguments, place in ((("backup", "--out"), home.settings.home), (("restore", "--from"), copy)):
            ended = command(place, *arguments, str(path))
            wrong += [ended.said] * (ended.code != 0)
        restored = Settings(home=copy)
        wrong += asked(lambda restored=restored: small_home.seen(restored).wrong)
    stop.touch()
    thread.join()
    wrong += [end.said for end in ends if end.code != 0]
    for what in wrong:
        print(what)
    rows: Rows = [
        ("backups while versions change, restored elsewhere", BACKUPS),
        ("versions that changed meanwhile", len(ends)),
        ("backups refused or not whole", len(wrong)),
    ]
    return rows, not wrong


def _change(home: Home, stop: Path, ends: list[Ended]) -> None:
    while not stop.exists():
        home.next_load += 1
        for act in ("load", "publish", "undo"):
            ends.append(home.act(act))


def _pages(home: Home, stop: Path) -> list[int]:
    """Pages of three sessions until told to stop: how many, versions seen, mixes, errors."""
    os.environ["BAROMETRE_HOME"] = str(home.settings.home)
    seen: set[int] = set()
    counts = [0, 0, 0]

    def session() -> None:
        with acting(OPEN):
            while not stop.exists():
                try:
                    number, values = _page()
                    seen.add(number)
                    counts[1] += len(values) != 1
                except StoreError:
                    counts[2] += 1
                counts[0] += 1

    threads = [threading.Thread(target=session) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [counts[0], len(seen), counts[1], counts[2]]


def _page() -> tuple[int, set[float]]:
    """The number of the version and every value of its figures, read in three times."""
    reader = cache.whole_reader()
    assert reader is not None
    values: set[float] = set()
    store = reader._store  # the one that every session of the server shares
    for _ in range(3):
        with store._connection.cursor() as cursor:
            cursor.execute("use published")
            values |= {row[0] for row in cursor.execute("select distinct numerator from observation").fetchall()}
        time.sleep(PAUSE_S)
    values |= {float(max(reader.version.loads))}
    return reader.version.number, values


def _two_at_once(home: Home, times: int) -> tuple[Rows, bool]:
    """Two processes publish, or one publishes and the other undoes."""
    done = refused = 0
    wrong: list[str] = []
    for rank in range(times):
        home.next_load = max(home.seen().staged) + 1
        assert home.act("load").code == 0
        ends: list[Ended] = []
        acts = ("publish", "publish" if rank % 2 else "undo")
        threads = [threading.Thread(target=_acted, args=(home, act, ends)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        done += sum(end.code == 0 for end in ends)
        refused += sum(end.code == 1 and "déjà en cours" in end.said for end in ends)
        wrong += [end.said for end in ends if end.code != 0 and "déjà en cours" not in end.said]
        wrong += home.seen().wrong
        assert home.act("publish").code == 0
    for what in wrong:
        print(what)
    rows: Rows = [
        ("two publishers at once", times),
        ("done", done),
        ("refused with a sentence", refused),
        ("otherwise, or not whole", len(wrong)),
    ]
    return rows, not wrong


def _acted(home: Home, act: str, ends: list[Ended]) -> None:
    ends.append(home.act(act))


def _clock(home: Home) -> tuple[Rows, bool]:
    """A load, a publication and an undo after each jump; then all of it with the right time again."""
    wrong: list[str] = []
    numbers = []
    for jump in JUMPS * 2:
        home.next_load = max(home.seen().staged) + 1
        for act in ("load", "publish", "undo", "publish", "doctor"):
            ended = ran(_at(jump, lambda act=act: _command(home, act)))  # type: ignore[misc]
            if ended.code != 0:
                wrong.append(f"{jump} {act}: {ended.said.strip()[-300:]}")
        numbers.append(home.seen().served)
        wrong += home.seen().wrong
        wrong += asked(lambda: _ordered(home.settings))
    if numbers != sorted(set(numbers)):
        wrong.append(f"versions {numbers}")
    for what in wrong:
        print(what)
    rows: Rows = [
        ("jumps of the clock (−1 h, −1 day, +1 year, back)", len(JUMPS) * 2),
        ("wrong after a jump", len(wrong)),
    ]
    return rows, not wrong


def _command(home: Home, act: str) -> int:
    arguments = [act]
    if act == "load":
        arguments += ["measures", str(small_home.measures(home.folder, home.next_load))]
    ended = command(home.settings.home, *arguments)
    print(ended.said)
    return 9 if ended.code is None else ended.code


def _ordered(chosen: Settings) -> list[str]:
    """What a clock may have put in disorder."""
    found = readable(chosen)
    wrong = [] if verify(chosen).broken is None else ["the chain of the audit is broken"]
    served = current(chosen)
    if served is None or served.number != max(version.number for version in found):
        wrong.append("the version that is served is not the last one")
    return wrong


def _at(jump: datetime.timedelta, act: Callable[[], int]) -> Callable[[], int]:
    """The same act in a process whose clock is wrong by `jump`."""

    def shifted() -> int:
        true = datetime.datetime

        class Kind(type(true)):  # type: ignore[misc]
            def __instancecheck__(cls, value: Any) -> bool:
                return isinstance(value, true)

        class Wrong(true, metaclass=Kind):  # type: ignore[valid-type, misc]
            @classmethod
            def now(cls, tz: Any = None) -> Any:
                return true.now(tz) + jump

        datetime.datetime = Wrong  # type: ignore[misc]
        return act()

    return shifted
