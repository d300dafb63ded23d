"""`export`: the published data as open data, in one folder."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.asked_period import asked_period
from dashboard.cli.progress import bar
from dashboard.config import settings
from dashboard.open_data.export import export
from dashboard.open_data.facts import Facts
from dashboard.open_data.request import Request
from dashboard.store.store import open_current
from dashboard.wording.citation import DEMONSTRATION
from dashboard.wording.grammar import count
from dashboard.wording.numerals import number


def register(app: typer.Typer) -> None:
    app.command("export")(export_open_data)


def export_open_data(
    to: Annotated[Path, typer.Option("--out", help="Dossier à écrire\u00a0: nouveau, vide, ou un export précédent.")],
    indicator: Annotated[
        list[str] | None, typer.Option(help="Code d’indicateur (répétable\u00a0; défaut\u00a0: tous).")
    ] = None,
    start: Annotated[str, typer.Option("--from", help="Premier mois\u00a0: 2024-01.")] = "",
    stop: Annotated[str, typer.Option("--to", help="Dernier mois inclus\u00a0: 2024-12.")] = "",
) -> None:
    """Écrit les données ouvertes de la version en service : fichiers, dictionnaires et description.

    Ce que contient chaque fichier est dans docs/formats.md.
    """
    chosen = settings()
    request = Request(tuple(indicator or ()), asked_period(start, stop))
    with open_current(chosen) as store, bar("Données ouvertes") as shown:
        facts = export(store, request, chosen, to, shown.at)
    sys.stdout.write(f"{outcome(facts, to)}\n")


def outcome(facts: Facts, to: Path) -> str:
    """What an export ends with."""
    rows, size = facts.files[0].rows, sum(file.bytes for file in facts.files)
    said = (
        f"Données ouvertes de la version {facts.version} écrites dans «\u00a0{to}\u00a0»\u00a0: "
        f"{count(rows, 'observation')}, dont "
        f"{number(facts.withheld)} sous secret statistique\u00a0; {number(size / 1e6, 1)}\u00a0Mo."
    )
    return f"{said} {DEMONSTRATION}" if facts.demo else said
