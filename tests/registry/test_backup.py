"""A backup holds everything that cannot be made again, is refused when it is not whole, and is put back as it was."""

import gzip
import io
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dashboard.authority import acting
from dashboard.backup import archive
from dashboard.backup.backup import Made, backup
from dashboard.backup.restore import restore
from dashboard.config import Settings
from dashboard.domain.access import EVERYWHERE, Access, Grant, Person, Role
from dashboard.errors import AccessError, BackupError
from dashboard.loading import load
from dashboard.loading.publication import publish_everything, undo_publication
from dashboard.registry import database
from dashboard.registry.audit import last_lines
from dashboard.registry.audit_chain import verify
from dashboard.registry.base import Base
from dashboard.registry.saved_views import save_view
from dashboard.registry.shared_secrets import form_key
from dashboard.store import version
from tests.faults.small_home import measures, prepared, seen
from tests.registry.acts import left

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Another installation, on each database: nothing says that a backup goes back where it came from."""
    registry = ""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        opened = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with opened.connect() as connection:
            connection.execute(text(f"create database restored_{os.getpid()}_{tmp_path.name[-30:]}"))
        opened.dispose()
        registry = f"{server}/restored_{os.getpid()}_{tmp_path.name[-30:]}"
    found = Settings(home=tmp_path / "target", registry=registry, memory_limit="500MB")
    yield found
    database.forget(found)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Two versions, and something in several tables of the registry."""
    chosen = prepared(tmp_path_factory.mktemp("source"))
    reference = chosen.home / "reference" / "indicators"
    reference.mkdir(parents=True)
    (reference / "mon-indicateur.toml.txt").write_text("à garder", encoding="utf-8")
    for name in ("Accueil rapide.", "Deux heures d’attente, M. Dupont."):
        left(chosen, name)
    form_key(chosen)
    return chosen


@pytest.fixture(scope="module")
def made(source: Settings, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return backup(source, tmp_path_factory.mktemp("made") / "sauvegarde.tar.gz")


def rows(settings: Settings) -> Rows:
    """Every row of every table that a backup holds."""
    with database.reading(settings) as session:
        return {
            table.name: [tuple(row) for row in session.execute(table.select().order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
            if table.name != "sending_origin"
        }


def files(settings: Settings) -> dict[str, bytes]:
    return {
        str(path.relative_to(settings.home)): path.read_bytes()
        for folder in ("staging", "published", "reference")
        for path in (settings.home / folder).rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def same_moments(found: Rows) -> Rows:
    """Saved views lose their zone on SQLite: moments are compared in UTC."""
    return {
        table: [
            tuple(value.replace(tzinfo=None) if hasattr(value, "tzinfo") else value for value in row) for row in some
        ]
        for table, some in found.items()
    }


def test_a_backup_put_back_is_the_same_row_by_row_and_byte_by_byte(
    source: Settings, made: Made, target: Settings
) -> None:
    assert made.path.stat().st_mode & 0o777 == 0o600
    before = rows(source)
    assert before["audit"].pop()[3] == "backed_up"
    before["secret"] = [row for row in before["secret"] if not str(row[0]).startswith("origin ")]
    done = restore(target, made.path)
    after = rows(target)
    assert after["audit"].pop()[3] == "restored"
    assert same_moments(after) == same_moments(before)
    assert files(target) == files(source)
    assert form_key(target) == form_key(source), "stamps that were signed before are still good"
    assert verify(target).broken is None
    assert done.aside == ()
    assert seen(target).wrong == ()
    # It goes on: a row after the last one, a load, a publication, back to the version before.
    left(target, "Un avis de plus.")
    load(target, "measures", [str(measures(target.home, 4))])
    assert publish_everything(target).number == 3
    assert undo_publication(target).number == 2


def test_from_one_database_to_the_other_and_back(
    source: Settings, made: Made, target: Settings, tmp_path: Path
) -> None:
    restore(target, made.path)
    again = backup(target, tmp_path / "encore.tar.gz")
    home = Settings(home=tmp_path / "back")
    restore(home, again.path)
    expected = rows(target)
    expected["audit"].pop()
    found = rows(home)
    found["audit"].pop()
    assert same_moments(found) == same_moments(expected)
    database.forget(home)


def test_what_is_there_is_set_aside_and_never_replaced_unasked(made: Made, target: Settings) -> None:
    save_view(target, "Ma vue", "services", {})
    with pytest.raises(BackupError, match="n’est pas vide"):
        restore(target, made.path)
    done = restore(target, made.path, replace=True)
    [aside] = done.aside
    if not target.registry:
        kept = Settings(home=Path(aside))
        assert [row[1] for row in rows(kept)["saved_view"]] == ["Ma vue"]
        database.forget(kept)
    else:
        with database.reading(target) as session:
            schema = aside.removeprefix("schéma ")
            assert session.scalars(text(f"select name from {schema}.saved_view")).all() == ["Ma vue"]
    assert [row[1] for row in rows(target)["saved_view"]] == ["Comité"]


def altered(made: Made, to: Path, change: str) -> Path:
    """The archive with one thing wrong in it."""
    with tarfile.open(made.path) as archive_:
        content = [(one, (archive_.extractfile(one) or io.BytesIO()).read()) for one in archive_.getmembers()]
    with tarfile.open(to, "w:gz") as copy:
        for one, body in content:
            if change == "bytes" and one.name.endswith("sites.parquet"):
                body = body[:-1] + bytes([body[-1] ^ 1])
            if change == "missing" and one.name.endswith("sites.parquet"):
                continue
            if change == "newer" and one.name == archive.MANIFEST:
                body = json.dumps({**json.loads(body), "revision": "9999"}).encode()
                one.size = len(body)
            if change == "format" and one.name == archive.MANIFEST:
                body = json.dumps({**json.loads(body), "format": 99}).encode()
                one.size = len(body)
            copy.addfile(one, io.BytesIO(body))
            if change in ("../dehors", "/tmp/dehors", "staging/0001/../../../dehors"):
                other = tarfile.TarInfo(change)
                copy.addfile(other, io.BytesIO())
            if change == "link":
                other = tarfile.TarInfo("staging/0001/lien")
                other.type, other.linkname = tarfile.SYMTYPE, "/etc/passwd"
                copy.addfile(other)
    return to


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("bytes", "altérée"),
        ("missing", "altérée"),
        ("../dehors", "altérée"),
        ("/tmp/dehors", "altérée"),
        ("staging/0001/../../../dehors", "altérée"),
        ("link", "altérée"),
        ("newer", "plus récente"),
        ("format", "plus récente"),
    ],
)
def test_an_archive_that_is_not_ours_is_refused_and_nothing_changes(
    made: Made, tmp_path: Path, change: str, said: str
) -> None:
    target = Settings(home=tmp_path / "target")
    with pytest.raises(BackupError, match=said):
        restore(target, altered(made, tmp_path / "autre.tar.gz", change))
    assert not target.home.exists()
    assert not (tmp_path / "dehors").exists()


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.9999])
def test_a_truncated_archive_is_refused_and_nothing_changes(made: Made, tmp_path: Path, part: float) -> None:
    content = made.path.read_bytes()
    cut = tmp_path / "coupe.tar.gz"
    cut.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(BackupError, match="incomplète"):
        restore(Settings(home=tmp_path / "target"), cut)
    assert not (tmp_path / "target").exists()
    cut.write_bytes(gzip.compress(b"autre chose"))
    with pytest.raises(BackupError, match="incomplète"):
        restore(Settings(home=tmp_path / "target"), cut)


def test_a_backup_is_never_written_over_anything_and_is_for_administrators(
    source: Settings, made: Made, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="existe déjà"):
        backup(source, made.path)
    with pytest.raises(BackupError, match="rien à sauvegarder"):
        backup(Settings(home=tmp_path / "vide"), tmp_path / "vide.tar.gz")
    assert list(tmp_path.iterdir()) == []
    pilot = Access(Person("sub", "Anne Martin"), (Grant(Role.PILOT, EVERYWHERE),))
    with acting(pilot), pytest.raises(AccessError):
        backup(source, tmp_path / "sauvegarde.tar.gz")
    with acting(pilot), pytest.raises(AccessError):
        restore(source, made.path)


def test_a_registry_that_is_refused_leaves_everything_as_it_was(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = prepared(tmp_path)
    before = files(target)

    def refuse(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dashboard.registry.refill.put_in_place", refuse)
    with pytest.raises(BackupError, match="disque est plein"):
        restore(target, made.path, replace=True)
    assert files(target) == before
    assert version.current(target) is not None
    assert last_lines(target, 1)[0].object == "version"
    assert not [path.name for path in target.home.iterdir() if path.name.startswith((".rest", ".reg", "avant"))]
    database.forget(target)
