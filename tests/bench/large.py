"""Demonstrations of millions of answers, written, loaded and published step by step, a process a step.

`BAROMETRE_BENCH_ANSWERS` lists the sizes (by default 1 and 10 million; 100 million take some minutes and 2 GB of disk),
`BAROMETRE_BENCH_FOLDER` a folder where they stay for the next benchmark.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from dashboard.config import ROOT, Settings, settings

START = """
import json, sys
from pathlib import Path
from dashboard import demo
from dashboard.authority import acting
from dashboard.config import settings
from dashboard.domain.access import OPEN
from dashboard.loading import load
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
chosen, said = settings(), 0
listed = chosen.home / "sources.json"
def stage(sources):
    with acting(OPEN):
        return sum(
            load(chosen, kind, [path], margins=Path(margins) if margins else None, demo=True).accepted.get("answers", 0)
            for kind, path, margins in sources
        )
"""
END = "\nimport resource; print(said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
STEPS = {
    "write": """
demo.write_breaks(chosen.home)
written = demo.write(chosen.home / "demo", demo.scale_named(sys.argv[1]))
listed.write_text(json.dumps([(s.kind, str(s.path), str(s.margins or "")) for s in written]))""",
    "load": "said = stage(json.loads(listed.read_text()))",
    "publish": "with acting(OPEN): said = publish(chosen, reference(chosen)).number",
}


@dataclass(frozen=True)
class Step:
    """Seconds, largest memory of its process in MB, and what it says."""

    seconds: float
    memory: int
    said: int


@dataclass(frozen=True)
class Installation:
    """A published demonstration, and what each step took."""

    home: Path
    steps: dict[str, Step]

    @property
    def settings(self) -> Settings:
        return settings({"BAROMETRE_HOME": str(self.home)})

    @property
    def answers(self) -> int:
        """Those that were staged."""
        return self.steps["load"].said

    def megabytes(self, pattern: str) -> int:
        return sum(path.stat().st_size for path in self.home.glob(pattern)) // 1_000_000


def sizes() -> list[str]:
    """Numbers of answers, as text."""
    return os.environ.get("BAROMETRE_BENCH_ANSWERS", "1000000 10000000").split()


@cache
def installation(size: str) -> Installation:
    """Made once for all benchmarks, or found in the folder that is given."""
    given = os.environ.get("BAROMETRE_BENCH_FOLDER")
    home = Path(given or tempfile.mkdtemp(prefix="barometre-large-")) / size
    kept = home / "steps.json"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        steps = {name: run(code, home, f"{size}-answers") for name, code in STEPS.items()}
        kept.write_text(json.dumps({name: asdict(step) for name, step in steps.items()}), encoding="utf-8")
    found = json.loads(kept.read_text(encoding="utf-8"))
    return Installation(home, {name: Step(**step) for name, step in found.items()})


def run(code: str, home: Path, *arguments: str) -> Step:
    """One step in a process of its own."""
    before = time.perf_counter()
    said, memory = output(code, home, *arguments)[-2:]
    return Step(round(time.perf_counter() - before, 1), int(memory), int(said))


def output(code: str, home: Path, *arguments: str) -> list[str]:
    """The words that the code of a step prints; the last two are `said` and its largest memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", START + code + END, *arguments],
        env={**os.environ, "BAROMETRE_HOME": str(home)},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()
