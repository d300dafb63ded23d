"""`pack` and `minutes`: the documents of a review meeting."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from dashboard.config import settings
from dashboard.errors import QueryError, cause
from dashboard.packs.deck import deck
from dashboard.packs.document import minutes_pdf, pack_pdf
from dashboard.packs.meeting_pack import pack_of
from dashboard.packs.pack import Pack
from dashboard.store import reads
from dashboard.store.store import open_current

Making = tuple[str, Callable[[Pack], bytes]]
PACK: Mapping[str, Making] = {".pptx": ("Présentation écrite", deck), ".pdf": ("Dossier écrit", pack_pdf)}
MINUTES: Mapping[str, Making] = {".pdf": ("Compte rendu écrit", minutes_pdf)}
Number = Annotated[int, typer.Option(help="Numéro de la revue, dans l’adresse de sa page.")]


def register(app: typer.Typer) -> None:
    app.command("pack")(write_pack)
    app.command("minutes")(write_minutes)


def write_pack(
    meeting: Number, to: Annotated[Path, typer.Option("--out", help="Fichier .pptx ou .pdf à écrire.")]
) -> None:
    """Écrit le dossier d’une revue\u00a0: présentation PowerPoint aux graphiques modifiables, ou PDF accessible."""
    _write(meeting, to, PACK)


def write_minutes(meeting: Number, to: Annotated[Path, typer.Option("--out", help="Fichier .pdf à écrire.")]) -> None:
    """Écrit le compte rendu d’une revue\u00a0: participants, points examinés, décisions, en PDF accessible."""
    _write(meeting, to, MINUTES)


def _write(meeting: int, to: Path, forms: Mapping[str, Making]) -> None:
    if to.suffix.lower() not in forms:
        raise QueryError(
            f"«\u00a0{to}\u00a0» n’est pas un fichier {' ou '.join(forms)}\u00a0: donner un nom qui finit "
            "ainsi avec --out."
        )
    chosen = settings()
    reader = open_current(chosen)
    found = pack_of(reader, chosen, meeting, invented=reads.version(reader).demo)
    if found is None:
        raise QueryError(f"La revue {meeting} n’existe pas\u00a0: prendre le numéro dans l’adresse de sa page.")
    told, made = forms[to.suffix.lower()]
    try:
        to.write_bytes(made(found))
    except OSError as error:
        raise QueryError(
            f"«\u00a0{to}\u00a0» ne peut pas être écrit ({cause(error)})\u00a0: choisir un autre endroit."
        ) from error
    sys.stdout.write(f"{told}\u00a0: {to}\n")
