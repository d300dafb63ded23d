"""`pack`: the slides of a review meeting."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dashboard.config import settings
from dashboard.errors import QueryError, cause
from dashboard.packs.deck import deck
from dashboard.packs.meeting_pack import pack_of
from dashboard.store import reads
from dashboard.store.store import open_current


def register(app: typer.Typer) -> None:
    app.command("pack")(write_pack)


def write_pack(
    meeting: Annotated[int, typer.Option(help="Numéro de la revue, dans l’adresse de sa page.")],
    to: Annotated[Path, typer.Option("--out", help="Fichier .pptx à écrire.")],
) -> None:
    """Écrit le dossier d’une revue\u00a0: présentation PowerPoint aux graphiques modifiables."""
    if to.suffix.lower() != ".pptx":
        raise QueryError(
            f"«\u00a0{to}\u00a0» n’est pas un fichier .pptx\u00a0: donner un nom qui finit ainsi avec --out."
        )
    chosen = settings()
    found = pack_of(chosen, meeting, invented=reads.version(open_current(chosen)).demo)
    if found is None:
        raise QueryError(f"La revue {meeting} n’existe pas\u00a0: prendre le numéro dans l’adresse de sa page.")
    try:
        to.write_bytes(deck(found))
    except OSError as error:
        raise QueryError(
            f"«\u00a0{to}\u00a0» ne peut pas être écrit ({cause(error)})\u00a0: choisir un autre endroit."
        ) from error
    sys.stdout.write(f"Présentation écrite\u00a0: {to}\n")
