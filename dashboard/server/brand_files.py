"""The brand of the installation as a browser reads it, under `/spp/brand/`: a style made from `brand.toml`, the logo,
the letters."""

import hashlib
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.catalog.brand_folder import brand_of
from dashboard.config import settings
from dashboard.domain.brand import Brand, Logo
from dashboard.server.assets import FOR_A_YEAR, cached_answer
from dashboard.server.encoding import Encoding
from dashboard.wording.citation import PRODUCT

STYLE = "brand.css"
DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A logo opened by itself is a document: whatever it holds, it runs nothing and asks for nothing."""
HEIGHT, WIDEST = 2.5, 12.0
"""Of the logo beside the menu, in rem."""


def brand() -> Brand:
    """That of this installation. Raises ConfigurationError."""
    return brand_of(settings())


def addresses_of(one: Brand) -> dict[str, str]:
    """Relative address of the style and of each file, by name, which changes with the content; empty for the neutral
    brand."""
    names = [STYLE, *_contents(one)] if one.folder else []
    return {name: f"./spp/brand/{_named(one, name)}" for name in names}


@lru_cache(maxsize=4)
def _contents(one: Brand) -> dict[str, bytes]:
    """The files by name, kept as they were when first asked for: an address and what it gives never part."""
    return {path.name: path.read_bytes() for path in one.files}


@lru_cache(maxsize=64)
def _named(one: Brand, name: str) -> str:
    content = style(one).encode() if name == STYLE else _contents(one)[name]
    return f"{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


async def brand_file(request: Request) -> Response:
    """Route: the style, or a file that it names; nothing else of the folder leaves it."""
    name, one = request.path_params["name"], await run_in_threadpool(brand)
    if name not in addresses_of(one):
        return PlainTextResponse("Fichier inconnu.", status_code=404)
    content = style(one).encode() if name == STYLE else _contents(one)[name]
    current = f"{name}?{request.url.query}" == _named(one, name)
    answer = cached_answer(request, name, content, Encoding.IDENTITY, FOR_A_YEAR if current else "no-cache")
    if name.endswith(".svg"):
        answer.headers["content-security-policy"] = DRAWING_POLICY
    return answer


def style(one: Brand) -> str:
    """What it changes in the style sheets of the application and of the public pages."""
    letters = f'"{one.family}", PublicSans, Arial, sans-serif' if one.family else ""
    rules = [
        *(
            f'@font-face {{ font-family: "{one.family}"; src: url("{_named(one, font.file.name)}") format("woff2"); '
            f"font-weight: {font.weight}; font-display: swap; }}"
            for font in one.screen_fonts
        ),
        ":root {",
        f"  --spp-accent: light-dark({one.accent}, {one.accent_dark});",
        f"  --spp-link: light-dark({one.accent}, {one.accent_dark});",
        *([f"  --spp-font: {letters};"] if letters else []),
        "}",
        *(_beside_the_menu(one, one.logo) if one.logo else ()),
    ]
    return "\n".join(rules) + "\n"


def _beside_the_menu(one: Brand, logo: Logo) -> list[str]:
    """The logo takes the place of the product's name where the menu needs the room, and stands before it elsewhere."""
    width = min(WIDEST, HEIGHT * logo.ratio)
    places = '[data-testid="stToolbar"] > div::before'
    dark = _named(one, logo.dark.name)
    return [
        f"{places} {{ content: '' / ''; width: {width:.2f}rem; height: {HEIGHT}rem; flex: none; "
        "padding: 0; margin: 0 1.5rem 0 0.25rem; "
        f'background: url("{_named(one, logo.light.name)}") left center / {width:.2f}rem {HEIGHT}rem no-repeat; }}',
        f'@media (prefers-color-scheme: dark) {{ {places} {{ background-image: url("{dark}"); }} }}',
        f"@media (min-width: 112rem) {{ {places} {{ content: '{PRODUCT}' / ''; width: auto; "
        f"padding-left: {width + 0.75:.2f}rem; line-height: {HEIGHT}rem; }} }}",
    ]
