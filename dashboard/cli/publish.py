"""`publish`, `undo`, `versions`, `check`: the published data."""

import json
import sys
from dataclasses import replace
from typing import Annotated

import typer

from dashboard.cli.progress import bar
from dashboard.config import checked_engine, settings
from dashboard.loading.publication import publish_everything, undo_publication
from dashboard.store import checks, publish, staging
from dashboard.store.version import Version
from dashboard.wording.build_steps import step_label
from dashboard.wording.dates import moment
from dashboard.wording.numerals import number


def register(app: typer.Typer) -> None:
    app.command("publish")(publish_data)
    app.command("undo")(undo)
    app.command("versions")(versions)
    app.command("check")(check)


def publish_data(
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="ADRESSE",
            help="Moteur qui construit les données\u00a0: duckdb, ou l’adresse Spark Connect d’une grappe, par exemple "
            "sc://grappe:15002. Sans cette option\u00a0: BAROMETRE_ENGINE.",
        ),
    ] = None,
) -> None:
    """Construit une nouvelle version des données, la vérifie, puis la met en service."""
    chosen = settings()
    if engine is not None:
        chosen = replace(chosen, engine=checked_engine(engine, "--engine"))
    with bar("Publication") as shown:
        version = publish_everything(chosen, lambda step, done, of: shown.at(done, of, step_label(step)))
    sys.stdout.write(outcome(version) + "\n")


def outcome(version: Version) -> str:
    """What a publication ends with, in one sentence."""
    if version.is_new:
        return f"Version {version.number} publiée\u00a0: {number(version.bytes / 1e6, 1)}\u00a0Mo."
    return f"Rien n’a changé depuis la version {version.number}, publiée le {moment(version.built_at)}."


def undo() -> None:
    """Remet en service la version précédente."""
    version = undo_publication(settings())
    sys.stdout.write(
        f"La version {version.number}, publiée le {moment(version.built_at)}, est de nouveau en service.\n"
    )


def versions(as_json: Annotated[bool, typer.Option("--json", help="Sortie en JSON.")] = False) -> None:
    """Liste les versions conservées."""
    chosen = settings()
    served = publish.current(chosen)
    rows = [
        {
            "version": version.number,
            "built_at": version.built_at.isoformat(),
            "bytes": version.bytes,
            "loads": list(version.loads),
            "current": served is not None and served.number == version.number,
        }
        for version in publish.versions(chosen)
    ]
    if as_json:
        content = {"data_version": served.number if served else None, "rows": rows}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return
    if not rows:
        sys.stdout.write("Aucune version n’est publiée.\n")
    for version in publish.versions(chosen):
        mark = "  en service" if served and served.number == version.number else ""
        sys.stdout.write(
            f"{version.number:>6}  {moment(version.built_at)}  {number(version.bytes / 1e6, 1)} Mo{mark}\n"
        )


def check() -> None:
    """Vérifie la version en service et les chargements ; rien n’est modifié."""
    chosen = settings()
    findings = checks.check(chosen)
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    if findings:
        raise typer.Exit(1)
    nothing = not staging.loads(chosen) and not publish.versions(chosen)
    intact = "Les données publiées et les chargements sont intacts."
    sys.stdout.write(("Aucune donnée n’est chargée ni publiée." if nothing else intact) + "\n")
