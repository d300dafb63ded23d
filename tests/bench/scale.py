"""What large demonstrations take to be written, loaded and published, and a new month on top of one."""

import datetime as dt
import json
import os
import shutil
import tempfile
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.bench import large
from tests.bench.large import Installation

COLUMNS = [
    "answers", "write s", "MB", "load s", "MB", "publish s", "MB", "load + publish s", "answers a second", "files MB",
    "staged MB", "kept counts MB", "published MB", "new month: answers", "load s", "publish s", "both s",
]  # fmt: skip
LAST_WAVE, LAST_MONTH = "demo-enquete-2026-s2", dt.date(2026, 10, 1)
NEW_MONTH = """
files = json.loads(listed.read_text())
import time
stage(files[:1])
with acting(OPEN): publish(chosen, reference(chosen))
began = time.perf_counter(); said = stage(files[1:])
loaded = time.perf_counter()
with acting(OPEN): publish(chosen, reference(chosen))
print(round(loaded - began, 1), round(time.perf_counter() - loaded, 1))
"""


def run() -> tuple[str, list[str], list[list[object]]]:
    """One row a size; memory is the largest of the process of the step. The new month is the last one of the last wave
    (of sizes whose waves are Parquet)."""
    return "Large demonstrations", COLUMNS, [_row(large.installation(size)) for size in large.sizes()]


def _row(made: Installation) -> list[object]:
    write, load, publish = (made.steps[name] for name in large.STEPS)
    both = load.seconds + publish.seconds
    sizes = [made.megabytes(f"{folder}/**/*.*") for folder in ("demo", "staging", "computed")]
    return [
        made.answers, write.seconds, write.memory, load.seconds, load.memory, publish.seconds, publish.memory,
        round(both, 1), round(made.answers / both), *sizes, made.megabytes("published/*.duckdb"), *_new_month(made),
    ]  # fmt: skip


def _new_month(made: Installation) -> list[object]:
    """The same installation without the last month, published; then that month."""
    wave = made.home / "demo" / f"{LAST_WAVE}.parquet"
    if not wave.exists():
        return ["", "", "", ""]
    with tempfile.TemporaryDirectory(prefix="barometre-month-", dir=made.home.parent) as folder:
        home = Path(folder)
        _without_wave(made.home, home)
        rows = pq.read_table(wave)
        last = pc.greater_equal(rows["date"].cast("date32"), LAST_MONTH)
        for name, kept in (("before", pc.invert(last)), ("month", last)):
            pq.write_table(rows.filter(kept), home / f"{name}.parquet")
        listed = [("survey", str(home / f"{name}.parquet"), "") for name in ("before", "month")]
        (home / "sources.json").write_text(json.dumps(listed), encoding="utf-8")
        done = large.output(NEW_MONTH, home)[-4:]  # DuckDB draws its own progress under `python -c`
    load, publish, answers = float(done[0]), float(done[1]), int(done[2])
    return [answers, load, publish, round(load + publish, 1)]


def _without_wave(source: Path, home: Path) -> None:
    """The loads of an installation but the last wave: linked, they are never modified."""
    shutil.copytree(source / "reference", home / "reference")
    (home / "staging").mkdir()
    for folder in sorted((source / "staging").glob("[0-9]*")):
        files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
        if not any(file["name"].startswith(LAST_WAVE) for file in files):
            shutil.copytree(folder, home / "staging" / folder.name, copy_function=os.link)
