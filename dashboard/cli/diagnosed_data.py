"""What `doctor` says of what an installation holds: its folder, its published versions, its registry."""

import datetime as dt
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from dashboard.cli.diagnosis import Line, good, look, wrong
from dashboard.config import Settings
from dashboard.errors import DashboardError
from dashboard.registry import audit, audit_chain, database, health
from dashboard.store import checks, version
from dashboard.store.checks import Severity
from dashboard.wording.grammar import count

LEAST_FREE = 1 << 30
TIMES_THE_VERSION = 3
"""What a publication may take at its height, in sizes of the version served: the new file, and what DuckDB spills."""
_AHEAD = dt.timedelta(minutes=2)


def home(settings: Settings) -> Iterator[Line]:
    """Writable, with room for the next publication, without what an interruption left."""
    what = "Dossier de données"
    existing = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        yield wrong(what, f"{existing} n’est pas accessible en écriture.", "changer ses droits, ou BAROMETRE_HOME.")
    else:
        yield good(what, f"{settings.home}, accessible en écriture.")
    if existing == settings.home and stat.S_IMODE(existing.stat().st_mode) & 0o002:
        yield wrong(what, f"tout compte de la machine peut écrire dans {existing}.", "«\u00a0chmod o-w\u00a0».")
    needed = max(LEAST_FREE, TIMES_THE_VERSION * max((path.stat().st_size for path in _files(settings)), default=0))
    free = shutil.disk_usage(existing).free
    next_one = "copie" if settings.published_from else "publication"
    said = f"{free // 1_000_000} Mo libres, {needed // 1_000_000} Mo conseillés pour la prochaine {next_one}."
    yield good("Place", said) if free >= needed else look("Place", said, f"libérer de la place sur {existing}.")
    left = [*settings.published.glob(".data-*"), *settings.staging.glob(".tmp-*")]
    if left:
        names = ", ".join(sorted(path.name for path in left))
        remedy = "rien à faire si un chargement ou une publication est en cours\u00a0; sinon, publier les retire."
        if settings.published_from:
            remedy = "rien à faire\u00a0: le serveur les retire à sa prochaine copie."
        yield look("Restes", f"{count(len(left), 'fichier temporaire', 'fichiers temporaires')} ({names}).", remedy)
    else:
        yield good("Restes", "aucun.")


def _files(settings: Settings) -> list[Path]:
    return list(settings.published.glob("data-*.duckdb"))


def data(settings: Settings) -> Iterator[Line]:
    """A version is served, whole, built by this program; the loads are whole too."""
    what = "Données"
    if not any(settings.published.glob("data-*")):
        own = "«\u00a0python -m dashboard demo\u00a0», ou «\u00a0load\u00a0» puis «\u00a0publish\u00a0»."
        remedy = "démarrer le serveur, qui copie la version publiée." if settings.published_from else own
        yield wrong(what, "Aucune donnée publiée.", remedy)
        return
    found = checks.check(settings)
    for finding in found:
        said = f"{finding.where}\u00a0: {finding.sentence}"
        yield wrong(what, said) if finding.severity is Severity.ERROR else look(what, said, "le savoir.")
    if not any(finding.severity is Severity.ERROR for finding in found) and (served := version.current(settings)):
        yield good(what, f"version {served.number}, somme de contrôle juste, {count(len(served.loads), 'chargement')}.")


def registry(settings: Settings) -> Iterator[Line]:
    """It answers, has the schema of this program, its audit holds together, and others cannot read its file."""
    what = "Registre"
    if not database.exists(settings):
        yield good(what, "pas encore créé\u00a0: il le sera à la première saisie.")
        return
    try:
        found, wanted = database.schema(settings)
        if found > wanted:
            yield wrong(what, f"schéma {found}, plus récent que ce programme ({wanted}).", "remettre le programme.")
            return
        if found != wanted:
            remedy = "le sauvegarder\u00a0; le prochain démarrage le met à jour."
            yield look(what, f"schéma {found or 'vide'}, ce programme attend {wanted}.", remedy)
            return
        if said := health.damage(settings):
            yield wrong(what, said)
            return
        yield good(what, f"répond, schéma {found}.")
        yield _audit(settings)
    except DashboardError as error:
        yield wrong(what, str(error))
        return
    file = settings.home / "registry.db"
    if not settings.registry and stat.S_IMODE(file.stat().st_mode) & 0o007:
        said = f"tout compte de la machine peut lire {file}, qui contient des données personnelles."
        yield look(what, said, f"«\u00a0chmod o= {file}\u00a0», et UMask=0027 pour le service.")


def _audit(settings: Settings) -> Line:
    report = audit_chain.verify(settings)
    if report.broken is not None:
        remedy = "comparer avec une sauvegarde\u00a0: voir docs/operations.md."
        return wrong("Journal des actes", f"la ligne {report.broken} ne suit pas celle d’avant.", remedy)
    return good("Journal des actes", f"{count(report.lines, 'ligne')}, dernière empreinte {report.last[:12]}…")


def clock(settings: Settings, now: dt.datetime) -> Iterator[Line]:
    """Not before what was written here."""
    written: list[dt.datetime] = []
    try:
        if served := version.current(settings):
            written.append(served.built_at)
        if database.exists(settings) and len(set(database.schema(settings))) == 1:
            written += [line.at for line in audit.last_lines(settings, 1)]
    except DashboardError:
        pass  # said by the others
    shown = f"{now.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
    if written and now + _AHEAD < max(written):
        said = f"{shown}, avant la dernière écriture ({max(written):%Y-%m-%d %H:%M} UTC)."
        yield wrong("Horloge", said, "régler l’heure de la machine (chrony, timesyncd).")
    else:
        yield good("Horloge", f"{shown}.")
