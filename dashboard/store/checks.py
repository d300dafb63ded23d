"""What the staging area and the published file must satisfy. Checks return findings; they never repair in silence."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.errors import StoreError, cause
from dashboard.store import staging
from dashboard.store.staging import MANIFEST, StagedLoad
from dashboard.store.store import Store
from dashboard.store.version import Version, current, remedy, versions


class Severity(StrEnum):
    """An error forbids to publish or to trust; a warning is to be known."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `where`: the load, file or table; `sentence`: what, and what to do."""

    severity: Severity
    where: str
    sentence: str

    def __str__(self) -> str:
        level = "erreur" if self.severity is Severity.ERROR else "avertissement"
        return f"{level} ({self.where}) : {self.sentence}"


_CHECKS: dict[str, tuple[Severity, str]] = {
    "unknown_keys": (
        Severity.ERROR,
        "{n} observations désignent un site ou un indicateur inconnu : publier à nouveau.",
    ),
    "duplicates": (Severity.ERROR, "{n} observations de l’indicateur {what} sont en double : publier à nouveau."),
    "not_numbers": (
        Severity.ERROR,
        "{n} observations de l’indicateur {what} ne sont pas des nombres finis : corriger le fichier d’origine.",
    ),
    "disorder": (
        Severity.ERROR,
        "{n} observations ne sont pas rangées par mois, site et indicateur : publier à nouveau.",
    ),
    "out_of_bounds": (
        Severity.WARNING,
        "{n} observations de l’indicateur {what} sont hors des bornes (par exemple au site {site}) : "
        "vérifier la source.",
    ),
    "without_scale": (
        Severity.WARNING,
        "{n} réponses à la question {what} ont une note absente de son échelle et ne comptent pas : "
        "compléter le catalogue.",
    ),
    "orphans": (
        Severity.WARNING,
        "{n} lignes du chargement {load_id:04d} désignent un {label} inconnu (par exemple « {example} ») et ne "
        "comptent pas : charger le référentiel qui le décrit.",
    ),
}


_NOUNS = {"measures": "mesures publiées", "answers": "réponses publiées", "reviews": "avis publiés"}


def check(settings: Settings) -> list[Finding]:
    """Findings on the staged loads and on the published versions; empty when all is well. Never raises StoreError."""
    findings = list(_staging(settings))
    findings += _published(settings)
    return findings


def verify(path: Path, loads: Sequence[StagedLoad]) -> None:
    """Refuse a data file that must not be served. Raises StoreError with the first error found."""
    for finding in _data_file(path, loads):
        if finding.severity is Severity.ERROR:
            raise StoreError(
                "Les données construites ne passent pas la vérification et ne sont pas publiées ; "
                f"{finding.where} : {finding.sentence}"
            )


def intact(version: Version) -> bool:
    """Whether the file holds, byte for byte, what was published."""
    return version.path.exists() and sha256_of(version.path) == version.sha256


def known_intact(version: Version) -> bool:
    """The same, for who asks often: the file is read from end to end once, then again when it changes."""
    try:
        status = version.path.stat()
        return status.st_size == version.bytes and _intact_since(version, status.st_ino, status.st_mtime_ns)
    except OSError:
        return False


@lru_cache(maxsize=16)
def _intact_since(version: Version, inode: int, changed: int) -> bool:
    return intact(version)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _staging(settings: Settings) -> Iterator[Finding]:
    """Manifests against the files they describe. Every load is looked at, whatever is wrong with the others."""
    if not settings.staging.is_dir():
        return
    for folder in sorted(path for path in settings.staging.iterdir() if path.name.isdigit()):
        where = f"chargement {folder.name}"
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            accepted, rejected = dict(manifest["accepted"]), int(manifest["rejected"])
        except (OSError, ValueError, KeyError, TypeError):
            yield _error(where, f"Le manifeste {folder / MANIFEST} est illisible : restaurer ou retirer ce chargement.")
            continue
        yield from _tables(folder, where, accepted)
        try:
            found = sum(1 for _ in staging.rejects(settings, folder.name))
        except (StoreError, OSError, ValueError):
            found = -1
        if found != rejected:
            yield _error(
                where,
                f"Le manifeste annonce {rejected} refus, le rapport n’en donne pas autant : restaurer ce chargement.",
            )


def _tables(folder: Path, where: str, accepted: Mapping[str, int]) -> Iterator[Finding]:
    """Each Parquet file read to its end: a damaged page shows only when it is read."""
    for table in sorted({*accepted, *(path.stem for path in folder.glob("*.parquet"))}):
        path = folder / f"{table}.parquet"
        try:
            with pq.ParquetFile(path) as file:
                found = sum(batch.num_rows for batch in file.iter_batches())
        except (OSError, pa.ArrowException) as error:
            yield _error(
                where, f"Le fichier {path} est illisible ({_why(error)}) : restaurer ou retirer ce chargement."
            )
            continue
        if found != accepted.get(table, 0):
            yield _error(
                where,
                f"Le fichier {path} contient {found} lignes au lieu de {accepted.get(table, 0)} : "
                "restaurer ce chargement.",
            )


def _published(settings: Settings) -> Iterator[Finding]:
    try:
        kept, served = versions(settings), current(settings)
    except StoreError as error:
        yield _error("publication", str(error))
        return
    for version in kept:
        if not intact(version):
            yield _error(
                f"version {version.number}",
                f"Le fichier {version.path} est endommagé (somme de contrôle inattendue) : "
                + (
                    f"{remedy(settings)}."
                    if served and version.number == served.number
                    else "cette version n’est pas en service et ne pourra pas y revenir\u00a0; la prochaine "
                    "publication l’enlèvera."
                ),
            )
        elif served and version.number == served.number:
            try:
                published = [load for load in staging.loads(settings) if int(load.id) in served.loads]
            except StoreError:
                published = []  # said above; the file is then checked without the manifests
            yield from _data_file(version.path, published)


def _data_file(path: Path, loads: Sequence[StagedLoad]) -> list[Finding]:
    """Findings on one data file: counts against the manifests, integrity, bounds, order, and that every read runs."""
    try:
        with Store(path) as store:
            store.prepare_every_read()
            found = list(_counts(store, loads))
            for name, (severity, sentence) in _CHECKS.items():
                query = query_file.load(f"check/{name}")
                for row in store.run(query, {}):
                    values = dict(zip(query.columns, row, strict=True))
                    values["label"] = "indicateur" if values.get("what") == "indicator" else "site"
                    found.append(Finding(severity, path.name, sentence.format(**values)))
            return found
    except StoreError as error:
        return [_error(path.name, str(error))]


def _counts(store: Store, loads: Sequence[StagedLoad]) -> Iterator[Finding]:
    """Every accepted measure is in the file. Answers and reviews given again by a later load are not: at most."""
    held = {(what, load): n for what, load, n in store.run(query_file.load("check/rows_by_load"), {})}
    last = max((int(load.id) for load in loads), default=0)
    for load in loads:
        for what in ("measures", "answers", "reviews"):
            expected, found = load.accepted.get(what, 0), held.get((what, int(load.id)), 0)
            whole = what == "measures" or (what == "answers" and int(load.id) == last)
            if found > expected or (whole and found != expected):
                yield _error(
                    f"chargement {load.id}",
                    f"{found} {_NOUNS[what]} au lieu de {expected} : lancer « python -m dashboard check », "
                    "restaurer ou retirer ce chargement, puis publier à nouveau.",
                )


def _error(where: str, sentence: str) -> Finding:
    return Finding(Severity.ERROR, where, sentence)


def _why(error: BaseException) -> str:
    """In French: the words of the libraries are English. Arrow gives a damaged file no number of error."""
    return cause(error) if isinstance(error, OSError) and error.errno else "contenu endommagé"
