"""The brand of an installation: a folder of the deployer, with `brand.toml`. State marks are never shipped."""

import re
import struct
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import typst

from dashboard.catalog.table import Table, read_table
from dashboard.config import Settings
from dashboard.domain.brand import ACCENT, ACCENT_DARK, NEUTRAL, SURFACE, SURFACE_DARK, Brand, Logo, ScreenFont
from dashboard.domain.colour import contrast
from dashboard.errors import ConfigurationError, cause
from dashboard.wording.numerals import number

DESCRIPTION = "brand.toml"
LARGEST_LOGO, LARGEST_FONT = 300_000, 1_000_000
MOST_LINES, LONGEST_LINE = 6, 300
LEGIBLE = 4.5
"""Ratio of contrast of a text (WCAG 2.1 AA): links and titles have the colour of the brand."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,59}")
_WEIGHT = re.compile(r"[1-9]00(?: [1-9]00)?")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"']{1,500}")
_LENGTH = re.compile(r"-?\d+(?:\.\d+)?")
_PNG, _WOFF2 = b"\x89PNG\r\n\x1a\n", b"wOF2"
_SVG = "{http://www.w3.org/2000/svg}svg"


def brand_of(settings: Settings) -> Brand:
    """The brand of this installation, read once; the neutral one without a folder. Raises ConfigurationError."""
    return NEUTRAL if settings.brand is None else _read_once(settings.brand)


@lru_cache(maxsize=4)
def _read_once(folder: Path) -> Brand:
    return read_brand(folder)


def read_brand(folder: Path) -> Brand:
    """What a folder describes. Raises ConfigurationError: a key, a colour or a file that cannot be used."""
    root = read_table(folder / DESCRIPTION)
    accent, accent_dark = _colours(root.section("colours"))
    family, fonts = _fonts(folder, root.section("font"))
    made = Brand(
        folder=folder,
        authority=root.text("authority", "", longest=120).strip(),
        legal=_legal(root),
        links=tuple(_link(table) for table in root.tables("links")),
        accessibility_contact=_address(root, "accessibility_contact") if root.has("accessibility_contact") else "",
        logo=_logo(folder, root.section("logo")),
        accent=accent,
        accent_dark=accent_dark,
        family=family,
        screen_fonts=fonts,
        for_documents=_for_documents(folder, family),
    )
    root.close()
    return made


def _legal(root: Table) -> tuple[str, ...]:
    lines = root.texts("legal")
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise root.refusal("legal", f"attendu {MOST_LINES} lignes de {LONGEST_LINE} caractères au plus")
    return lines


def _link(table: Table) -> tuple[str, str]:
    words, address = table.text("words", longest=80), _address(table, "address")
    table.close()
    return words, address


def _address(table: Table, key: str) -> str:
    address = table.text(key)
    if not _LINK.fullmatch(address):
        raise table.refusal(key, f"«\u00a0{address}\u00a0» n’est pas une adresse https:// ou mailto:")
    return address


def _colours(table: Table) -> tuple[str, str]:
    found = []
    for key, usual, surface in (("accent", ACCENT, SURFACE), ("accent_dark", ACCENT_DARK, SURFACE_DARK)):
        colour = table.text(key, usual)
        if not _COLOUR.fullmatch(colour):
            raise table.refusal(key, f"«\u00a0{colour}\u00a0» n’est pas une couleur de la forme #000091")
        if (ratio := contrast(colour, surface)) < LEGIBLE:
            raise table.refusal(
                key, f"{colour} se lit mal sur {surface} (contraste {number(ratio, 1)}, {number(LEGIBLE, 1)} au moins)"
            )
        found.append(colour.upper())
    table.close()
    return found[0], found[1]


def _logo(folder: Path, table: Table) -> Logo | None:
    if not table.has("light"):
        table.close()
        return None
    light = _image(folder, table, "light")
    dark = _image(folder, table, "dark") if table.has("dark") else light
    words = table.text("words", longest=200)
    if not (shape := ratio_of(light)):
        raise table.refusal("light", f"«\u00a0{light.name}\u00a0» ne dit pas sa taille (viewBox, ou width et height)")
    table.close()
    return Logo(light, dark, words, shape)


def _image(folder: Path, table: Table, key: str) -> Path:
    path, content = _file(folder, table, key, LARGEST_LOGO)
    if path.suffix == ".png" and content.startswith(_PNG):
        return path
    if path.suffix == ".svg" and _is_svg(content):
        return path
    raise table.refusal(key, f"«\u00a0{path.name}\u00a0» n’est ni une image SVG ni une image PNG")


def _is_svg(content: bytes) -> bool:
    """A drawing alone: a declaration of entities could make it grow without end."""
    if b"<!ENTITY" in content:
        return False
    try:
        return ElementTree.fromstring(content).tag == _SVG
    except (ElementTree.ParseError, ValueError):
        return False


def ratio_of(image: Path) -> float:
    """Width ÷ height of a logo that was checked; 0 when it does not say."""
    content = image.read_bytes()
    if image.suffix == ".png":
        width, height = struct.unpack(">II", content[16:24])
    else:
        root = ElementTree.fromstring(content)
        sides = (root.get("viewBox") or f"0 0 {root.get('width', '')} {root.get('height', '')}").replace(",", " ")
        numbers = _LENGTH.findall(sides)
        width, height = (float(one) for one in numbers[2:4]) if len(numbers) == 4 else (0.0, 0.0)
    return width / height if height > 0 else 0


def _fonts(folder: Path, table: Table) -> tuple[str, tuple[ScreenFont, ...]]:
    if not table.has("family"):
        table.close()
        return "", ()
    family = table.text("family")
    if not _FAMILY.fullmatch(family):
        raise table.refusal("family", "attendu des lettres, des chiffres, des espaces et des traits d’union")
    fonts = tuple(_font(folder, one) for one in table.tables("files"))
    table.close()
    return family, fonts


def _for_documents(folder: Path, family: str) -> bool:
    """Whether the folder holds letters for documents. Raises ConfigurationError when they are of another family."""
    if not family or not any(path.suffix.lower() in {".ttf", ".otf"} for path in folder.iterdir()):
        return False
    held = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]).families()
    if family not in held:
        raise ConfigurationError(
            f"{DESCRIPTION}, [font], clé «\u00a0family\u00a0»\u00a0: «\u00a0{family}\u00a0» n’est pas la famille "
            f"des polices TTF et OTF du dossier ({', '.join(held) or 'aucune lisible'})."
        )
    return True


def _font(folder: Path, table: Table) -> ScreenFont:
    path, content = _file(folder, table, "file", LARGEST_FONT)
    if path.suffix != ".woff2" or not content.startswith(_WOFF2):
        raise table.refusal("file", f"«\u00a0{path.name}\u00a0» n’est pas une police WOFF2")
    weight = table.text("weight", "100 900")
    if not _WEIGHT.fullmatch(weight):
        raise table.refusal("weight", "attendu une graisse (400) ou une étendue (100 900)")
    table.close()
    return ScreenFont(path, weight)


def _file(folder: Path, table: Table, key: str, largest: int) -> tuple[Path, bytes]:
    """A file of the folder itself and its content: a name with a slash would lead out of it."""
    name = table.text(key)
    if not _NAME.fullmatch(name):
        raise table.refusal(key, f"«\u00a0{name}\u00a0» n’est pas un nom de fichier du dossier")
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise table.refusal(key, f"«\u00a0{name}\u00a0» ne peut pas être lu dans {folder} ({cause(error)})") from None
    if len(content) > largest:
        raise table.refusal(key, f"«\u00a0{name}\u00a0» pèse {len(content) // 1000} Ko, {largest // 1000} au plus")
    return path, content
