"""What a file really is, from its first bytes: a name ending in .csv proves nothing."""

import codecs
import re
from pathlib import Path

from dashboard.errors import SourceError, cause

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "un document PDF : demander les données au format CSV ou XLSX"),
    (b"\x89PNG", "une image : demander les données au format CSV ou XLSX"),
    (b"\xff\xd8\xff", "une image : demander les données au format CSV ou XLSX"),
    (b"GIF8", "une image : demander les données au format CSV ou XLSX"),
    (b"\x1f\x8b", "un fichier compressé (gzip) : le décompresser, puis le charger de nouveau"),
    (b"7z\xbc\xaf", "une archive 7z : la décompresser, puis charger les fichiers qu’elle contient"),
    (b"Rar!", "une archive RAR : la décompresser, puis charger les fichiers qu’elle contient"),
    (b"BZh", "un fichier compressé (bzip2) : le décompresser, puis le charger de nouveau"),
    (b"PAR1", "un fichier Parquet : le renommer avec l’extension .parquet"),
    (b"$FL", "un fichier SPSS : le renommer avec l’extension .sav"),
    (b"<stata_dta>", "un fichier Stata : le renommer avec l’extension .dta"),
    (b"SQLite format 3", "une base SQLite : exporter la table en CSV"),
    (
        b"\xd0\xcf\x11\xe0",
        "un ancien classeur Excel (.xls) ou un classeur protégé par un mot de passe : "
        "l’enregistrer au format XLSX, sans mot de passe",
    ),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|\?xml|!--|[a-z][a-z0-9:]*[\s>/])", re.IGNORECASE)
ZIP = b"PK\x03\x04"


def first_bytes(path: Path) -> bytes:
    """The first 4,096 bytes. SourceError when the file cannot be read or holds nothing."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise SourceError(
            f"« {path.name} » ne peut pas être lu ({cause(error)}) : vérifier le chemin et les droits."
        ) from error
    if not start.removeprefix(codecs.BOM_UTF8).strip() and path.stat().st_size <= len(start):
        raise SourceError(f"« {path.name} » est vide : vérifier l’export, puis le charger de nouveau.")
    return start


def _zip_content(start: bytes) -> str:
    if b"opendocument" in start[:200]:
        return "un classeur OpenDocument : l’enregistrer au format XLSX ou CSV"
    if b"[Content_Types].xml" in start or b"xl/" in start:
        return "un classeur Excel : le renommer avec l’extension .xlsx"
    return "une archive ZIP : la décompresser, puis charger les fichiers qu’elle contient"


def refuse_foreign(path: Path, start: bytes, markup: bool = True) -> None:
    """SourceError, with what to do, when the file is not a text of data: image, archive, old workbook, web page."""
    for magic, sentence in _MAGIC:
        if start.startswith(magic):
            raise SourceError(f"« {path.name} » est {sentence}.")
    if start.startswith(ZIP):
        raise SourceError(f"« {path.name} » est {_zip_content(start)}.")
    body = start.removeprefix(codecs.BOM_UTF8)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        body = start.decode("utf-16", "ignore").encode()
    if markup and _MARKUP.match(body):
        raise SourceError(
            f"« {path.name} » est une page web ou du XML, pas un tableau : télécharger de nouveau l’export CSV "
            "(le lien a sans doute ouvert une page de connexion ou d’erreur)."
        )
