"""`load`: check a source and stage its good rows."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.progress import bar
from dashboard.cli.usage import FrenchBadParameter
from dashboard.config import settings
from dashboard.loading import Progress, load
from dashboard.sources.kinds import KINDS


def register(app: typer.Typer) -> None:
    app.command("load")(load_sources)


def _kind(value: str) -> str:
    if value not in KINDS:
        raise FrenchBadParameter(f"« {value} » n’est pas un type de source. Types : {', '.join(KINDS)}.")
    return value


def load_sources(
    kind: Annotated[str, typer.Argument(help=f"Type de source : {', '.join(KINDS)}.", callback=_kind)],
    sources: Annotated[list[str], typer.Argument(help="Fichiers, dossiers ou adresse d’une API Opendatasoft.")],
    mapping: Annotated[Path | None, typer.Option(help="Fichier de correspondance (TOML).")] = None,
    margins: Annotated[
        Path | None, typer.Option(help="Fichier de marges (CSV, XLSX) qui pondère les réponses à une enquête.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuser toute la source si une ligne est refusée.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Compte rendu en JSON.")] = False,
) -> None:
    """Contrôle une source et garde ses lignes valides ; rien n’est visible avant « publish »."""
    with bar("Chargement") as shown:

        def advance(progress: Progress) -> None:
            shown.at(progress.done, progress.total, progress.label)

        report = load(settings(), kind, sources, mapping=mapping, strict=strict, progress=advance, margins=margins)
    if as_json:
        content = {
            "load": report.load_id,
            "already_loaded": report.already_loaded,
            "accepted": report.accepted,
            "rejected": report.rejected,
            "restated": report.restated,
            "report": str(report.rejects_path) if report.rejects_path else None,
        } | ({"weighting": asdict(report.weighting)} if report.weighting else {})
        content |= {"unfinished": report.unfinished} if report.unfinished else {}
        sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(report.sentence() + "\n")
