"""The package of open data of the full demonstration: time, memory, size and rows of each file."""

import resource
import tempfile
import time
from pathlib import Path

from dashboard.open_data.export import export
from dashboard.open_data.request import Request
from dashboard.store.store import open_current
from tests.bench.demonstration import home


def run() -> tuple[str, list[str], list[list[object]]]:
    """One export of everything; memory is the most that the process ever held, whatever came before it."""
    chosen = home()
    with tempfile.TemporaryDirectory(prefix="barometre-bench-") as folder, open_current(chosen) as store:
        before, spent = time.perf_counter(), time.process_time()
        facts = export(store, Request(), chosen, Path(folder) / "donnees", lambda done, of, label: None)
        seconds, processor = time.perf_counter() - before, time.process_time() - spent
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows: list[list[object]] = [[file.name, file.rows, round(file.bytes / 1e6, 1)] for file in facts.files]
    total = sum(file.bytes for file in facts.files) / 1e6
    rows.append([f"all, {seconds:.0f} s, {processor:.0f} s of processor, {held:.0f} MB held", "", round(total, 1)])
    return "Open data of the full demonstration", ["file", "rows", "MB"], rows
