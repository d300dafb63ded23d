"""Malformed sources of every kind: each ends with a sentence or with rejected rows, and nothing half done is left.

The staging holds whole loads only, and what is published does not move until a publication that succeeds.
"""

import hashlib
import json
import re
import resource
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.errors import DashboardError
from dashboard.loading import load
from dashboard.loading.publication import publish_everything
from dashboard.store import staging
from tests.fuzz_files import SOUND, Case, cases

_ENGLISH = re.compile(r"\b(error|invalid|no such|expected|errno|failed|is not|traceback|exception)\b", re.IGNORECASE)
_QUOTED = re.compile(r"«.*?»")


@dataclass(slots=True)
class Outcome:
    """How the cases ended, by way of being wrong; `faults` name those that ended as none may."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def tree(folder: Path) -> dict[str, str]:
    """What a folder holds: a digest by path, locks left out."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def prepared(home: Path) -> Settings:
    """An installation with two sites and a published version."""
    settings = Settings(home=home / "home")
    path = home / "structures.csv"
    path.write_text("\n".join(";".join(row) for row in SOUND["spplus-structures"]), encoding="utf-8")
    load(settings, "spplus-structures", [str(path)])
    measures = home / "mesures.csv"
    measures.write_text("\n".join(";".join(row) for row in SOUND["measures"]), encoding="utf-8")
    load(settings, "measures", [str(measures)])
    publish_everything(settings, lambda *_: None)
    return settings


def attempt(settings: Settings, case: Case, folder: Path) -> str:
    """How the load of a case ends: « refused » or « loaded ». AssertionError or anything else: as none may."""
    path = case.write(folder)
    options: dict[str, Path] = {}
    for name, content in (("mapping", case.mapping), ("margins", case.margins)):
        if content is not None:
            options[name] = folder / ("correspondance.toml" if name == "mapping" else "marges.csv")
            options[name].write_bytes(content)
    before, published = tree(settings.staging), tree(settings.published)
    try:
        report = load(settings, case.kind, [str(path)], **options)  # type: ignore[arg-type]
    except DashboardError as refusal:
        _check_sentence(str(refusal))
        assert tree(settings.staging) == before, "a refused source left something in the staging"
        assert tree(settings.published) == published
        return "refused"
    assert tree(settings.published) == published, "a load changed what is published"
    after = tree(settings.staging)
    assert before.items() <= after.items(), "a load changed another"
    new = {name.split("/", 1)[0] for name in after.keys() - before.keys()}
    assert new == ({report.load_id} if report.load_id else set()), new
    if report.load_id:
        _check_whole(settings, report.load_id)
    return "loaded"


def _check_sentence(said: str) -> None:
    assert said.strip().endswith((".", ")")), said[-80:]
    assert "\n" not in said, said[:200]
    assert len(said) < 4000, f"a sentence of {len(said)} characters"
    assert not _ENGLISH.search(_QUOTED.sub("", said)), said[:300]


def _check_whole(settings: Settings, load_id: str) -> None:
    folder = settings.staging / load_id
    manifest = json.loads((folder / staging.MANIFEST).read_text(encoding="utf-8"))
    for name, rows in manifest["accepted"].items():
        assert pq.read_metadata(folder / f"{name}.parquet").num_rows == rows
    assert sum(1 for _ in staging.rejects(settings, load_id)) == manifest["rejected"]


def publishes(settings: Settings) -> str:
    """What was accepted is published whole, or refused and what was published stays."""
    published = tree(settings.published)
    try:
        publish_everything(settings, lambda *_: None)
    except DashboardError as refusal:
        _check_sentence(str(refusal))
        assert tree(settings.published) == published, "a refused publication changed what is published"
        return "publication refused"
    return "published"


def every(number: int, seed: int, home: Path) -> Outcome:
    """The outcome of `number` cases in an installation of its own under `home`."""
    settings, outcome = prepared(home), Outcome()
    for rank, case in enumerate(cases(number, seed)):
        start = time.perf_counter()
        try:
            ended = attempt(settings, case, home / "envois" / str(rank))
        except Exception as error:  # whatever it is, it is what is looked for
            ended = "fault"
            outcome.faults.append(f"{rank} {case.kind} {case.label}: {type(error).__name__} {str(error)[:300]}")
        outcome.counts[ended] += 1
        outcome.slowest = max(outcome.slowest, (time.perf_counter() - start, f"{case.kind} {case.label}"))
    outcome.counts[publishes(settings)] += 1
    return outcome


def run(number: int) -> tuple[str, list[tuple[str, int]], bool]:
    """Title, rows of the table, and whether every case ended as it may."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = every(number, 0, Path(folder))
    for fault in outcome.faults:
        print(fault)
    rows = sorted(outcome.counts.items())
    rows.append(("memory at most (MB)", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
    rows.append((f"milliseconds of the slowest ({outcome.slowest[1]})", round(outcome.slowest[0] * 1000)))
    return f"{number} malformed sources", rows, not outcome.faults
