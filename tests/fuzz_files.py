"""Malformed sources for every kind of load and every carrier, the same for a seed: `cases(600)`.

A case is a sound table that was damaged in its cells, in its columns, in its bytes or in its archive; or something
that is not a file at all. Nothing here knows what the readers do with it.
"""

import gzip
import io
import itertools
import json
import math
import os
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

Table = list[list[str]]

SOUND: dict[str, Table] = {
    "spplus-structures": [
        ["Code SP+ de la structure", "Intitulé du réseau", "Intitulé de la structure", "Code postal", "Actif", "lat"],
        ["A1", "Justice", "Tribunal de A", "69001", "Oui", "45,7"],
        ["B2", "Justice", "Tribunal de B", "33000", "Non", ""],
    ],
    "spplus-indicators": [
        ["Code SP+ de l’indicateur", "Intitulé original de l’indicateur", "Type d’indicateur", "Unité"],
        ["IND-900", "Délai moyen", "Performance", "jours"],
        ["IND-901", "Satisfaction", "Satisfaction", "%"],
    ],
    "spplus-results": [
        ["Code SP+ de la structure", "Code SP+ de l’indicateur", "Valeur", "Fréquence", "Date de mise à jour"],
        ["A1", "IND-27", "71,5", "annuelle", "14/02/2024"],
        ["B2", "IND-27", "80", "mensuelle", "2024-03-01"],
    ],
    "spplus-reviews": [
        ["ID expérience", "Écrit le", "Ressenti usager", "Titre", "Description", "Date de première réponse"],
        ["1", "2024-03-01", "Positif", "Merci", "Accueil rapide", "2024-03-04"],
        ["2", "02/03/2024", "Négatif", "Attente", "Deux heures", ""],
    ],
    "survey": [
        ["enquete", "repondant", "site", "date", "question", "reponse", "poids"],
        ["E1", "r1", "A1", "2024-03-01", "satisfaction-globale", "Satisfait", "1"],
        ["E1", "r2", "A1", "2024-03-02", "satisfaction-globale", "Pas du tout satisfait", "1,2"],
    ],
    "jdma": [
        ["Identifiant Avis", "Date de l’avis", "enquete", "site", "De façon générale, comment ça s’est passé ?"],
        ["0000001", "2024-03-01 10:00:00", "J1", "A1", "Très bien"],
        ["0000002", "2024-03-02 11:00:00", "J1", "B2", "Mauvais"],
    ],
    "survey-waves": [
        ["enquête", "titre", "ouverture", "clôture", "invités", "site"],
        ["E1", "Enquête de mars", "2024-03-01", "2024-03-31", "1000", "A1"],
        ["E2", "Enquête d’avril", "2024-04-01", "2024-04-30", "500", ""],
    ],
    "judicial-map": [
        ["Département", "Cour d’appel", "DISP"],
        ["69", "Lyon", "Lyon"],
        ["Gironde", "Bordeaux", "Bordeaux"],
    ],
    "measures": [
        ["site", "indicateur", "periode", "valeur", "numerateur", "denominateur", "n"],
        ["A1", "transparence-resultats", "2024", "75", "", "", "40"],
        ["B2", "transparence-resultats", "2024-03", "80", "8", "10", "10"],
    ],
    "events": [
        ["date", "fin", "titre", "type", "site"],
        ["2024-03", "2024-04", "Grève", "autre", "A1"],
        ["2024-05-02", "", "Déménagement", "travaux", ""],
    ],
    "successions": [
        ["Ancien site", "Nouveau site", "Mois", "Type"],
        ["A1", "B2", "2024-03", "fusion"],
        ["B2", "", "2024-05", "fermeture"],
    ],
}
"""Two good rows, or nearly, of each kind of load."""

MARGINS = (
    "variable;modalité;population;source;date\nâge;Moins de 50 ans;1000;Insee;2024\nâge;50 ans ou plus;900;Insee;2024\n"
)
MAPPING = """[source]
format = "csv"
[columns]
site = "site"
indicator = "indicateur"
period = "periode"
value = "valeur"
[indicators]
"transparence-resultats" = "transparence-resultats"
"""

SERIES = '[source]\nformat = "json"\nlayout = "series"\n'
SERIES_NAMES = (
    '[columns]\nsite = "site"\n[indicators]\n"ind" = "transparence-resultats"\n[series]\ntargets = "cibles"\n'
)

CELLS = (
    *("NaN", "inf", "-Infinity", "1e400", "-1e-400", "0x1F", "1e", "--5", "1,2,3", "9" * 5000, "1_000", "٣٤", "²", "½"),
    *("0000-00-00", "9999-12-31", "10000-01-01", "31/02/2024", "2024-13", "1e9", "-44000-01-01", "T5 2024", "2024-T9"),
    *("=cmd|' /C calc'!A0", "@SUM(1)", "+33", '=HYPERLINK("http://example.org")', "\u202eéssiP", "مرحبا", "👩‍⚖️" * 40),
    *("\u2028", "\x85", "\x1b[31m", "\ufdd0", "\ufffe", "a\u0300" * 300, "x" * 70_000, "<script>alert(1)</script>"),
    *("../../etc/passwd", "{site}", "%s%n", "';drop table site;--", "null", "None", " ", "\u00a0", "\u200b", '"', "\\"),
)
HEADERS = (
    "",
    " ",
    "line",
    "file",
    "\x00line",
    "site",
    "indicator",
    "value",
    "colonne 1",
    "\u202eedoc",
    "=1+1",
    "a" * 9000,
)

ENTITIES = (
    '<!DOCTYPE l [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True, slots=True)
class Case:
    """One source to load. `special`: what stands at the path in place of a file with `content`."""

    label: str
    kind: str
    name: str
    content: bytes = b""
    mapping: bytes | None = None
    margins: bytes | None = None
    special: str = ""

    def write(self, folder: Path) -> Path:
        """The path of the source, made under `folder`."""
        folder.mkdir(parents=True)
        path = folder / self.name
        if not self.special:
            path.write_bytes(self.content)
        else:
            SPECIAL[self.special](path)
        return path


SPECIAL: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "folder": lambda path: path.mkdir(),
    "link to nothing": lambda path: path.symlink_to(path.with_name("absent.csv")),
    "link to itself": lambda path: path.symlink_to(path),
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "pipe": lambda path: os.mkfifo(path),
    "folder of a pipe": lambda path: (path.mkdir(), os.mkfifo(path / "a.csv")),
    "folder of a loop": lambda path: (path.mkdir(), (path / "b.csv").symlink_to(path / "b.csv")),
}


# --- tables ---


def _cell(table: Table, rng: random.Random) -> Table:
    for _ in range(rng.choice((1, 1, 3, 8))):
        row = rng.randrange(1, len(table))
        table[row][rng.randrange(len(table[row]))] = rng.choice(CELLS)
    return table


def _header(table: Table, rng: random.Random) -> Table:
    table[0][rng.randrange(len(table[0]))] = rng.choice(HEADERS)
    return table


def _twice(table: Table, rng: random.Random) -> Table:
    at = rng.randrange(len(table[0]))
    return [[*row, row[at]] for row in table]


def _without(table: Table, rng: random.Random) -> Table:
    at = rng.randrange(len(table[0]))
    return [row[:at] + row[at + 1 :] for row in table]


def _ragged(table: Table, rng: random.Random) -> Table:
    return [row[: rng.randrange(len(row) + 1)] + ["x"] * rng.randrange(3) for row in table]


def _wide(table: Table, rng: random.Random) -> Table:
    more = rng.choice((300, 20_000))
    return [row + [f"{'c' if place else ''}{n}" for n in range(more)] for place, row in enumerate(table[::-1])][::-1]


def _no_header(table: Table, rng: random.Random) -> Table:
    return table[1:]


def _no_row(table: Table, rng: random.Random) -> Table:
    return table[:1]


def _again(table: Table, rng: random.Random) -> Table:
    return [*table, *table, *table[1:] * rng.randrange(1, 40)]


TABLE_DAMAGES = (_cell, _cell, _cell, _header, _twice, _without, _ragged, _wide, _no_header, _no_row, _again)


# --- carriers ---


def as_csv(table: Table, rng: random.Random) -> bytes:
    """Delimited text that quotes as the seed says."""
    delimiter = rng.choice(";;;,\t|")
    quoted = ['"' + cell.replace('"', '""') + '"' for row in table for cell in row]
    cells = iter(quoted if rng.random() < 0.3 else [cell for row in table for cell in row])
    return "\n".join(delimiter.join(itertools.islice(cells, len(row))) for row in table).encode("utf-8", "replace")


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]")


def as_xlsx(table: Table, rng: random.Random) -> bytes:
    """A workbook; the characters that a workbook cannot hold are left out."""
    book = openpyxl.Workbook()
    for row in table:
        legal = [_NOT_XML.sub("", cell)[:32_000] for cell in row]
        book.active.append(legal[:16_000])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _typed(cell: str, rng: random.Random) -> object:
    odd = (cell, cell, cell, None, 1e308, True, [cell], {"a": {"b": [cell]}}, 10**400, -1, "\ud800")
    return rng.choice(odd) if rng.random() < 0.2 else cell


def as_json(table: Table, rng: random.Random) -> bytes:
    """Records whose values are sometimes no text: lists, objects, halves of characters."""
    records = [{name: _typed(cell, rng) for name, cell in zip(table[0], row, strict=False)} for row in table[1:]]
    wrapped: object = rng.choice(
        (records, {"results": records}, {"records": [{"fields": one} for one in records]}, {"a": records, "b": records})
    )
    return json.dumps(wrapped).encode()


def as_lines(table: Table, rng: random.Random) -> bytes:
    """The same, a record a line."""
    rows = [dict(zip(table[0], (_typed(cell, rng) for cell in row), strict=False)) for row in table[1:]]
    return "\n".join(map(json.dumps, rows)).encode()


def as_parquet(table: Table, rng: random.Random) -> bytes:
    """Columns some of which are no texts: numbers, days, lists, nothing, or bytes that are no characters."""
    width = min(len(table[0]), 300)
    rows = [(row + [""] * width)[:width] for row in table[1:]]
    arrays = []
    for place in range(width):
        texts = [row[place].encode("utf-8", "replace") for row in rows]
        odd = (
            lambda texts=texts: pa.array(texts, pa.binary()),
            lambda texts=texts: pa.array([[text.decode()] for text in texts], pa.list_(pa.string())),
            lambda texts=texts: pa.array(range(len(texts)), pa.timestamp("ns", "UTC")),
            lambda texts=texts: pa.array([math.nan] * len(texts), pa.float64()),
            lambda texts=texts: pa.nulls(len(texts)),
            lambda texts=texts: pa.array([text + b"\xff" for text in texts], pa.binary()).view(pa.string()),
        )
        text = pa.array([text.decode() for text in texts], pa.string())
        arrays.append(rng.choice(odd)() if rng.random() < 0.1 else text)
    content = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, names=table[0][:width]), content)
    return content.getvalue()


def _statistical(write: Callable[..., object], suffix: str) -> Callable[[Table, random.Random], bytes]:
    def content(table: Table, rng: random.Random) -> bytes:
        width = min(len(table[0]), 40)
        rows = [(row + [""] * width)[:width] for row in table[1:]]
        frame = pd.DataFrame(rows, columns=[f"v{n}" for n in range(width)], dtype="object")
        frame = frame.map(lambda cell: cell.encode("utf-8", "replace").decode().replace("\0", "")[:200])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"f{suffix}"
            write(frame, str(path), column_labels=[name[:80].replace("\0", "") or "x" for name in table[0][:width]])
            return path.read_bytes()

    return content


CARRIERS: dict[str, Callable[[Table, random.Random], bytes]] = {
    ".csv": as_csv,
    ".txt": as_csv,
    ".tsv": as_csv,
    ".xlsx": as_xlsx,
    ".json": as_json,
    ".jsonl": as_lines,
    ".parquet": as_parquet,
    ".sav": _statistical(pyreadstat.write_sav, ".sav"),
    ".dta": _statistical(pyreadstat.write_dta, ".dta"),
}


# --- bytes ---


def _cut(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(len(content))]


def _flips(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 5, 50))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _nul(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + b"\0" * rng.choice((1, 5000)) + content[at:]


def _encoded(content: bytes, rng: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(rng.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "cp037", "cp437")), "replace")


def _marks(content: bytes, rng: random.Random) -> bytes:
    mark = rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf", b"\x00\x00\xfe\xff"))
    return mark + content


def _line_ends(content: bytes, rng: random.Random) -> bytes:
    ends = (b"\r", b"\r\n", b"\n\r", b"\x0b", b"\x85", "\u2028".encode(), b"\n\n\n")
    return b"".join(line + rng.choice(ends) for line in content.split(b"\n"))


def _quotes(content: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 2, 7))):
        at = rng.randrange(len(content))
        content = content[:at] + rng.choice((b'"', b'""', b'"""', b"'", b'\\"', b'";"')) + content[at:]
    return content


def _squeezed(content: bytes, rng: random.Random) -> bytes:
    return gzip.compress(content, mtime=0)


def _other(content: bytes, rng: random.Random) -> bytes:
    starts = (b"%PDF-1.7\n", b"\x89PNG\r\n", b"PK\x03\x04", b"PAR1", b"<html><body>", b"<?xml version='1.0'?>", b"$FL2")
    return rng.choice((b"", b" \n\t", b"\0", b"\xef\xbb\xbf", bytes(range(256)) * 20, *(s + content for s in starts)))


def _nested(content: bytes, rng: random.Random) -> bytes:
    depth = rng.choice((50, 100_000))
    return rng.choice((b"[" * depth, b'{"results":' * depth, b'[{"site":' + b"[" * depth + b"]" * depth + b"}]"))


def _huge(content: bytes, rng: random.Random) -> bytes:
    size = rng.choice((300_000, 2_000_000))
    return content + rng.choice((b"x" * size, b'"' + b"y\n" * (size // 2), b";" * (size // 4), b"\n" * size))


BYTE_DAMAGES = (
    *(_cut, _cut, _flips, _flips, _nul, _encoded, _encoded, _marks, _line_ends, _quotes, _squeezed, _other, _nested),
    _huge,
)


# --- archives ---

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet1.xml"


def packed(parts: Parts) -> bytes:
    """The archive of the parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def unpacked(content: bytes) -> Parts:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _some_part(parts: Parts, rng: random.Random) -> str:
    return rng.choice(sorted(name for name in parts if name.endswith((".xml", ".rels"))))


def _broken_part(parts: Parts, rng: random.Random) -> Parts:
    name = _some_part(parts, rng)
    return parts | {name: rng.choice((_cut, _flips, _nul, _other))(parts[name], rng)}


def _lost_part(parts: Parts, rng: random.Random) -> Parts:
    lost = _some_part(parts, rng)
    return {name: part for name, part in parts.items() if name != lost}


def _entities(parts: Parts, rng: random.Random) -> Parts:
    name = _some_part(parts, rng)
    declared = rng.choice((ENTITIES, ENTITIES, OUTSIDE)).encode()
    body = parts[name].split(b"?>", 1)[-1].replace(b"</t>", b"&a11;</t>").replace(b"</v>", b"&a11;</v>", 1)
    return parts | {name: b'<?xml version="1.0"?>' + declared + body}


def _outer_links(parts: Parts, rng: random.Random) -> Parts:
    target = rng.choice(("http://127.0.0.1:9/x.xlsx", "file:///etc/passwd", "\\\\\\\\192.0.2.1\\\\c$\\\\x.xlsx"))
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId99" Type="{namespace}/externalLink" Target="{target}" TargetMode="External"/>'
    name = "xl/_rels/workbook.xml.rels"
    return parts | {name: parts[name].replace(b"</Relationships>", relation.encode() + b"</Relationships>")}


def _formulas(parts: Parts, rng: random.Random) -> Parts:
    formula = rng.choice(("WEBSERVICE('http://127.0.0.1:9/')", "[1]Sheet1!A1", "cmd|' /C calc'!A0", "A1"))
    cached = rng.choice(("", "<v>#REF!</v>", "<v>12</v>", "<v>1e999</v>", "<v>NaN</v>"))
    cells = (
        f'<c r="A9"><f>{formula}</f>{cached}</c><c r="B9" t="e"><v>#N/A</v></c><c r="C9" t="d"><v>2024-99-99</v></c>'
    )
    row = f'<row r="9">{cells}<c r="D9" t="s"><v>99999</v></c></row></sheetData>'
    return parts | {SHEET: parts[SHEET].replace(b"</sheetData>", row.encode())}


def _far_cells(parts: Parts, rng: random.Random) -> Parts:
    place, row = rng.choice(
        (("XFD1048576", 1048576), ("A4000000000", 4000000000), ("ZZZZZ9", 9), ("A-9", -9), ("B9", 10**12))
    )
    cell = f'<row r="{row}"><c r="{place}" t="n"><v>1</v></c></row></sheetData>'
    return parts | {SHEET: parts[SHEET].replace(b"</sheetData>", cell.encode())}


def _bomb(parts: Parts, rng: random.Random) -> Parts:
    zeros = b"<row><c><v>1</v></c></row>" * 2_000_000
    return parts | {SHEET: parts[SHEET].replace(b"</sheetData>", zeros + b"</sheetData>")}


def _many_entries(parts: Parts, rng: random.Random) -> Parts:
    return parts | {f"xl/media/{n}.xml": b"<a/>" for n in range(20_000)}


def _archive_within(parts: Parts, rng: random.Random) -> Parts:
    inner = packed(parts)
    for _ in range(4):
        inner = packed({"xl/workbook.xml": inner, "a/../../b.xlsx": inner})
    return parts | {"xl/embeddings/book.xlsx": inner, "../../../../tmp/escape.xml": b"<a/>"}


ARCHIVE_DAMAGES = (
    *(_broken_part, _broken_part, _lost_part, _entities, _entities, _outer_links, _formulas, _far_cells),
    *(_many_entries, _archive_within),
)


# --- cases ---


def _copy(table: Table) -> Table:
    return [list(row) for row in table]


def _of_table(kind: str, rng: random.Random) -> Case:
    damage, suffix = rng.choice(TABLE_DAMAGES), rng.choice(list(CARRIERS))
    content = CARRIERS[suffix](damage(_copy(SOUND[kind]), rng), rng)
    return Case(f"{damage.__name__} {suffix}", kind, f"envoi{suffix}", content)


def _of_bytes(kind: str, rng: random.Random) -> Case:
    damage, suffix = rng.choice(BYTE_DAMAGES), rng.choice(list(CARRIERS))
    content = damage(CARRIERS[suffix](_copy(SOUND[kind]), rng), rng)
    return Case(f"{damage.__name__} {suffix}", kind, f"envoi{suffix}", content)


def _of_archive(kind: str, rng: random.Random) -> Case:
    damage = rng.choice(ARCHIVE_DAMAGES)
    content = packed(damage(unpacked(as_xlsx(_copy(SOUND[kind]), rng)), rng))
    return Case(f"{damage.__name__} .xlsx", kind, f"envoi{rng.choice(('.xlsx', '.xlsx', '.xlsm'))}", content)


def _of_name(kind: str, rng: random.Random) -> Case:
    content = rng.choice(list(CARRIERS.values()))(_copy(SOUND[kind]), rng)
    suffix = rng.choice((*CARRIERS, ".por", ".zsav", ".xls", ".ods", ".zip", ".parquet", ".gz", ".pdf", "", ".exe"))
    return Case(f"named {suffix or 'nothing'}", kind, f"envoi{suffix}", content)


def _of_series(kind: str, rng: random.Random) -> Case:
    """Nested series whose shape is not the one that the mapping says."""
    odd: tuple[object, ...] = (None, 3, "x", [], [1], ["a"], {"a": 1}, [{"date": "2024", "value": [1]}], [[{}]])
    point = {"date": rng.choice(CELLS), "value": rng.choice((*CELLS, *odd))}
    series = rng.choice(([point], *odd))
    record = {"site": "A1", "ind": series, "cibles": rng.choice(({"ind": point}, {"ind": 3}, *odd))}
    document = rng.choice(({"data": {"items": [record]}}, {"data": [record]}, {"data": {"items": odd}}, [record], 3))
    rules = f"{SERIES}records = {json.dumps(rng.choice(('data.items', 'data', '')))}\n{SERIES_NAMES}"
    content = json.dumps(document).encode()
    if rng.random() < 0.3:
        content = rng.choice((_cut, _flips, _encoded, _nested))(content, rng)
    return Case("series .json", "measures", "envoi.json", content, rules.encode())


def _of_companion(kind: str, rng: random.Random) -> Case:
    """A good source with a mapping or margins that are not."""
    damage = rng.choice(BYTE_DAMAGES)
    if rng.random() < 0.5:
        content = as_csv(_copy(SOUND["measures"]), rng)
        return Case(f"{damage.__name__} mapping", "measures", "envoi.csv", content, damage(MAPPING.encode(), rng))
    content = as_csv(_copy(SOUND["survey"]), rng)
    return Case(f"{damage.__name__} margins", "survey", "envoi.csv", content, margins=damage(MARGINS.encode(), rng))


def _of_place(kind: str, rng: random.Random) -> Case:
    special = rng.choice(list(SPECIAL))
    return Case(special, kind, f"envoi{rng.choice(('.csv', '.xlsx', '.json', '.sav'))}", special=special)


WAYS = (_of_table, _of_bytes, _of_archive, _of_table, _of_bytes, _of_name, _of_companion, _of_place, _of_series)


def cases(number: int, seed: int = 0) -> Iterator[Case]:
    """`number` sources: the kinds and the ways of being wrong in turn, the rest as the seed says; one bomb at the end.

    The same number and seed give the same sources.
    """
    turns = itertools.cycle(itertools.product(WAYS, SOUND))
    for rank, (way, kind) in enumerate(itertools.islice(turns, number - 1)):
        yield way(kind, random.Random(f"{seed}-{rank}"))
    rng = random.Random(seed)
    parts = unpacked(as_xlsx(_copy(SOUND["measures"]), rng))
    yield Case("_bomb .xlsx", "measures", "envoi.xlsx", packed(_bomb(parts, rng)))
