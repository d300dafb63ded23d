"""Hostile sources of the size of an upload: the memory that each takes, in a process of its own, read or refused."""

import io
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.fuzz_files import SHEET, SOUND, as_xlsx, packed, unpacked

_CHILD = """
import sys, time
from pathlib import Path
from dashboard.errors import DashboardError
from dashboard.sources.kinds import KINDS, open_source
from dashboard.sources.mapping import Mapping
peak = lambda: int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
before, start, rows, said = peak(), time.perf_counter(), 0, "read"
try:
    for batch in open_source(KINDS["measures"], Path(sys.argv[1]), Mapping()):
        rows += len(batch.rows) + len(batch.rejects)
except DashboardError as refusal:
    said = f"refused: {str(refusal)[:70]}"
print(f"{peak() - before} MB more, {time.perf_counter() - start:.0f} s, {rows} rows, {said}")
"""
MB = 1_000_000
LIMIT = 4_000
"""Megabytes beyond which a source is called greedy: twice what the database may take."""


def _workbook(part: str, before: bytes, block: Callable[[int], bytes], megabytes: int, after: bytes) -> bytes:
    """A sound workbook whose `part` is made of that many megabytes of blocks, given their rank."""
    parts = unpacked(as_xlsx(SOUND["measures"], random.Random(0)))
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", _SHARED_TYPE + b"</Types>")
    parts.setdefault("xl/sharedStrings.xml", _SHARED + b"</sst>")
    content = io.BytesIO(packed({name: body for name, body in parts.items() if name != part}))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as target:
        written = target.write(before)
        rank = 0
        while written < megabytes * MB:
            written += target.write(block(rank))
            rank += 1
        target.write(after)
    return content.getvalue()


def _header() -> bytes:
    body = unpacked(as_xlsx(SOUND["measures"], random.Random(0)))[SHEET]
    return body.split(b"</sheetData>")[0]


_END = b"</sheetData></worksheet>"
_SHARED = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_NOISE = random.Random(1).randbytes(MB // 2).hex().encode()
"""What does not pack beyond two for one: enough for a bomb to pass for a sheet."""


def _rows(rank: int) -> bytes:
    numbers = random.Random(rank)
    row = "<row><c><v>{}</v></c><c><v>{}</v></c><c><v>2024</v></c><c><v>{}</v></c></row>"
    return "".join(row.format(numbers.random(), n, numbers.random()) for n in range(20_000)).encode()


def _texts(rank: int) -> bytes:
    return b"".join(b"<si><t>%x</t></si>" % (rank * 50_000 + n) for n in range(50_000))


def _far(rank: int) -> bytes:
    return b"".join(
        b'<row><c r="XFD%d"><v>%d</v></c></row>' % (n, n) for n in range(rank * 9_999 + 9, rank * 9_999 + 10_008)
    )


def _wide() -> bytes:
    names = ";".join(["site", "indicateur", "periode", "valeur", *(f"c{n}" for n in range(16_000))])
    return (names + "\n" + ("A1" + ";" * 16_003 + "\n") * (200 * MB // 16_006)).encode()


def _long() -> bytes:
    return b"site;indicateur;periode;valeur\n" + b"A1;transparence-resultats;2024-03;75,123\n" * (200 * MB // 41)


SOURCES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "CSV, 200 MB of rows": (".csv", _long),
    "CSV, 200 MB of 16,004 columns": (".csv", _wide),
    "CSV, one line of 200 MB": (".csv", lambda: b"site;indicateur;periode;valeur\n" + b"x" * 200 * MB),
    "JSON, 200 MB of empty objects": (".json", lambda: b"[" + b"{}," * (200 * MB // 3) + b"{}]"),
    "JSON, 200 MB of records": (
        ".json",
        lambda: b"[" + b'{"site":"A1","indicateur":"x","periode":"2024","valeur":75},' * (200 * MB // 61) + b"{}]",
    ),
    "XLSX, a sheet of 400 MB": (".xlsx", lambda: _workbook(SHEET, _header(), _rows, 400, _END)),
    "XLSX, shared texts of 95 MB": (
        ".xlsx",
        lambda: _workbook("xl/sharedStrings.xml", _SHARED, _texts, 95, b"</sst>"),
    ),
    "XLSX, a cell of 300 MB": (
        ".xlsx",
        lambda: _workbook(
            SHEET,
            _header() + b'<row><c t="inlineStr"><is><t>',
            lambda rank: _NOISE,
            300,
            b"</t></is></c></row>" + _END,
        ),
    ),
    "XLSX, each row ends at column XFD": (".xlsx", lambda: _workbook(SHEET, _header(), _far, 30, _END)),
}


def run(_number: int) -> tuple[str, list[tuple[str, str]], bool]:
    """Title, rows of the table, and whether none took more than `LIMIT`."""
    rows, sound = [], True
    for label, (suffix, content) in SOURCES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"envoi{suffix}"
            path.write_bytes(content())
            size = path.stat().st_size // MB
            ended = subprocess.run(
                [sys.executable, "-c", _CHILD, str(path)], capture_output=True, text=True, check=False
            )
        said = ended.stdout.strip() or f"ended by {ended.returncode}: {ended.stderr[-200:]}"
        sound = sound and ended.returncode == 0 and int(said.split()[0]) <= LIMIT
        rows.append((f"{label} ({size} MB sent)", said))
        print(rows[-1], flush=True)
    return "memory of hostile sources", rows, sound
