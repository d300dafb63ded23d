"""The staging area: whole loads or nothing, whatever happens in between."""

import csv
import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard.config import Settings
from dashboard.errors import StoreError
from dashboard.sources.canonical import INDICATORS, SITES
from dashboard.sources.raw import Reject
from dashboard.store import staging
from dashboard.store.staging import LoadOrder, StagedFile
from dashboard.store.staging_writer import StagingWriter

ROOT = Path(__file__).parents[2]


def order(content="x", kind="measures", **fields):
    return LoadOrder(kind, (StagedFile("f.csv", content, 1),), **fields)


def sites(*codes):
    rows = [{"code": code, "label": f"Site {code}", "file": "f.csv", "line": 2} for code in codes]
    return {"sites": pa.Table.from_pylist(rows, schema=SITES)}


def stage(settings, content="x", *codes, rejects=()):
    with StagingWriter(settings, order(content)) as writer:
        writer.write(sites(*codes or ("A",)))
        writer.reject(rejects)
        return writer.commit()


def run(settings, code, **options):
    """A Python process of its own, with this repository on its path."""
    script = textwrap.dedent(code).replace("HOME", repr(str(settings.home)))
    return subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, **options
    )


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path)


def test_loads_are_numbered_and_described(settings):
    first = stage(settings, "x", "A", "B", rejects=[Reject("f.csv", 3, "site", "Z", "site inconnu")])
    second = stage(settings, "y")
    assert [load.id for load in staging.loads(settings)] == ["0001", "0002"]
    assert staging.loads(settings) == (first, second)
    assert (first.accepted, first.rejected, first.kind) == ({"sites": 2}, 1, "measures")
    assert [reject.reason for reject in staging.rejects(settings, "0001")] == ["site inconnu"]
    assert sorted(path.name for path in first.folder.iterdir()) == ["manifest.json", "rejects.csv", "sites.parquet"]


def test_batches_of_a_table_make_one_file(settings):
    with StagingWriter(settings, order()) as writer:
        writer.write(sites("A"))
        writer.write(sites("B", "C"))
        load = writer.commit()
    assert load.accepted == {"sites": 3}
    assert list(staging.known_sites(settings)) == ["A", "B", "C"]


def test_the_same_content_is_found_whatever_the_file_is_called(settings):
    load = stage(settings, "x")
    renamed = LoadOrder("measures", (StagedFile("autre.csv", "x", 1),))
    assert staging.find_same(settings, renamed.digest) == load
    for other in (order("y"), order("x", kind="survey"), order("x", mapping_digest="m")):
        assert staging.find_same(settings, other.digest) is None


def test_a_block_left_without_commit_leaves_nothing(settings):
    with StagingWriter(settings, order()) as writer:
        writer.write(sites("A"))
    assert [path.name for path in settings.staging.iterdir()] == [".lock"]
    assert staging.loads(settings) == ()


def test_two_writers_of_the_same_content_stage_it_once(settings):
    with StagingWriter(settings, order()) as one, StagingWriter(settings, order()) as other:
        one.write(sites("A"))
        other.write(sites("A"))
        kept = one.commit()
        assert other.commit() == kept
        assert other.already == kept
    assert len(staging.loads(settings)) == 1


def test_a_rejected_cell_cannot_become_a_formula(settings):
    cells = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", " =x", "-5", "-1,5", "texte"]
    load = stage(settings, "x", "A", rejects=[Reject("f.csv", 2, "valeur", cell, "illisible") for cell in cells])
    with (load.folder / "rejects.csv").open(encoding="utf-8", newline="") as file:
        written = [row["value"] for row in csv.DictReader(file)]
    assert written == ["'=1+1", "'+cmd|' /C calc'!A0", "'@SUM(A1)", "'-2+3", "' =x", "-5", "-1,5", "texte"]


def test_rejects_of_an_unknown_load(settings):
    for name in ("0009", "../x", ""):
        with pytest.raises(StoreError, match="n’existe pas"):
            list(staging.rejects(settings, name))


def test_the_last_load_gives_the_label_of_a_site(settings):
    stage(settings, "x", "A")
    with StagingWriter(settings, order("y")) as writer:
        writer.write({"sites": pa.Table.from_pylist([{"code": "A", "label": "Nouveau"}], schema=SITES)})
        writer.write({"indicators": pa.Table.from_pylist([{"code": "IND-1", "unit": "%"}], schema=INDICATORS)})
        writer.commit()
    assert staging.known_sites(settings) == {"A": "Nouveau"}
    assert [(row["code"], row["unit"]) for row in staging.staged_indicators(settings)] == [("IND-1", "%")]


def test_a_damaged_manifest_is_named(settings):
    load = stage(settings)
    (load.folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="0001"):
        staging.loads(settings)


WRITE_THEN = """
    import os, signal
    from pathlib import Path
    from tests.unit.test_staging import Settings, StagingWriter, order, sites
    settings = Settings(home=Path(HOME))
    with StagingWriter(settings, order()) as writer:
        writer.write(sites("A"))
        {then}
        writer.commit()
"""


@pytest.mark.parametrize("then", ["os.kill(os.getpid(), signal.SIGKILL)", "writer.close(); os.kill(os.getpid(), 9)"])
def test_a_killed_load_leaves_nothing_visible_and_the_next_one_cleans(settings, then):
    assert run(settings, WRITE_THEN.format(then=then)).returncode == -signal.SIGKILL
    assert staging.loads(settings) == ()
    assert len(list(settings.staging.glob(".tmp-*"))) == 1
    load = stage(settings)
    assert load.id == "0001"
    assert not list(settings.staging.glob(".tmp-*"))


def test_the_folder_of_a_living_loader_is_left_alone(settings):
    with StagingWriter(settings, order("slow")) as slow:
        slow.write(sites("A"))
        assert run(settings, WRITE_THEN.format(then="pass")).returncode == 0
        assert slow.commit().id == "0002"


def test_concurrent_loads_take_different_numbers(settings):
    script = """
        import sys
        from pathlib import Path
        from tests.unit.test_staging import Settings, stage
        for rank in range(5):
            stage(Settings(home=Path(HOME)), f"{sys.argv[1]}-{rank}")
    """
    text = textwrap.dedent(script).replace("HOME", repr(str(settings.home)))
    loaders = [subprocess.Popen([sys.executable, "-c", text, name], cwd=ROOT) for name in ("a", "b", "c")]
    assert [loader.wait(timeout=60) for loader in loaders] == [0, 0, 0]
    assert [load.id for load in staging.loads(settings)] == [f"{number:04d}" for number in range(1, 16)]
    assert len({load.digest for load in staging.loads(settings)}) == 15


def _small_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit on file sizes here")
def test_a_full_disk_is_one_sentence_and_leaves_nothing(settings):
    script = """
        from pathlib import Path
        from dashboard.errors import StoreError
        from tests.unit.test_staging import Settings, stage
        try:
            stage(Settings(home=Path(HOME)), "x", *[f"{rank * 7919:x}" for rank in range(50_000)])
        except StoreError as error:
            print(error)
    """
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    done = run(settings, script, preexec_fn=_small_files, env=environment)
    assert "le disque est plein" in done.stdout, done.stderr
    assert staging.loads(settings) == ()
    assert not list(settings.staging.glob(".tmp-*"))
