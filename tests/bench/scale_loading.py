"""What large demonstrations take to be written and loaded: a process a step, whose largest memory is that of the step.

`BAROMETRE_BENCH_ANSWERS` lists the sizes (by default 1 and 10 million); 100 million take some minutes and 2 GB of disk.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dashboard.config import ROOT

COLUMNS = ["answers", "write s", "write MB", "load s", "load MB", "answers a second", "files MB", "staged MB"]
_MEASURED = "\nimport resource; print(said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
WRITE = """
from pathlib import Path
from dashboard import demo
said = len(demo.write(Path({folder!r}), demo.scale_named({scale!r})))
"""
LOAD = """
from pathlib import Path
from dashboard.authority import acting
from dashboard.config import settings
from dashboard.domain.access import OPEN
from dashboard.loading import load
chosen, folder, said = settings(), Path({folder!r}), 0
with acting(OPEN):
    load(chosen, "spplus-structures", [str(folder / "demo-structures.csv")], demo=True)
    for path in sorted(folder.glob("demo-enquete-*")):
        said += load(chosen, "survey", [str(path)], demo=True).accepted["answers"]
"""


def run() -> tuple[str, list[str], list[list[object]]]:
    """One row a size. Memory is the largest of the process of the step, in MB."""
    sizes = os.environ.get("BAROMETRE_BENCH_ANSWERS", "1000000 10000000").split()
    return "Large demonstrations: written, then loaded", COLUMNS, [_measured(size) for size in sizes]


def _measured(size: str) -> list[object]:
    with tempfile.TemporaryDirectory(prefix="barometre-scale-") as home:
        folder = Path(home) / "demo"
        written, _, most_written = _timed(WRITE.format(folder=str(folder), scale=f"{size}-answers"), home)
        loaded, answers, most_loaded = _timed(LOAD.format(folder=str(folder)), home)
        files, staged = _megabytes(folder, "demo-enquete-*"), _megabytes(Path(home), "staging/*/*.parquet")
    return [answers, round(written), most_written, round(loaded), most_loaded, round(answers / loaded), files, staged]


def _timed(code: str, home: str) -> tuple[float, int, int]:
    """Seconds, what the step says, and the largest memory of its process."""
    before = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + _MEASURED],
        env={**os.environ, "BAROMETRE_HOME": home},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    said, most = done.stdout.split()
    return time.perf_counter() - before, int(said), int(most)


def _megabytes(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern)) // 1_000_000
