"""A command of the application in a process of its own, ended by SIGKILL: after a while, or just before one of the
changes that it makes on the disk.

The process is forked from this one, which has read all the modules and opened nothing: it begins at once.
"""

import json
import os
import select
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from dashboard.cli import main

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree", "sqlite3.connect"}


@dataclass(frozen=True, slots=True)
class Ended:
    """`code` is None when the process was killed before its end; `said` is what it had written."""

    code: int | None
    said: str


def command(home: Path, *arguments: str, after: float | None = None, change: int | None = None, **env: str) -> Ended:
    """Run `python -m dashboard …`; `after` seconds or just before the `change`-th change on the disk, kill it."""

    def act() -> int:
        os.environ.update(env, BAROMETRE_HOME=str(home), BAROMETRE_MEMORY_LIMIT="500MB")
        sys.argv = ["dashboard", *arguments]
        if change is not None:
            sys.addaudithook(_killer(change))
        try:
            main.run()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return ran(act, after)


def ran(act: Callable[[], int], after: float | None = None) -> Ended:
    """How a function ends in a process of its own, and what it says."""
    with _room() as said:
        code = _forked(act, said.fileno(), after)
        said.seek(0)
        return Ended(code, said.read().decode())


def asked(question: Callable[[], Any]) -> Any:
    """What `question` answers, as JSON, from a process of its own: this one never opens a database."""
    with _room() as said:

        def act() -> int:
            print(json.dumps(question()), flush=True)
            return 0

        code = _forked(act, said.fileno(), None)
        said.seek(0)
        text = said.read().decode()
    assert code == 0, text
    return json.loads(text.splitlines()[-1])  # after what the log said


def _room() -> IO[bytes]:
    """A file in memory: the disk may be full."""
    return os.fdopen(os.memfd_create("said"), "w+b")


def _forked(act: Callable[[], int], out: int, after: float | None) -> int | None:
    child = os.fork()
    if child == 0:
        code = 3
        try:
            os.dup2(out, 1)
            os.dup2(out, 2)
            sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
            code = act()
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(code)
    ended = os.pidfd_open(child)
    try:
        if not select.select([ended], [], [], after)[0]:
            signal.pidfd_send_signal(ended, signal.SIGKILL)
    finally:
        os.close(ended)
    _, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)


def _killer(change: int) -> Callable[[str, tuple[Any, ...]], None]:
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in _CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            seen += 1
            if seen == change:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook
