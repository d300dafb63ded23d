"""How long the full demonstration takes to be written, loaded and published, and the peak memory of each step."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STEPS = {
    "write": "from dashboard import demo; demo.write(home / 'demo'); demo.write_breaks(home)",
    "load": (
        "from dashboard import demo; from dashboard.loading import load\n"
        "for s in demo.write(home / 'demo'):\n"
        "    load(chosen, s.kind, [str(s.path)], mapping=s.mapping, margins=s.margins, demo=True)"
    ),
    "publish": (
        "from dashboard.store.publish import publish; from dashboard.store.reference_data import reference\n"
        "publish(chosen, reference(chosen))"
    ),
}
START = (
    "import os, pathlib; from dashboard.config import settings; home = pathlib.Path(os.environ['BAROMETRE_HOME']); "
    "chosen = settings()\n"
)


def run() -> tuple[str, list[str], list[list[object]]]:
    """One process a step. « load » writes the sources again first: its time includes that."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as home:
        for step, code in STEPS.items():
            before = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", START + code],
                env={"BAROMETRE_HOME": home, "PATH": "/usr/bin:/bin"},
                cwd=Path(__file__).parents[2],
                check=True,
            )
            seconds = time.perf_counter() - before
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            rows.append([step, round(seconds, 1), peak])
    return "Full demonstration: load and publish", ["step", "seconds", "largest process so far, MB"], rows
