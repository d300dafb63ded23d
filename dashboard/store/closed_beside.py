"""What is closed of large indicators, computed beside: a process a core, of this program and nothing else.

Python computes one thing at a time in a process. `multiprocessing` would run again the program that publishes, whatever
it is; a fork of a server that has threads may wait for ever.
"""

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from dashboard.config import ROOT
from dashboard.store.closed_indicator import ClosedIndicator, kept

LARGE = 3_000
"""People by site and month from which an indicator is computed beside: a process takes a second to start, and five
thousand small counts take ten."""
Submit = Callable[[Path, ClosedIndicator], Callable[[], pa.Table]]
"""Begins to compute what is kept in a folder, and gives what waits for it."""
_DONE = b"."


@contextmanager
def beside(at_once: int) -> Iterator[Submit]:
    """Small indicators, and what is kept already, are computed here."""
    mine, started = threading.local(), list[subprocess.Popen[bytes]]()

    def compute(folder: Path, asked: ClosedIndicator) -> pa.Table:
        if not hasattr(mine, "process"):
            command = [sys.executable, "-m", "dashboard.store.closed_beside"]
            mine.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            started.append(mine.process)
        _told(mine.process, folder, asked)
        return kept(folder, asked)  # it is there, or is computed here if the process failed

    with ThreadPoolExecutor(at_once, "closed") as pool:

        def submit(folder: Path, asked: ClosedIndicator) -> Callable[[], pa.Table]:
            if at_once < 2 or np.count_nonzero(asked.people) < LARGE or folder.exists():
                return lambda: kept(folder, asked)
            waiting: Future[pa.Table] = pool.submit(compute, folder, asked)
            return waiting.result

        try:
            yield submit
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in started:
                process.kill()  # it has nothing of its own: what it keeps is whole or absent
                process.communicate()


def _told(process: "subprocess.Popen[bytes]", folder: Path, asked: ClosedIndicator) -> bool:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump((folder, asked), process.stdin)
        process.stdin.flush()
        return process.stdout.read(1) == _DONE
    except OSError:  # it was killed
        return False


def answer(asked: BinaryIO, told: BinaryIO) -> None:
    """Compute what comes, until nothing does any more."""
    while True:
        try:
            folder, one = pickle.load(asked)
        except EOFError:
            return
        kept(folder, one)
        told.write(_DONE)
        told.flush()


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
