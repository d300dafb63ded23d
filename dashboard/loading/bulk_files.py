"""Which files of answers can be read by columns, whole (docs/decisions/0038); the others are read a row at a time."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from dashboard.sources import files, parquet, questionnaires
from dashboard.sources.bulk_file import FIELDS, BulkFile
from dashboard.sources.kinds import SURVEY, SourceKind, wanted_names
from dashboard.sources.mapping import Format, Layout, Mapping
from dashboard.sources.plain_text import PlainText, plain_text
from dashboard.sources.reader import ReadContext
from dashboard.sources.survey import COLUMNS, COMMENT_COLUMNS, SurveyReader
from dashboard.sources.values import normal_name

LEAST = 20_000_000
"""Bytes of text: fewer are read a row at a time in a few seconds."""


Texts = dict[Path, PlainText]
"""How texts are cut."""


def regular_texts(kind: SourceKind, paths: Sequence[Path], rules: Mapping) -> Texts:
    """The texts that can be read by columns, looked at whole; none when the files or the mapping ask for the other
    reader. It reads nothing else than the files."""
    texts = _delimited(paths)
    if not _may_be_bulk(kind, paths, rules) or sum(path.stat().st_size for path in texts) < LEAST:
        return {}
    found: Texts = {}
    wanted = wanted_names(kind, rules)
    for path in texts:
        if (text := plain_text(path, wanted)) is None:
            break
        found[path] = text
    return found


def bulk_files(
    kind: SourceKind, paths: Sequence[Path], context: ReadContext, texts: Texts
) -> tuple[tuple[BulkFile, dict[str, str]], ...] | None:
    """The files with the column of each field, or None when one of them, or the mapping, asks for the other reader.
    `texts`: what `regular_texts` found.

    SourceError: a file is not Parquet, is damaged, out of proportion, or lacks a column.
    """
    rules, wanted = context.mapping, wanted_names(kind, context.mapping)
    if not _may_be_bulk(kind, paths, rules) or not all(path in texts for path in _delimited(paths)):
        return None
    found, reader = [], SurveyReader(context, COLUMNS)
    for path in paths:
        if not (placed := _placed(_shape(path, wanted, texts), path, rules, reader)):
            return None
        found.append(placed)
    return tuple(found)


def _delimited(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.suffix.lower() in files.DELIMITED]


def _may_be_bulk(kind: SourceKind, paths: Sequence[Path], rules: Mapping) -> bool:
    if kind.code != SURVEY or not _plain(rules) or len({path.name for path in paths}) < len(paths):
        return False
    known = parquet.EXTENSIONS | files.DELIMITED
    return all(path.suffix.lower() in known for path in paths)


Shape = tuple[pa.Schema, dict[int, str], int, PlainText | None]
"""The columns of a file, their clean names by rank, how many rows it has, and how a text is cut."""


def _shape(path: Path, wanted: frozenset[str], texts: Texts) -> Shape:
    if text := texts.get(path):
        return pa.schema([(name, pa.string()) for name in text.columns]), dict(enumerate(text.columns)), text.rows, text
    with parquet.opened(path) as file:
        schema = file.schema_arrow
        return schema, parquet.names_of(schema, path, wanted), file.metadata.num_rows, None


def _placed(shape: Shape, path: Path, rules: Mapping, reader: SurveyReader) -> tuple[BulkFile, dict[str, str]] | None:
    schema, names, rows, text = shape
    ignored = {normal_name(name) for name in rules.ignored}
    kept = {name: rank for rank, name in names.items() if normal_name(name) not in ignored}
    written = {normal_name(name) for name in (*rules.comments, *COMMENT_COLUMNS)}
    comments = [name for name in kept if normal_name(name) in written]
    if len(comments) > 1 or len(set(schema.names)) < len(schema.names) or _is_export(names.values()):
        return None
    columns = {**reader.places(path.name, list(kept)), **({"comment": comments[0]} if comments else {})}
    fields = {field: schema.field(kept[name]) for field, name in columns.items() if field in FIELDS}
    if not all(_is_plain(field, column.type) for field, column in fields.items()):
        return None
    constants = {field: constant for field, constant in rules.constants.items() if field in FIELDS - fields.keys()}
    named = {field: column.name for field, column in fields.items()}
    return BulkFile(path.name, path, named, constants, rows, text), columns


def _plain(rules: Mapping) -> bool:
    """A mapping that names columns, constants, questions, answers and sites, and reshapes nothing."""
    shaped = rules.questions or rules.choices or rules.records or rules.layout is not Layout.LONG
    creates = rules.sites.create or "{service}" in rules.sites.code
    return not shaped and not creates and rules.format is Format.AUTO


def _is_export(names: Iterable[str]) -> bool:
    submitted = {normal_name(name) for name in questionnaires.SUBMITTED}
    return any(normal_name(name) in submitted for name in names)


def _is_plain(field: str, kind: pa.DataType) -> bool:
    """Whether the cells are texts, or what a field is made of: whole numbers, days, weights."""
    types = pa.types
    if field == "weight" and types.is_floating(kind):
        return True
    if field == "date" and (types.is_date32(kind) or types.is_timestamp(kind)):
        return True
    kind = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_integer(kind))
