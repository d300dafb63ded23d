"""What a user names as a source: a file, a folder, an address; and the reader of each format."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from dashboard.errors import SourceError
from dashboard.sources import delimited, json_records, parquet, statistical, workbook
from dashboard.sources.raw import RawBatch

DELIMITED = frozenset({".csv", ".txt", ".tsv"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
JSON = frozenset({".json", ".jsonl", ".ndjson"})
READABLE = DELIMITED | WORKBOOKS | JSON | statistical.EXTENSIONS | parquet.EXTENSIONS
_OTHERS = {
    ".xls": "ancien format Excel : l’enregistrer au format XLSX",
    ".ods": "format OpenDocument : l’enregistrer au format XLSX ou CSV",
    ".zip": "archive : la décompresser, puis indiquer le dossier",
    ".gz": "fichier compressé : le décompresser",
    ".pdf": "document PDF : demander les données au format CSV ou XLSX",
}


def is_address(source: str) -> bool:
    """True for an http or https address."""
    return source.lower().startswith(("http://", "https://"))


def _in_folder(folder: Path) -> list[Path]:
    """The files of data of a folder and its subfolders, sorted; hidden and lock files (`~$…`) are left."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in READABLE
        and path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )


def expand(sources: Sequence[str]) -> list[Path | str]:
    """The files that `sources` name, in order and once each; an http(s) address is kept as it is.

    SourceError, in one sentence: a path that does not exist, a format that no reader takes, a folder without data.
    """
    result: list[Path | str] = []
    for source in sources:
        text = source.strip()
        if is_address(text):
            result.append(text)
            continue
        if "://" in text:
            raise SourceError(f"« {text} » : seules les adresses http et https sont acceptées.")
        if not text:
            raise SourceError("Le nom d’un fichier est vide : donner un fichier, un dossier ou une adresse.")
        path = Path(text).expanduser()
        if not path.exists():
            raise SourceError(f"« {text} » n’existe pas : vérifier le chemin du fichier ou du dossier.")
        if path.is_dir():
            found = _in_folder(path)
            if not found:
                raise SourceError(
                    f"Le dossier « {text} » ne contient aucun fichier CSV, TXT, TSV, XLSX, JSON, Parquet, "
                    "SPSS ou Stata."
                )
            result.extend(found)
        elif path.suffix.lower() in _OTHERS:
            raise SourceError(f"« {path.name} » ne peut pas être lu ({_OTHERS[path.suffix.lower()]}).")
        elif not path.is_file():  # a pipe or a device would be waited for, or read, for ever
            raise SourceError(
                f"«\u00a0{text}\u00a0» n’est ni un fichier ni un dossier\u00a0: donner un fichier de données."
            )
        else:
            result.append(path)
    return list(dict.fromkeys(result))


def read(
    path: Path, wanted: Collection[str] = (), sheet: str | None = None, batch_rows: int = 50_000
) -> Iterator[RawBatch]:
    """The rows of a file by the reader of its extension; one without a known extension is read as delimited text."""
    extension = path.suffix.lower()
    if extension in WORKBOOKS:
        return workbook.read(path, sheet, wanted, batch_rows)
    if extension in statistical.EXTENSIONS:
        return statistical.read(path, wanted, batch_rows)
    if extension in parquet.EXTENSIONS:
        return parquet.read(path, wanted, batch_rows)
    if extension in JSON:
        return json_records.batches(path, batch_rows)
    return delimited.read(path, wanted, batch_rows)
