"""`publish`, `undo`, `versions`, `check`: the published data."""

import json
import sys
from typing import Annotated

import typer

from dashboard.catalog import reference
from dashboard.cli.progress import bar
from dashboard.config import settings
from dashboard.store import checks, publish


def register(app: typer.Typer) -> None:
    app.command("publish")(publish_data)
    app.command("undo")(undo)
    app.command("versions")(versions)
    app.command("check")(check)


def publish_data() -> None:
    """Construit une nouvelle version des données, la vérifie, puis la met en service."""
    chosen = settings()
    with bar("Publication") as shown:
        version = publish.publish(chosen, reference(chosen), progress=shown.at)
    sys.stdout.write(version.sentence() + "\n")


def undo() -> None:
    """Remet en service la version précédente."""
    sys.stdout.write(publish.undo(settings()).sentence() + "\n")


def versions(as_json: Annotated[bool, typer.Option("--json", help="Sortie en JSON.")] = False) -> None:
    """Liste les versions conservées."""
    found = publish.versions(settings())
    if as_json:
        rows = [
            {"version": v.number, "built_at": v.built_at.isoformat(), "bytes": v.size, "current": v.current}
            for v in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for version in found:
        mark = "en service" if version.current else ""
        sys.stdout.write(f"{version.number:>6}  {version.built_at:%d/%m/%Y %H:%M}  {version.size:>13,} octets  {mark}\n")


def check() -> None:
    """Vérifie la version en service et les chargements ; rien n’est modifié."""
    findings = checks.check(settings())
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    if findings:
        raise typer.Exit(1)
    sys.stdout.write("Les données publiées et les chargements sont intacts.\n")
