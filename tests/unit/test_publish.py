"""Publication: what is served stays served, whatever happens to the next version."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalog.review_vocabulary_file import review_vocabulary
from dashboard.config import Settings
from dashboard.engine.duckdb_build import DuckDBEngine
from dashboard.engine.engine import Progress
from dashboard.engine.staged import Inputs
from dashboard.errors import StoreError
from dashboard.store import closed_months, comment_themes, reads, review_index
from dashboard.store.publish import current, publish, undo, versions
from dashboard.store.store import open_current
from dashboard.store.version import POINTER, build_signature
from tests.builders import day, indicator, measure, reference, site, stage

ROOT = Path(__file__).resolve().parents[2]


def published_value(settings: Settings) -> float | None:
    with open_current(settings) as store:
        [row] = reads.observations(store, indicators=["share"], sites=["A"], start=day("2024-03"), stop=day("2024-04"))
        return row.denominator


def restate(settings: Settings, denominator: float) -> None:
    stage(settings, measures=[measure("A", "2024-03", numerator=1, denominator=denominator)])


def leftovers(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.published.iterdir() if path.name.startswith(".data-"))


def test_nothing_staged_is_said_in_a_sentence(settings: Settings) -> None:
    with pytest.raises(StoreError, match="Rien n’est chargé"):
        publish(settings, reference())
    assert current(settings) is None


def test_a_version_says_what_it_was_built_from(published: Settings) -> None:
    version = current(published)
    assert version is not None
    assert (version.number, version.loads) == (1, (1, 2, 3))
    assert version.path.name == "data-000001.duckdb"
    content = json.loads((published.published / POINTER).read_text(encoding="utf-8"))
    assert {"version", "file", "sha256", "bytes", "built_at"} <= content.keys()
    with open_current(published) as store:
        found = reads.version(store)
    assert (found.version, found.demo, found.n_loads, found.first_month) == (1, False, 3, day("2024-01"))


def test_nothing_changed_makes_no_new_version(published: Settings) -> None:
    again = publish(published, reference())
    assert (again.number, again.is_new) == (1, False)
    assert publish(published, reference(indicator("new"))).number == 2


def test_the_steps_are_told_as_they_go(published: Settings) -> None:
    restate(published, 60)
    told: list[tuple[str, int, int]] = []
    assert publish(published, reference(), progress=lambda *step: told.append(step)).is_new
    assert [place for _, place, _ in told] == list(range(told[-1][2] + 1))


def test_only_the_last_versions_are_kept(published: Settings) -> None:
    for value in (60, 70, 80, 90):
        restate(published, value)
        publish(published, reference())
    assert [version.number for version in versions(published)] == [3, 4, 5]
    assert sorted(path.name for path in published.published.glob("*.duckdb")) == [
        f"data-{number:06d}.duckdb" for number in (3, 4, 5)
    ]


def test_undo_goes_back_and_the_next_publication_takes_a_new_number(published: Settings) -> None:
    restate(published, 60)
    publish(published, reference())
    assert published_value(published) == 60
    assert undo(published).number == 1
    assert published_value(published) == 50
    with pytest.raises(StoreError, match="Aucune version n’est conservée avant la version 1"):
        undo(published)
    assert publish(published, reference()).number == 3
    assert published_value(published) == 60


def test_undo_without_any_version_is_refused(settings: Settings) -> None:
    with pytest.raises(StoreError, match="Rien n’est publié"):
        undo(settings)


def test_two_publications_never_collide(published: Settings) -> None:
    """The second one is refused with a sentence while the first one works."""
    entered, leave = threading.Event(), threading.Event()

    class Slow(DuckDBEngine):
        def build(self, inputs: Inputs, target: Path, progress: Progress | None = None) -> None:
            entered.set()
            leave.wait(60)
            super().build(inputs, target, progress)

    restate(published, 60)
    first = threading.Thread(target=lambda: publish(published, reference(), engine=Slow(published)))
    first.start()
    assert entered.wait(60)
    with pytest.raises(StoreError, match="déjà en cours"):
        publish(published, reference())
    leave.set()
    first.join()
    assert published_value(published) == 60


def test_a_build_that_fails_leaves_the_former_version_and_no_file(published: Settings) -> None:
    class Broken(DuckDBEngine):
        def build(self, inputs: Inputs, target: Path, progress: Progress | None = None) -> None:
            target.write_bytes(b"half a file")
            raise RuntimeError("power cut")

    restate(published, 60)
    with pytest.raises(RuntimeError):
        publish(published, reference(), engine=Broken(published))
    assert published_value(published) == 50
    assert leftovers(published) == []


def test_an_index_that_memory_does_not_hold_leaves_the_former_version_and_no_file(published: Settings) -> None:
    restate(published, 60)
    short = replace(published, memory_limit="100KB")
    with pytest.raises(StoreError, match="mémoire accordée \\(100KB\\) ne suffit pas"):
        publish(short, reference(), engine=DuckDBEngine(published))
    assert published_value(published) == 50
    assert leftovers(published) == []


@pytest.mark.parametrize("step", ["index", "themes", "withheld"])
def test_a_file_that_cannot_be_written_is_said_in_a_sentence_at_each_step(settings: Settings, step: str) -> None:
    nowhere = settings.published / "absent" / "data.duckdb"
    writes: dict[str, Callable[[], None]] = {
        "index": lambda: review_index.write(nowhere, settings, (), lambda told: None),
        "themes": lambda: comment_themes.write(nowhere, settings, (), ()),
        "withheld": lambda: closed_months.write(nowhere, settings, lambda done: None),
    }
    with pytest.raises(StoreError, match="publier à nouveau"):
        writes[step]()


def test_another_vocabulary_makes_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Themes are numbered by their place: a file of another order would be read under wrong names."""
    before = build_signature.__wrapped__(11)
    assert before == build_signature(11)
    monkeypatch.setattr("dashboard.store.version.review_vocabulary", lambda: review_vocabulary()[::-1])
    assert build_signature.__wrapped__(11) != before


def test_a_file_that_does_not_verify_is_not_served(published: Settings) -> None:
    class Forgetful(DuckDBEngine):
        def build(self, inputs: Inputs, target: Path, progress: Progress | None = None) -> None:
            super().build(replace(inputs, staged={**inputs.staged, "measures": ()}), target, progress)

    restate(published, 60)
    with pytest.raises(StoreError, match="ne passent pas la vérification"):
        publish(published, reference(), engine=Forgetful(published))
    assert published_value(published) == 50
    publish(published, reference())
    assert leftovers(published) == []


def test_publishing_repairs_a_damaged_version(published: Settings) -> None:
    version = current(published)
    assert version is not None
    content = bytearray(version.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    version.path.write_bytes(content)
    assert publish(published, reference()).is_new
    assert published_value(published) == 50


@pytest.mark.parametrize("damage", ["pointer is empty", "pointer is gone", "file is gone"])
def test_a_damaged_publication_says_what_to_do_and_publishing_does_it(published: Settings, damage: str) -> None:
    pointer, version = published.published / POINTER, current(published)
    assert version is not None
    match damage:
        case "pointer is empty":
            pointer.write_text("")
        case "pointer is gone":
            pointer.unlink()
        case _:
            version.path.unlink()
    with pytest.raises(StoreError, match="python -m dashboard publish"):
        current(published)
    assert publish(published, reference()).is_new
    assert published_value(published) == 50


def test_a_pointer_cannot_lead_out_of_the_folder(published: Settings) -> None:
    pointer = published.published / POINTER
    content = json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(json.dumps(content | {"file": "../../../etc/passwd"}), encoding="utf-8")
    with pytest.raises(StoreError):
        current(published)


CHILD = """
import resource
import sys
from pathlib import Path
from dashboard.config import Settings
from dashboard.errors import StoreError
from dashboard.store.publish import publish
from tests.builders import reference
settings = Settings(home=Path(sys.argv[1]), memory_limit="500MB")
if int(sys.argv[2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
print("ready", flush=True)
sys.stdin.readline()
try:
    print(publish(settings, reference()).number)
except StoreError as error:
    print(error)
    sys.exit(1)
"""


def child(settings: Settings, file_limit: int = 0) -> subprocess.Popen[str]:
    """Another process, ready to publish as soon as a line reaches it."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(settings.home), str(file_limit)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def start(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_a_kill_at_any_moment_never_breaks_what_is_served(published: Settings) -> None:
    """SIGKILL after a random delay, ten times: the former or the new figure is served, whole, and the next
    publication cleans up."""
    chance, served = random.Random(7), 50.0
    for trial in range(10):
        restate(published, 60.0 + trial)
        process = child(published)
        start(process)
        time.sleep(chance.uniform(0, 0.6))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert published_value(published) in {served, 60.0 + trial}
        served = published_value(published) or 0.0
    restate(published, 99)
    publish(published, reference())
    assert published_value(published) == 99
    assert leftovers(published) == []
    assert {path.stem for path in published.published.glob("*.duckdb")} == {
        path.stem for path in published.published.glob("data-*.json")
    }


def test_a_full_disk_is_said_and_nothing_is_half_published(published: Settings) -> None:
    restate(published, 60)
    process = child(published, file_limit=200_000)
    output, _ = process.communicate("\n")
    assert process.returncode == 1, output
    assert "libérer de la place" in output
    assert published_value(published) == 50
    assert publish(published, reference()).is_new
    assert published_value(published) == 60


def test_a_damaged_staged_file_is_named_and_the_former_version_stays(published: Settings) -> None:
    load = stage(published, sites=[site("Z")])
    path = load.folder / "sites.parquet"
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(StoreError, match="check"):
        publish(published, reference())
    assert published_value(published) == 50


def test_a_description_that_cannot_be_read_is_mended_by_publishing(published):
    stage(published, measures=[measure("A", "2024-04", numerator=1, denominator=2)])
    assert publish(published, reference()).number == 2
    for number in (1, 2):
        (published.published / f"data-{number:06d}.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="illisible"):
        versions(published)
    # The second is served: the pointer still describes it. The first is lost.
    assert publish(published, reference()).is_new is False
    assert [version.number for version in versions(published)] == [2]
    stage(published, measures=[measure("A", "2024-05", numerator=1, denominator=2)])
    assert publish(published, reference()).number == 3
