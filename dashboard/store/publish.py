"""From staged loads to a version that is served: build beside, verify, rename, then move the pointer.

At every moment the pointer names a whole, verified file: a crash, a full disk or a refusal leaves the former version
served, and the next publication removes what was left behind.
"""

import datetime as dt
import fcntl
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from dashboard.config import Settings
from dashboard.engine.chosen_engine import chosen_engine
from dashboard.engine.disk_room import room_to_publish
from dashboard.engine.engine import STEPS, Engine, Progress
from dashboard.engine.reference import Reference
from dashboard.engine.staged import STAGED, Inputs
from dashboard.errors import StoreError, cause, is_full
from dashboard.store import answer_counts, build_inputs, checks, closed_months, comment_themes, review_index, staging
from dashboard.store.build_inputs import VersionMade
from dashboard.store.public_version import public_version
from dashboard.store.staging import StagedLoad
from dashboard.store.version import (
    Version,
    adopt,
    build_signature,
    current,
    point_to,
    readable,
    remove,
    require_same_build,
    served_number,
    unreadable,
    versions,
    write,
)

CLOSING = 10
"""Steps of the progress that tell of what is withheld."""
AFTER = len(review_index.STEPS) + CLOSING

__all__ = ["Version", "current", "publish", "undo", "versions"]


def publish(
    settings: Settings,
    reference: Reference,
    *,
    left_reviews: pa.Table | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Version:
    """Build, verify and serve a new version. `left_reviews`: the opinions of the registry (canonical.REVIEWS). When
    nothing changed since the version that is served, that version comes back with `is_new` False. Raises StoreError;
    the former version then stays."""
    loads = staging.loads(settings)
    if not loads:
        raise StoreError(
            "Rien n’est chargé : charger au moins un fichier (« python -m dashboard load »), puis publier."
        )
    with _disk(settings), _exclusive(settings):
        taken = [int(path.stem[5:]) for path in settings.published.glob("data-*.json") if path.stem[5:].isdigit()]
        sweep(settings)
        typed = {"reviews": left_reviews} if left_reviews is not None and left_reviews.num_rows else {}
        digest = _digest(settings, loads, reference, typed)
        served = _served(settings)
        built_at = dt.datetime.now(dt.UTC).replace(microsecond=0)
        # One dated after today, by a clock that was wrong, would be kept from the public until that day.
        same = served is not None and served.digest == digest and served.built_at <= built_at
        if served and same and checks.intact(served):
            return served
        number = max(taken, default=0) + 1
        temporary = settings.published / f".data-{number:06d}.duckdb.tmp"
        made = VersionMade(number, built_at, digest)
        _build(settings, engine or chosen_engine(settings), loads, reference, typed, made, temporary, progress)
        checks.verify(temporary, loads)
        _drop_damaged(settings, served)
        version = _adopt(settings, temporary, number, built_at, digest, loads)
        point_to(settings, version)
        prune(settings, version)
        return replace(version, is_new=True)


def undo(settings: Settings) -> Version:
    """Serve the version before the current one; when that one is damaged, the last one that is whole. The newer file is
    kept, so that its number is never used again.

    Raises StoreError when there is none.
    """
    with _disk(settings), _exclusive(settings):
        served = _served(settings)
        if served is None and readable(settings):
            return _back_to_intact(settings)
        if served is None:
            raise StoreError("Rien n’est publié : lancer « python -m dashboard publish ».")
        earlier = [version for version in readable(settings) if version.number < served.number]
        if not earlier:
            raise StoreError(f"Aucune version n’est conservée avant la version {served.number} : rien n’a été changé.")
        if not checks.intact(earlier[-1]):
            raise StoreError(
                f"Le fichier de la version {earlier[-1].number} est endommagé : rien n’a été changé ; "
                "lancer « python -m dashboard check »."
            )
        require_same_build(settings, earlier[-1])
        return point_to(settings, earlier[-1])


def _back_to_intact(settings: Settings) -> Version:
    """Serve the last version that is whole, when the one that is served is not: at most the number of the pointer, if
    it can be read. Raises StoreError when none is."""
    most = served_number(settings)
    kept = [version for version in readable(settings) if most is None or version.number <= most]
    mine = [version for version in kept if version.build == build_signature(settings.masked_below)]
    if kept and not mine:
        require_same_build(settings, kept[-1])
    for version in reversed(mine):
        if checks.intact(version):
            return point_to(settings, version)
    raise StoreError(
        "Aucune version intacte n’est conservée\u00a0: rien n’a été changé\u00a0; lancer «\u00a0python -m dashboard "
        "publish\u00a0», ou restaurer une sauvegarde («\u00a0python -m dashboard restore\u00a0»)."
    )


def _served(settings: Settings) -> Version | None:
    """The current version, None when its pointer or file is damaged: publishing is then the remedy."""
    try:
        return current(settings)
    except StoreError:
        return None


def _build(
    settings: Settings,
    engine: Engine,
    loads: Sequence[StagedLoad],
    reference: Reference,
    typed: Mapping[str, pa.Table],
    made: VersionMade,
    temporary: Path,
    progress: Progress | None,
) -> None:
    try:
        staged = {table: tuple(path for load in loads if (path := load.table(table))) for table in STAGED}
        told = _Told(progress or (lambda step, place, of: None), len(staged["answers"]))
        parts = answer_counts.counted(settings, engine, loads, told.counted)
        own = build_inputs.tables(loads, typed, made, settings.announced_reply_days)
        engine.build(Inputs(staged, parts, {**reference.tables(), **own}, typed), temporary, told.built)
        review_index.write(temporary, settings, reference.topics, told.indexed)
        comment_themes.write(temporary, settings, reference.topics, loads)
        closed_months.write(temporary, settings, told.closed)
    except BaseException:
        sweep(settings)
        raise


class _Told:
    """One progress out of four: the loads that are counted, the steps of the engine, those of the index, then ten for
    what is withheld."""

    def __init__(self, progress: Progress, loads: int) -> None:
        self._progress, self._loads, self._place = progress, loads, 0
        self._built = loads + len(STEPS)
        self._last = self._built + AFTER

    def counted(self, place: int) -> None:
        self._progress(answer_counts.STEP, place, self._last)

    def built(self, step: str, place: int, _of: int) -> None:
        self._place = self._loads + place
        if self._place < self._built:
            self._progress(step, self._place, self._last)

    def indexed(self, step: str) -> None:
        self._progress(step, self._place, self._last)
        self._place += 1

    def closed(self, done: float) -> None:
        first = self._last - CLOSING
        while self._place <= first + int(done * CLOSING):
            self._progress("closed_month" if self._place < self._last else "", self._place, self._last)
            self._place += 1


def _adopt(
    settings: Settings,
    temporary: Path,
    number: int,
    built_at: dt.datetime,
    digest: str,
    loads: Sequence[StagedLoad],
) -> Version:
    """Make a version of the verified file."""
    version = Version(
        number=number,
        file=f"data-{number:06d}.duckdb",
        sha256=checks.sha256_of(temporary),
        bytes=temporary.stat().st_size,
        built_at=built_at,
        digest=digest,
        loads=tuple(int(load.id) for load in loads),
        folder=settings.published,
        build=build_signature(settings.masked_below),
    )
    return adopt(version, temporary)


def _digest(
    settings: Settings, loads: Sequence[StagedLoad], reference: Reference, typed: Mapping[str, pa.Table]
) -> str:
    """What a version is built from: the loads, the registry, the reference data, the settings, the SQL of the build
    and what is withheld."""
    content = hashlib.sha256(reference.digest.encode())
    for load in loads:
        content.update(f"{load.id} {load.digest}".encode())
    for table in typed.values():
        for batch in table.to_batches():
            content.update(repr(batch.to_pylist()).encode())
    content.update(f"{settings.announced_reply_days}".encode())
    content.update(build_signature(settings.masked_below).encode())
    return content.hexdigest()


def prune(settings: Settings, served: Version) -> None:
    """Remove the oldest versions, but the one that is served and the one that the public reads. A process that still
    reads one keeps it until it closes it."""
    read = public_version(settings, dt.datetime.now(dt.UTC))
    kept = {served.number, *([read.number] if read else [])}
    for version in versions(settings)[: -settings.kept_versions]:
        if version.number not in kept:
            remove(version)


def _drop_damaged(settings: Settings, served: Version | None) -> None:
    """Remove the versions that could not be served again. The one that is served stays until the new one takes over:
    what is already open may still be read."""
    for version in readable(settings):
        if not (served and served.number == version.number) and not checks.intact(version):
            remove(version)


def sweep(settings: Settings) -> None:
    """Remove what an interrupted publication left: nobody else is publishing while the lock is held."""
    for path in settings.published.glob(".data-*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    served = _served(settings)
    for path in unreadable(settings):
        path.unlink()  # its file goes too, below, unless it is the one that is served
        if served and served.path.with_suffix(".json") == path:
            write(path, served)
    for path in settings.published.glob("data-*.duckdb"):
        if not path.with_suffix(".json").exists() and not (served and served.path == path):
            path.unlink(missing_ok=True)


@contextmanager
def alone(settings: Settings) -> Iterator[bool]:
    """Whether nobody else, in any process of the installation, writes the versions: until the end of the `with`."""
    settings.published.mkdir(parents=True, exist_ok=True)
    with (settings.published / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def _exclusive(settings: Settings) -> Iterator[None]:
    """One publication at a time. Raises StoreError when there is one already."""
    with alone(settings) as is_alone:
        if not is_alone:
            raise StoreError("Une publication est déjà en cours : attendre qu’elle se termine, puis recommencer.")
        yield


@contextmanager
def _disk(settings: Settings) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = room_to_publish(settings.published) if is_full(error) else "vérifier les droits et le disque"
        raise StoreError(
            f"Les données ne peuvent pas être publiées dans {settings.published} ({cause(error)}) : {advice}, "
            "puis publier à nouveau ; la version précédente reste servie."
        ) from error
