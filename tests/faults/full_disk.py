"""Trials on a full disk: each act runs on a small file system (tmpfs) where ballast leaves less and less room.

An act is done whole or refused with a sentence; what was there stays; once the ballast is gone, the same act works.
"""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.registry.saved_views import save_view
from dashboard.ui.sections.load_under_way import received
from tests.faults import small_home
from tests.faults.killed_command import Ended, command, ran
from tests.faults.publication import Home

SIZE_MB = 64
HEADER = ("act", "trials", "done", "refused: disk full", "refused otherwise", "half done", "does not work again")
_TRACE = ("Traceback", "Error", "error")


@dataclass
class Line:
    """What became of the trials of one act."""

    trials: int = 0
    done: int = 0
    refused: int = 0
    otherwise: int = 0
    half: int = 0
    again: int = 0


@dataclass
class Tally:
    """What all the trials found."""

    lines: dict[str, Line] = field(default_factory=dict)
    detail: list[str] = field(default_factory=list)
    sentences: dict[str, str] = field(default_factory=dict)


class Sent:
    """A file that a browser sent."""

    name = "envoi.csv"

    def getbuffer(self) -> memoryview:
        """Its content."""
        return memoryview(b"x" * 2_000_000)


def run(trials: int) -> tuple[str, list[tuple[object, ...]], bool]:
    """Title, rows and verdict of the table; `trials` for each act, from no room at all to 16 MB."""
    tally = Tally()
    with small_disk() as folder:
        home = Home(folder)
        for name, act in _acts(home).items():
            for step in range(trials):
                _trial(home, name, act, int(16e6 * (step / trials) ** 3), tally)
    for what in tally.detail[:10]:
        print(what)
    for name, sentence in tally.sentences.items():
        print(f"{name}: {sentence}")
    rows = [(name, *asdict(line).values()) for name, line in tally.lines.items()]
    sound = not any(line.otherwise or line.half or line.again for line in tally.lines.values())
    return f"A full disk ({SIZE_MB} MB)", rows, sound


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of a few megabytes; to mount it asks to be root."""
    folder = Path(tempfile.mkdtemp(prefix="barometre-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def _acts(home: Home) -> dict[str, Callable[[], Ended]]:
    out = home.folder / "ouvertes"

    def saved() -> int:
        name = f"Vue {time.monotonic_ns()} " + "x" * 50
        save_view(home.settings, name, "services", {"site": [f"S{n}" for n in range(100)]})
        return 0

    def sent() -> int:
        with tempfile.TemporaryDirectory(dir=home.folder) as folder:
            received(folder, Sent())
        return 0

    return {
        "load": lambda: home.act("load"),
        "publish": lambda: home.act("publish"),
        "undo": lambda: home.act("undo"),
        "registry write": lambda: ran(lambda: _told(saved)),
        "upload": lambda: ran(lambda: _told(sent)),
        "export": lambda: command(home.settings.home, "export", "--out", str(out)),
        "figures": lambda: command(
            home.settings.home, "figures", "--indicator", "delai-annonce-respecte", "--by", "site,month",
            "--format", "parquet", "--out", str(home.folder / "chiffres.parquet"),
        ),
    }  # fmt: skip


def _told(act: Callable[[], int]) -> int:
    try:
        return act()
    except DashboardError as refusal:
        print(f"Refusé : {refusal}")
        return 1


def _trial(home: Home, name: str, act: Callable[[], Ended], room: int, tally: Tally) -> None:
    line = tally.lines.setdefault(name, Line())
    _prepare(home, name)
    small_home.measures(home.folder, home.next_load)  # before there is no room for it
    before, ballast = home.seen(), home.folder / "ballast"
    _fill(ballast, room)
    ended = act()
    ballast.unlink()
    after = home.seen()
    line.trials += 1
    full = "plein" in ended.said and "place" in ended.said and not any(word in ended.said for word in _TRACE)
    if ended.code == 0:
        line.done += 1
    elif full:
        line.refused += 1
        tally.sentences[name] = ended.said.strip()
    else:
        line.otherwise += 1
        tally.detail.append(f"{name}, {room} bytes: {ended.said.strip()[-400:]}")
    wrong = list(after.wrong)
    finished = "est fait" in ended.said or "est en service" in ended.said
    if ended.code != 0 and not finished and (before.served, before.staged) != (after.served, after.staged):
        wrong.append(f"{before} then {after}")
    line.half += bool(wrong)
    tally.detail += [f"{name}, {room} bytes: {what}" for what in wrong]
    if ended.code != 0 and not finished:
        again = act()
        line.again += again.code != 0
        tally.detail += [f"{name} again: {again.said.strip()[-400:]}"] * (again.code != 0)


def _prepare(home: Home, name: str) -> None:
    """Something to publish, something to undo."""
    if name in ("publish", "undo"):
        home.next_load = max(home.seen().staged) + 1
        assert home.act("load").code == 0
    if name == "undo":
        assert home.act("publish").code == 0
    home.next_load = max(home.seen().staged) + 1


def _fill(ballast: Path, room: int) -> None:
    """Take all the room, then give `room` bytes back."""
    block = b"\0" * 65_536
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(block) == len(block):
                pass
        except OSError:
            pass
        file.truncate(max(file.tell() - room, 0))
