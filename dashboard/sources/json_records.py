"""Records in JSON: a list, an object that holds one list, the answers of Opendatasoft, or one record a line."""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources.header import check_columns
from dashboard.sources.raw import RawBatch, batch_size
from dashboard.sources.signature import first_bytes, refuse_foreign
from dashboard.sources.text_encoding import decode, open_text
from dashboard.sources.workbook import cell_text

MAX_BYTES = 300_000_000
MAX_NODES = 5_000_000
"""Objects and lists of a document: an empty one takes thirty times its place in the file."""
LINES = frozenset({".jsonl", ".ndjson"})
_LISTS = ("results", "records", "data")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")

Record = dict[str, object]


def _loads(text: str) -> Any:
    """JSON without NaN or infinity, which some programs write: they are read as null. Half of a character, which no
    other text may hold, is read as the sign of an unreadable one."""
    found = json.loads(text, parse_constant=lambda _: None)
    return _mended(found) if _HALF.search(text) else found


def _mended(found: Any) -> Any:
    if isinstance(found, str):
        return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(found, list):
        return [_mended(one) for one in found]
    return {_mended(key): _mended(one) for key, one in found.items()} if isinstance(found, dict) else found


def _bare(record: Record) -> Record:
    """The fields of a record that Opendatasoft v1 or v2.0 wraps in `fields`, itself in `record`."""
    for wrapper in ("record", "fields"):
        inner = record.get(wrapper)
        if isinstance(inner, dict):
            record = inner
    return record


def _records_of(document: Any, name: str) -> list[Record]:
    found = document
    if isinstance(document, dict):
        lists = [document[key] for key in _LISTS if isinstance(document.get(key), list)]
        others = [v for v in document.values() if isinstance(v, list) and v and all(isinstance(x, dict) for x in v)]
        if not lists and len(others) != 1:
            raise SourceError(
                f"« {name} » ne contient pas de liste d’enregistrements (« results », « records » ou « data ») : "
                "fournir un export JSON de la table."
            )
        found = lists[0] if lists else others[0]
    if not isinstance(found, list):
        raise SourceError(f"« {name} » n’est pas une liste d’enregistrements : fournir un export JSON de la table.")
    for rank, record in enumerate(found, start=1):
        if not isinstance(record, dict):
            raise SourceError(
                f"« {name} » : l’élément {rank} de la liste n’est pas un enregistrement ; vérifier l’export."
            )
    if not found:
        raise SourceError(f"« {name} » ne contient aucun enregistrement : vérifier l’export ou le filtre.")
    return [_bare(record) for record in found]


def _broken(name: str, error: ValueError | RecursionError, line: int = 0, cut: bool = False) -> SourceError:
    if not isinstance(error, json.JSONDecodeError):
        return SourceError(f"« {name} » contient une valeur ou une imbrication démesurée : vérifier l’export.")
    where = f"ligne {line or error.lineno}, colonne {error.colno}"
    why = "le fichier est sans doute tronqué" if cut else "le JSON n’est pas valide"
    return SourceError(f"« {name} », {where} : {why} ; le télécharger ou l’exporter de nouveau.")


def _one_a_line(text: str) -> bool:
    """True when the first line that is not blank is a whole object and another one follows."""
    filled = (line for line in text.split("\n") if line.strip())
    first = next(filled, "")
    if not first.lstrip().startswith("{") or next(filled, None) is None:
        return False
    try:
        return isinstance(_loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read(path: Path) -> list[Record]:
    """The records of a JSON or JSON Lines file, as they are. SourceError: broken, empty, foreign, or over 300 MB."""
    text = _text(path)
    if path.suffix.lower() in LINES or _one_a_line(text):
        return [record for _, record in _lines(path)]
    return _records_of(_document(text, path.name), path.name)


def document(path: Path) -> Any:
    """What a JSON file holds, whatever it is. SourceError: broken, empty, foreign, or over 300 MB."""
    return _document(_text(path), path.name)


def _text(path: Path) -> str:
    refuse_foreign(path, first_bytes(path))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise SourceError(
            f"« {path.name} » dépasse {MAX_BYTES // 1_000_000} Mo : le fournir en CSV, ou en JSON "
            "Lines (un enregistrement par ligne, extension .jsonl)."
        )
    return decode(path.read_bytes())


def _document(text: str, name: str) -> Any:
    if text.count("{") + text.count("[") > MAX_NODES:
        raise SourceError(
            f"«\u00a0{name}\u00a0» compte plus de {MAX_NODES // 1_000_000} millions d’objets ou de listes\u00a0: le "
            "fournir en CSV, ou en JSON Lines (un enregistrement par ligne, extension .jsonl)."
        )
    try:
        return _loads(text)
    except (ValueError, RecursionError) as error:
        at_end = isinstance(error, json.JSONDecodeError) and not text[error.pos :].strip()
        unclosed = isinstance(error, json.JSONDecodeError) and error.msg.startswith("Unterminated string")
        raise _broken(name, error, cut=at_end or unclosed) from error


def _lines(path: Path) -> Iterator[tuple[int, Record]]:
    """The records of a JSON Lines file with their line, one in memory at a time."""
    stream, _ = open_text(path, first_bytes(path))
    with stream:
        for number, line in enumerate(stream, start=1):
            content = line.strip("\ufeff \t\r\n")
            if not content:
                continue
            try:
                record = _loads(content)
            except (ValueError, RecursionError) as error:
                raise _broken(path.name, error, number, cut=not line.endswith("\n")) from error
            if not isinstance(record, dict):
                raise SourceError(
                    f"« {path.name} », ligne {number} : ce n’est pas un enregistrement ; vérifier l’export."
                )
            yield number, _bare(record)


def field_text(value: object) -> str:
    """The text of a field, as a cell would hold it: plain values of a list are joined by commas, the rest is JSON."""
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return ", ".join(cell_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else cell_text(value)


def batches(path: Path, batch_rows: int = 50_000) -> Iterator[RawBatch]:
    """The records as rows of texts, a column for each field met; the index is the line, or the rank in the list.

    A JSON Lines file (`.jsonl`, `.ndjson`) is read twice, in bounded memory, whatever its size.
    """
    source: Callable[[], Iterator[tuple[int, Record]]]
    if path.suffix.lower() in LINES:
        refuse_foreign(path, first_bytes(path))

        def source() -> Iterator[tuple[int, Record]]:
            return _lines(path)
    else:
        records = read(path)

        def source() -> Iterator[tuple[int, Record]]:
            return enumerate(records, start=1)

    columns = list(dict.fromkeys(itertools.chain.from_iterable(record for _, record in source())))
    if not columns:
        raise SourceError(f"« {path.name} » ne contient aucun enregistrement : vérifier l’export ou le filtre.")
    check_columns(columns, f"«\u00a0{path.name}\u00a0»")
    total, rows, most = path.stat().st_size, source(), batch_size(batch_rows, len(columns))
    count = 0
    while chunk := list(itertools.islice(rows, most)):
        count += len(chunk)
        index = pd.Index([line for line, _ in chunk], dtype="int64", name="line")
        table = [[field_text(record.get(column)) for column in columns] for _, record in chunk]
        done = total if len(chunk) < most else min(total, count * total // (count + most))
        yield RawBatch(path.name, pd.DataFrame(table, index=index, columns=columns, dtype="str"), (), done, total)
