"""Whose results these are: name, logo, colours, letters and legal lines of an administration."""

from dataclasses import dataclass
from pathlib import Path

ACCENT, ACCENT_DARK = "#000091", "#8585F6"
SURFACE, SURFACE_DARK = "#FFFFFF", "#161616"
"""What the screens are drawn on, light and dark."""


@dataclass(frozen=True, slots=True)
class Logo:
    """`dark`: the file for dark screens, the same when there is one only. `words`: what it says to who does not see it;
    `ratio`: width ÷ height."""

    light: Path
    dark: Path
    words: str
    ratio: float


@dataclass(frozen=True, slots=True)
class ScreenFont:
    """One file of a family, as a browser reads it. `weight`: « 400 », or « 100 900 » for a variable font."""

    file: Path
    weight: str


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand, all of it optional. `authority`: who publishes; `legal`: lines written at the foot of public pages and
    documents; `links`: words and address of what the law makes publish (legal notice, personal data…);
    `accessibility_contact`: where to write when something cannot be read; `family`: the letters; `for_documents`:
    whether the folder holds them for documents (TTF or OTF)."""

    folder: Path | None = None
    authority: str = ""
    legal: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    accessibility_contact: str = ""
    logo: Logo | None = None
    accent: str = ACCENT
    accent_dark: str = ACCENT_DARK
    family: str = ""
    screen_fonts: tuple[ScreenFont, ...] = ()
    for_documents: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """Those that a browser may ask for."""
        logos = (self.logo.light, self.logo.dark) if self.logo else ()
        return tuple(dict.fromkeys((*logos, *(font.file for font in self.screen_fonts))))


NEUTRAL = Brand()
"""What is shipped: nobody's."""
