"""`backup`, `restore`: one archive with all that cannot be made again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dashboard.backup.archive import Manifest
from dashboard.backup.backup import backup
from dashboard.backup.restore import restore
from dashboard.cli import diagnosed_data
from dashboard.cli.diagnosis import State
from dashboard.config import settings
from dashboard.errors import StoreError
from dashboard.store.version import current
from dashboard.wording.grammar import count
from dashboard.wording.numerals import number


def register(app: typer.Typer) -> None:
    app.command("backup")(make_backup)
    app.command("restore")(restore_backup)


def make_backup(
    out: Annotated[Path, typer.Option("--out", help="Fichier à écrire, par exemple barometre-2026-11-30.tar.gz.")],
) -> None:
    """Sauvegarde le registre, les chargements et les données publiées, sans arrêter l’application."""
    made = backup(settings(), out)
    sys.stdout.write(
        f"Sauvegarde écrite et relue dans «\u00a0{made.path}\u00a0»\u00a0: {held(made.manifest)}\u00a0; "
        f"{number(made.bytes / 1e6, 1)}\u00a0Mo.\nEmpreinte SHA-256, à noter ailleurs\u00a0: {made.sha256}\n"
        "Ce fichier contient des données personnelles et les clés de l’installation\u00a0: le garder hors de portée.\n"
    )


def restore_backup(
    source: Annotated[Path, typer.Option("--from", help="Archive écrite par «\u00a0backup\u00a0».")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Mettre de côté l’installation présente, si elle n’est pas vide.")
    ] = False,
) -> None:
    """Remet en place une sauvegarde, une fois l’application arrêtée ; ce qui était là est mis de côté."""
    chosen = settings()
    done = restore(chosen, source, replace=replace)
    sys.stdout.write(f"Sauvegarde du {done.manifest.made_at} restaurée\u00a0: {held(done.manifest)}.\n")
    for place in done.aside:
        sys.stdout.write(f"Ce qui était là est gardé dans {place}\n")
    problems = [str(line) for line in diagnosed_data.registry(chosen) if line.state is State.WRONG]
    try:
        current(chosen)
    except StoreError as refusal:
        problems.append(str(refusal))
    for problem in problems:
        sys.stdout.write(f"• {problem}\n")


def held(manifest: Manifest) -> str:
    """« registre (214 lignes), 12 chargements, version 7 »."""
    rows = sum(manifest.registry.values()) if manifest.registry is not None else 0
    registry = f"registre ({count(rows, 'ligne')})" if manifest.registry is not None else "pas de registre"
    data = "aucune version publiée" if manifest.version is None else f"version {manifest.version}"
    return f"{registry}, {count(manifest.loads, 'chargement')}, {data}"
