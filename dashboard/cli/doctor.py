"""`doctor`: what is wrong with this installation."""

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Iterator

import typer

from dashboard.config import ROOT, Settings, settings
from dashboard.errors import DashboardError
from dashboard.registry.health import findings as registry_findings
from dashboard.store import checks

_SCARCE_BYTES = 1 << 30


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor() -> None:
    """Examine l’installation : Python, dépendances, dossier de données, version publiée, registre."""
    chosen = settings()
    problems = [*_dependencies(), *_home(chosen), *_data(chosen), *registry_findings(chosen)]
    for problem in problems:
        sys.stdout.write(f"• {problem}\n")
    if problems:
        raise typer.Exit(1)
    sys.stdout.write(f"Rien à signaler. Données : {chosen.home}\n")


def _dependencies() -> Iterator[str]:
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        name, _, wanted = line.partition("==")
        if not wanted or name.startswith("#"):
            continue
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} n’est pas installé : lancer « pip install -r requirements.txt »."
            continue
        if found != wanted:
            yield f"{name} {found} est installé, {wanted} est attendu : lancer « pip install -r requirements.txt »."


def _home(chosen: Settings) -> Iterator[str]:
    existing = next(folder for folder in (chosen.home, *chosen.home.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        yield f"Le dossier {existing} n’est pas accessible en écriture : changer ses droits ou BAROMETRE_HOME."
    if (free := shutil.disk_usage(existing).free) < _SCARCE_BYTES:
        yield f"Il reste {free // 1_000_000} Mo sur le disque de {existing} : libérer de la place avant de publier."


def _data(chosen: Settings) -> Iterator[str]:
    if not any(chosen.published.glob("data-*")):
        yield "Aucune donnée publiée : lancer « python -m dashboard demo », ou « load » puis « publish »."
        return
    try:
        yield from (str(finding) for finding in checks.check(chosen))
    except DashboardError as refusal:
        yield str(refusal)
