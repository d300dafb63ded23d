"""From bytes to text: UTF-8 with or without mark, UTF-16 with mark, and cp1252, even mixed in one file."""

import codecs
import io
from pathlib import Path
from typing import TextIO

from dashboard.errors import SourceError

HANDLER = "barometre_cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are not valid UTF-8, read as cp1252 (and as latin-1 where cp1252 has no character)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    text = "".join(bytes((b,)).decode("cp1252" if b not in b"\x81\x8d\x8f\x90\x9d" else "latin-1") for b in wrong)
    return text, error.end


codecs.register_error(HANDLER, _as_cp1252)


def encoding_of(start: bytes) -> str:
    """The encoding that the first bytes announce: `utf-16` with a mark, else `utf-8` (with the handler above)."""
    return "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def decode(content: bytes) -> str:
    """The text of a whole content, without its mark."""
    encoding = encoding_of(content[:4])
    return content.decode(encoding, errors=HANDLER if encoding == "utf-8" else "replace").lstrip("\ufeff")


class CountedBytes(io.RawIOBase):
    """The bytes of a file, counted as they are read; refuses a NUL byte, which no text holds, at the first one."""

    def __init__(self, path: Path, allow_nul: bool) -> None:
        self._file = path.open("rb", buffering=0)
        self._allow_nul = allow_nul
        self._name = path.name
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        read = self._file.readinto(buffer) or 0
        self.count += read
        if not self._allow_nul and b"\0" in bytes(buffer[:read]):
            raise SourceError(
                f"« {self._name} » contient des octets nuls : ce n’est pas un fichier texte, ou sa copie a été "
                "interrompue ; le télécharger ou l’exporter de nouveau en CSV."
            )
        return read

    def close(self) -> None:
        self._file.close()
        super().close()


def open_text(path: Path, start: bytes) -> tuple[TextIO, CountedBytes]:
    """The text of the file, line ends kept, and its counter of bytes. `start`: its first bytes."""
    encoding = encoding_of(start)
    counted = CountedBytes(path, allow_nul=encoding == "utf-16")
    text = io.TextIOWrapper(
        io.BufferedReader(counted, 1 << 20),
        encoding=encoding,
        errors=HANDLER if encoding == "utf-8" else "replace",
        newline="",
    )
    return text, counted
