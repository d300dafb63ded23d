"""A brand folder invented for the tests: a mark of nobody."""

import struct
import zlib
from pathlib import Path

DESCRIPTION = """
authority = "Ministère de l’Essai"
legal = ["Service de la qualité, 1 rue de l’Essai, 75000 Paris."]
[logo]
light = "logo.svg"
dark = "logo-dark.png"
words = "Ministère de l’Essai"
[colours]
accent = "#7A0040"
accent_dark = "#FF9AC8"
[[links]]
words = "Mentions légales"
address = "https://essai.example.fr/mentions"
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><rect width="120" height="60" fill="#7A0040"/>'
    '<circle cx="60" cy="30" r="20" fill="#FFFFFF"/></svg>'
)


def brand_folder(folder: Path, description: str = DESCRIPTION) -> Path:
    """The folder, made; `description` is its brand.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brand.toml").write_text(description, encoding="utf-8")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    (folder / "logo-dark.png").write_bytes(png(120, 60))
    (folder / "secret.txt").write_text("not for a browser")
    return folder


def png(width: int, height: int) -> bytes:
    """A grey rectangle."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
