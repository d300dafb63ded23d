"""Copying the versions that another server publishes: on real folders, each with its own home."""

import datetime as dt
import errno
import fcntl
import hashlib
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.authority import acting
from dashboard.backup.backup import backup
from dashboard.backup.restore import restore
from dashboard.config import ROOT, Settings
from dashboard.domain.access import OPEN
from dashboard.errors import FollowingError, StoreError
from dashboard.loading import load
from dashboard.loading.publication import publish_everything, undo_publication
from dashboard.store import following, reads
from dashboard.store.checks import check, intact
from dashboard.store.following import Look, follow
from dashboard.store.public_version import public_version
from dashboard.store.publish import current, publish, undo, versions
from dashboard.store.store import open_current
from dashboard.store.version import POINTER, Version, build_signature, point_to, pointed, write
from tests.builders import day, measure, reference, stage

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


@pytest.fixture
def follower(published: Settings, tmp_path: Path) -> Settings:
    """A server of its own, that follows `published` and has copied nothing yet."""
    return Settings(home=tmp_path / "second", memory_limit="500MB", published_from=published.published)


def looked(settings: Settings, now: dt.datetime = NOW) -> Look:
    assert settings.published_from is not None
    return follow(settings, settings.published_from, now)


def next_version(settings: Settings, denominator: float) -> Version:
    stage(settings, measures=[measure("A", "2024-03", numerator=1, denominator=denominator)])
    return publish(settings, reference())


def value(settings: Settings) -> float | None:
    with open_current(settings) as store:
        [row] = reads.observations(store, indicators=["share"], sites=["A"], start=day("2024-03"), stop=day("2024-04"))
        return row.denominator


def files(settings: Settings) -> set[str]:
    return {path.name for path in settings.published.iterdir()} - {".lock"}


def numbers(settings: Settings) -> list[int]:
    return [one.number for one in versions(settings)]


def sentence(settings: Settings) -> str:
    with pytest.raises(FollowingError) as refused:
        looked(settings)
    return str(refused.value)


def test_the_version_is_copied_whole_and_nothing_else(published: Settings, follower: Settings) -> None:
    assert current(follower) is None
    found = looked(follower)
    assert (found.named, [one.number for one in found.copied], found.is_settled) == (1, [1], True)
    assert files(follower) == {"data-000001.duckdb", "data-000001.json", POINTER}
    assert value(follower) == value(published) == 50
    assert check(follower) == []
    assert looked(follower) == Look(1)


def test_each_version_follows_then_undo(published: Settings, follower: Settings) -> None:
    looked(follower)
    next_version(published, 60)
    assert [one.number for one in looked(follower).copied] == [2]
    assert value(follower) == 60
    undo(published)
    assert looked(follower) == Look(1)
    assert value(follower) == 50
    assert next_version(published, 70).number == 3
    looked(follower)
    assert value(follower) == 70
    assert numbers(follower) == [1, 2, 3]


def test_undo_to_a_version_that_was_never_copied_here(published: Settings, follower: Settings) -> None:
    next_version(published, 60)
    looked(follower)
    assert numbers(follower) == [2]
    undo(published)
    assert [one.number for one in looked(follower).copied] == [1]
    assert value(follower) == 50


def test_old_versions_go_as_they_do_where_they_are_published(published: Settings, follower: Settings) -> None:
    for denominator in (60, 70, 80, 90):
        looked(follower)
        next_version(published, denominator)
    looked(follower)
    assert numbers(follower) == numbers(published) == [3, 4, 5]
    few = replace(follower, kept_versions=2)
    next_version(published, 95)
    looked(few)
    assert numbers(few) == [5, 6]


@pytest.mark.parametrize("shorter", [0, 1, 1000])
def test_a_file_that_is_not_whole_yet_is_not_served(published: Settings, follower: Settings, shorter: int) -> None:
    """As a folder that another machine fills: the pointer may arrive before the end of the file."""
    looked(follower)
    version = next_version(published, 60)
    whole = version.path.read_bytes()
    version.path.write_bytes(whole[: len(whole) - shorter] if shorter else whole[:-1] + bytes([whole[-1] ^ 1]))
    said = sentence(follower)
    assert "version 2" in said
    assert "la version 1 reste servie" in said
    assert value(follower) == 50
    assert files(follower) == {"data-000001.duckdb", "data-000001.json", POINTER}
    version.path.write_bytes(whole)
    assert [one.number for one in looked(follower).copied] == [2]
    assert value(follower) == 60


def test_a_file_that_is_named_and_not_there_yet(published: Settings, follower: Settings) -> None:
    looked(follower)
    version = next_version(published, 60)
    away = version.path.rename(published.home / "later")
    assert "fichier ou dossier absent" in sentence(follower)
    away.rename(version.path)
    looked(follower)
    assert value(follower) == 60


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', "\u00e9\u00e8"])
def test_a_pointer_that_cannot_be_read(published: Settings, follower: Settings, text: str) -> None:
    looked(follower)
    (published.published / POINTER).write_bytes(text.encode("latin-1"))
    said = sentence(follower)
    assert POINTER in said
    assert "la version 1 reste servie" in said
    assert value(follower) == 50


def test_the_folder_goes_away_then_comes_back(published: Settings, follower: Settings) -> None:
    never = sentence(replace(follower, published_from=published.home / "elsewhere"))
    assert "n’existe pas" in never
    assert "rien n’est encore servi ici" in never
    looked(follower)
    away = published.published.rename(published.home / "away")
    assert "est monté" in sentence(follower)
    published.published.mkdir()  # what is left of a folder that is no longer mounted
    assert "la version 1 reste servie" in sentence(follower)
    assert value(follower) == 50
    published.published.rmdir()
    away.rename(published.published)
    next_version(published, 60)
    looked(follower)
    assert value(follower) == 60


def test_a_folder_that_may_not_be_read_any_more(follower: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As NFS says it: by an error of the system, at any call."""
    looked(follower)
    read = Path.read_text

    def stale(path: Path, *arguments: str, **options: str) -> str:
        if path.parent == follower.published_from:
            raise OSError(errno.EIO, "Stale file handle")
        return read(path, *arguments, **options)

    monkeypatch.setattr(Path, "read_text", stale)
    assert "erreur du disque" in sentence(follower)
    assert value(follower) == 50


def test_a_version_of_another_program_is_left_there(published: Settings, follower: Settings) -> None:
    looked(follower)
    point_to(published, replace(next_version(published, 60), build="another"))
    assert "autre version du programme" in sentence(follower)
    assert value(follower) == 50
    other = replace(follower, masked_below=5)
    assert "mêmes réglages" in sentence(other)


def test_a_server_that_was_upgraded_copies_the_next_version(published: Settings, follower: Settings) -> None:
    """What it has was built for the program before: it serves it no more."""
    looked(follower)
    former = current(follower)
    assert former is not None
    former = replace(former, build="former")
    write(former.path.with_suffix(".json"), former)
    point_to(follower, former)
    with pytest.raises(StoreError, match="autre version du programme"):
        current(follower)
    next_version(published, 60)
    looked(follower)
    assert value(follower) == 60


def test_a_copy_that_was_interrupted_leaves_nothing(published: Settings, follower: Settings) -> None:
    looked(follower)
    next_version(published, 60)
    assert follower.published_from is not None

    def cut() -> None:
        assert (follower.published / ".data-000002.duckdb.tmp").exists()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        follow(follower, follower.published_from, NOW, cut)
    assert files(follower) == {"data-000001.duckdb", "data-000001.json", POINTER}
    # As a kill leaves it: half a copy, and a whole one that nothing describes.
    (follower.published / ".data-000002.duckdb.tmp").write_bytes(b"half")
    shutil.copyfile(published.published / "data-000002.duckdb", follower.published / "data-000002.duckdb")
    looked(follower)
    assert value(follower) == 60
    assert {name for name in files(follower) if "000002" in name} == {"data-000002.duckdb", "data-000002.json"}


_COPIES_FOR_EVER = """
import datetime, itertools, sys
from pathlib import Path
from dashboard.config import Settings
from dashboard.store.following import follow
from dashboard.store.version import point_to, readable
source, here = (Settings(home=Path(home), memory_limit="500MB") for home in sys.argv[1:])
print("ready", flush=True)
for version in itertools.cycle(readable(source)):
    for kept in here.published.glob(f"data-{version.number:06d}*.json"):
        kept.unlink()
    point_to(source, version)
    follow(here, source.published, datetime.datetime.now(datetime.UTC))
"""


def test_a_kill_at_any_moment_never_breaks_what_is_served(published: Settings, follower: Settings) -> None:
    """SIGKILL of a process that copies two versions in turn, each time anew: what is served is whole, and the next
    look cleans up."""
    looked(follower)
    next_version(published, 60)
    looked(follower)
    chance, seen = random.Random(7), set[float | None]()
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", _COPIES_FOR_EVER, str(published.home), str(follower.home)],
            stdout=subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
        process.communicate()
        served = pointed(follower)
        assert served is not None
        assert intact(served)
        seen.add(value(follower))
        looked(follower)
        assert not [name for name in files(follower) if name.startswith(".")]
    assert seen <= {50, 60}
    assert check(follower) == []
    data, described = ({path.stem for path in follower.published.glob(f"data-*.{end}")} for end in ("duckdb", "json"))
    assert data == described


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"x" * path.stat().st_size), Path.unlink])
def test_a_copy_that_is_damaged_is_made_again_beside(follower: Settings, damage: Callable[[Path], None]) -> None:
    looked(follower)
    before = current(follower)
    assert before is not None
    damage(before.path)
    assert [one.number for one in looked(follower).copied] == [1]
    assert check(follower) == []
    assert value(follower) == 50
    assert len(files(follower)) == 3
    after = current(follower)
    assert after is not None
    assert after.sha256 == before.sha256
    assert after.path != before.path, "whoever reads the damaged file would go on with it under its name"


def test_a_number_given_again_after_a_restoration(published: Settings, follower: Settings, tmp_path: Path) -> None:
    kept = tmp_path / "backup"
    shutil.copytree(published.home, kept)
    for denominator in (60, 70):
        looked(follower)
        next_version(published, denominator)
    looked(follower)
    assert numbers(follower) == [1, 2, 3]
    lost = tmp_path / "lost"
    shutil.copytree(follower.published, lost)
    shutil.rmtree(published.home)
    kept.rename(published.home)
    looked(follower)
    assert (value(follower), numbers(follower)) == (50, [1]), "what is no longer there is not here either"
    shutil.copytree(lost, follower.published, dirs_exist_ok=True)  # as if this server had not looked meanwhile
    with open_current(follower) as reader:
        assert (reader.number, next_version(published, 80).number) == (3, 2)
        looked(follower)
        assert reads.version(reader).version == 3, "a reader of the former one goes on"
    assert value(follower) == 80
    assert numbers(follower) == [1, 2]
    assert check(follower) == []


class TestWhatThePublicReads:
    """With a delay, agents and the public read two versions: both are to be here."""

    @pytest.fixture
    def dated(self, published: Settings) -> Settings:
        """Version 1 of a month ago, version 2 of ten days ago, version 3 of today."""
        for denominator in (60, 70):
            next_version(published, denominator)
        found = versions(published)
        for one, days in zip(found, (30, 10, 0), strict=True):
            moved = replace(one, built_at=NOW - dt.timedelta(days=days))
            write(moved.path.with_suffix(".json"), moved)
        point_to(published, versions(published)[-1])
        return published

    @pytest.mark.parametrize(("delay", "read"), [(0, 3), (7, 2), (20, 1), (60, 1)])
    def test_it_is_copied_too(self, dated: Settings, follower: Settings, delay: int, read: int) -> None:
        delayed = replace(follower, public_delay_days=delay)
        looked(delayed)
        served, public = current(delayed), public_version(delayed, NOW)
        assert served is not None
        assert public is not None
        assert (served.number, public.number) == (3, read)
        assert numbers(delayed) == sorted({3, read})

    def test_it_comes_before_the_new_one_is_served(self, dated: Settings, follower: Settings) -> None:
        """Without it the public would read the new one before its day."""
        delayed = replace(follower, public_delay_days=7)
        second = versions(dated)[1].path
        content = second.read_bytes()
        second.write_bytes(content[:-1])
        assert "version 2" in sentence(delayed)
        assert current(delayed) is None
        second.write_bytes(content)
        looked(delayed)
        assert numbers(delayed) == [2, 3]

    def test_it_changes_with_the_days_on_both_alike(self, dated: Settings, follower: Settings) -> None:
        delayed = replace(follower, public_delay_days=20)
        source = replace(dated, public_delay_days=20)
        for days in (0, 9, 11, 19, 21):
            now = NOW + dt.timedelta(days=days)
            looked(delayed, now)
            here, there = public_version(delayed, now), public_version(source, now)
            assert here is not None
            assert there is not None
            assert here.sha256 == there.sha256

    def test_a_list_that_is_not_whole_shows_nothing_sooner(self, dated: Settings, follower: Settings) -> None:
        delayed = replace(follower, public_delay_days=7)
        looked(delayed)
        for path in dated.published.glob("data-00000[12].json"):
            path.unlink()
        next_version(dated, 80)
        point_to(dated, replace(versions(dated)[-1], built_at=NOW))
        looked(delayed)
        public = public_version(delayed, NOW)
        assert public is not None
        assert public.number == 2


def test_two_servers_and_two_processes_of_one_of_them(published: Settings, follower: Settings, tmp_path: Path) -> None:
    other = replace(follower, home=tmp_path / "third")
    found: list[Look | Exception] = []

    def look(settings: Settings) -> None:
        with acting(OPEN):
            try:
                found.append(looked(settings))
            except Exception as error:
                found.append(error)

    threads = [threading.Thread(target=look, args=(one,)) for one in (follower, follower, follower, other, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(one, Look) for one in found), found
    assert sum(len(one.copied) for one in found if isinstance(one, Look)) == 2, "one copy a home"
    for settings in (follower, other):
        assert value(settings) == 50
        assert len(files(settings)) == 3


def test_while_another_process_copies_nothing_is_done_twice(follower: Settings) -> None:
    follower.published.mkdir(parents=True)
    with (follower.published / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert looked(follower) == Look(1, is_settled=False)
    assert files(follower) == set()
    assert looked(follower).is_settled


def test_a_disk_without_room_is_said_before_it_is_filled(
    published: Settings, follower: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked(follower)
    next_version(published, 60)
    monkeypatch.setattr(following, "free_bytes", lambda _folder: 3_200_000)
    said = sentence(follower)
    assert "le disque est plein" in said
    assert "il reste 3,2\u00a0Mo" in said
    assert "la version 1 reste servie" in said
    assert len(files(follower)) == 3


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB, where this account may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("only root mounts a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_full_half_way(
    published: Settings, follower: Settings, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program takes the room that there was when the copy began."""
    monkeypatch.setattr(following, "SPARE", 0)
    full = replace(follower, home=small_disk / "home")
    monkeypatch.setattr(following, "free_bytes", lambda _folder: None)
    (small_disk / "taken").write_bytes(b"x" * (12 * 1024 * 1024 - 300_000))
    assert (published.published / "data-000001.duckdb").stat().st_size > 300_000
    assert "le disque est plein" in sentence(full)
    assert files(full) == set()
    (small_disk / "taken").unlink()
    looked(full)
    assert value(full) == 50


def test_a_home_that_may_not_be_written(follower: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, who may run the tests, writes everywhere: the refusal of the system is imitated."""
    plain = Path.open

    def refusing(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if "w" in mode and follower.published in path.parents:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return plain(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", refusing)
    assert "vérifier les droits" in sentence(follower)


def test_a_home_that_is_a_file(follower: Settings) -> None:
    follower.home.mkdir()
    follower.published.write_text("not a folder", encoding="utf-8")
    said = sentence(follower)
    assert "ne peut pas être copiée" in said
    assert "rien n’est encore servi" in said


def test_nothing_is_changed_here(follower: Settings, tmp_path: Path) -> None:
    looked(follower)
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in follower.published.iterdir()}
    acts: list[Callable[[], object]] = [
        lambda: load(follower, "measures", [str(tmp_path / "none.csv")]),
        lambda: publish_everything(follower),
        lambda: undo_publication(follower),
        lambda: backup(follower, tmp_path / "out.tar.gz"),
        lambda: restore(follower, tmp_path / "in.tar.gz", replace=True),
    ]
    for act in acts:
        with pytest.raises(StoreError, match="Ce serveur copie les versions publiées dans"):
            act()
    assert before == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in follower.published.iterdir()}
    assert not (tmp_path / "out.tar.gz").exists()


def test_a_damaged_copy_is_not_to_be_published_here(follower: Settings) -> None:
    looked(follower)
    version = pointed(follower)
    assert version is not None
    version.path.write_bytes(b"short")
    with pytest.raises(StoreError, match="refait de lui-même une copie"):
        current(follower)
    point_to(follower, replace(version, bytes=5, build="another"))
    with pytest.raises(StoreError, match="sur le serveur qui publie"):
        current(follower)
    assert version.build == build_signature(follower.masked_below)
