"""Colours of the charts, light and dark: blue against orange, never red against green."""

from dataclasses import dataclass, fields

from dashboard.domain.colour import contrast

FONT = "Marianne, PublicSans, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. Marks keep 3:1 and texts 4.5:1 on `surface`; `shades` and `grades` are always outlined or labelled."""

    surface: str
    text: str
    muted: str
    axis: str
    grid: str
    band: str
    mark: str
    usual: str
    better: str
    worse: str
    notable: str
    absent: str
    shades: tuple[str, str, str, str, str]
    """From the lowest class of a map to the highest."""
    grades: tuple[str, str, str, str, str]
    """Most unfavourable, unfavourable, neutral, favourable, most favourable."""
    middles: tuple[str, str]
    """The second of three unfavourable grades, then of three favourable ones."""


LIGHT = Palette(
    surface="#FFFFFF",
    text="#161616",
    muted="#666666",
    axis="#929292",
    grid="#E5E5E5",
    band="#ECECFE",
    mark="#000091",
    usual="#767676",
    better="#000091",
    worse="#B34000",
    notable="#6E445A",
    absent="#E5E5E5",
    shades=("#E3E3FD", "#B9B9FA", "#8585F6", "#4646CF", "#000091"),
    grades=("#B34000", "#F0945E", "#DDDDDD", "#8585F6", "#000091"),
    middles=("#D16A2F", "#4343C4"),
)

DARK = Palette(
    surface="#161616",
    text="#FFFFFF",
    muted="#B3B3B3",
    axis="#7A7A7A",
    grid="#333333",
    band="#26263F",
    mark="#8585F6",
    usual="#A0A0A0",
    better="#8585F6",
    worse="#F0945E",
    notable="#CE8FC8",
    absent="#3A3A3A",
    shades=("#262650", "#3D3D8F", "#7575F5", "#A1A1F8", "#DADAFD"),
    grades=("#E06A1F", "#F7B58C", "#666666", "#A9A9F9", "#7676F5"),
    middles=("#EC9056", "#9090F7"),
)


def palette_of(theme: str | None) -> Palette:
    """The palette of a Streamlit theme type (`light`, `dark`; light when unknown)."""
    return DARK if theme == "dark" else LIGHT


def text_on(fill: str) -> str:
    """Black or white, whichever reads best on `fill`."""
    return max(("#161616", "#FFFFFF"), key=lambda text: contrast(text, fill))


def substitutes(one: Palette, other: Palette) -> dict[str, str]:
    """Each colour of a palette → the one of the same role in another. Raises ValueError when a colour has two roles
    that the other palette tells apart: a drawing could not be recoloured."""
    found: dict[str, str] = {}
    for role in fields(Palette):
        before, after = getattr(one, role.name), getattr(other, role.name)
        pairs = [(before, after)] if isinstance(before, str) else zip(before, after, strict=True)
        for old, new in pairs:
            if found.setdefault(old.lower(), new) != new:
                raise ValueError(f"{old} has two roles: {found[old.lower()]} and {new} ({role.name})")
    return found
