"""Reads data/reference/editions/*.toml: the engagements, and how each edition passes to the next."""

from pathlib import Path

from dashboard.catalog.table import Table, read_table
from dashboard.domain.commitment import Commitment, Edition
from dashboard.errors import ConfigurationError

LONGEST_SHORT_LABEL = 26
"""What fits in a column heading of the matrix on a 1366-pixel screen."""
PILLARS = ("proches", "efficaces", "simples")


def read_editions(folder: Path) -> dict[int, Edition]:
    """The editions by year, oldest first. Raises ConfigurationError; a successor must exist in the next edition."""
    editions = [_edition(path) for path in sorted(folder.glob("*.toml"))]
    if not editions:
        raise ConfigurationError(f"Aucune édition des engagements dans {folder} : restaurer les fichiers de référence.")
    for edition, following in zip(editions, [*editions[1:], None], strict=True):
        _check_successors(edition, following)
    return {edition.year: edition for edition in editions}


def _edition(path: Path) -> Edition:
    table = read_table(path)
    edition = Edition(
        year=table.integer("year"),
        valid_from=table.day("valid_from"),
        source=table.text("source"),
        commitments=tuple(_commitment(row, number) for number, row in enumerate(table.tables("commitments", True), 1)),
    )
    table.close()
    if path.stem != str(edition.year) or edition.valid_from.year != edition.year:
        raise table.refusal("year", f"{edition.year} ne correspond pas au nom du fichier et à valid_from")
    if not edition.commitments:
        raise table.refusal("commitments", "aucun engagement, en écrire au moins un")
    return edition


def _commitment(table: Table, expected: int) -> Commitment:
    number = table.integer("number")
    if number != expected:
        raise table.refusal("number", f"{number} au lieu de {expected}, les engagements se suivent à partir de 1")
    pillar = table.text("pillar")
    if pillar not in PILLARS:
        raise table.refusal("pillar", f"« {pillar} » n’est pas l’un de : {', '.join(PILLARS)}")
    commitment = Commitment(
        number=number,
        pillar=pillar,
        label=table.text("label"),
        short_label=table.text("short_label", longest=LONGEST_SHORT_LABEL),
        successors=table.integers("successors"),
    )
    table.close()
    return commitment


def _check_successors(edition: Edition, following: Edition | None) -> None:
    numbers = {commitment.number for commitment in following.commitments} if following else set()
    for commitment in edition.commitments:
        if unknown := set(commitment.successors) - numbers:
            raise ConfigurationError(
                f"{edition.year}.toml, engagement {commitment.number}, clé « successors » : "
                f"{min(unknown)} n’existe pas dans l’édition suivante, le corriger."
            )
