"""Makes the pictures of the README and of the guide from the full demonstration: `python -m docs.pictures`, at the root
of the project; names of pictures after it make those alone.

Needs Chromium (`make browser`) and the test tools. BAROMETRE_TEST_HOME names a folder with published data to show; it
is copied first: a meeting is prepared in the copy.
"""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import demonstration
from tests.browser import harness
from tests.browser.harness import Server

IMAGES = Path(__file__).with_name("images")
LARGEST = 150_000
"""Bytes of a picture."""
COLOURS = 128


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown of a page: from the words `begins`, or from the top; `first`: what is done before."""

    name: str
    address: str = ""
    height: int = 800
    begins: str = ""
    first: Callable[[Page], None] | None = None


def _prepare(page: Page) -> None:
    """A meeting of the courts, opened."""
    page.get_by_label("Vous agissez sous le nom de").fill("Anne Exemple")
    page.get_by_label("Titre de la revue (obligatoire)").fill("Comité de pilotage de novembre")
    page.get_by_role("button", name="Proposer l’ordre du jour").click()
    page.get_by_role("link", name="Projeter la revue").wait_for(timeout=60_000)
    harness.ready(page)


def _project(page: Page) -> None:
    page.get_by_role("link", name="Comité de pilotage de novembre").first.click()
    page.get_by_role("link", name="Projeter la revue").click()
    page.get_by_role("link", name="Quitter la projection (Échap)").wait_for(timeout=60_000)
    harness.ready(page)


_SITES = "sites?service=tribunaux-judiciaires&indicateur=accueil-courtois"
PICTURES = (
    Picture("vue-ensemble", height=1040),
    Picture("sites", _SITES, 1040),
    Picture("guide/lire-un-resultat", height=720),
    Picture("guide/comparer-des-services", "services", 900, "Comparer des services"),
    Picture("guide/trouver-un-site", _SITES, 760, "Liste des sites"),
    Picture("guide/explorer", "explorer", 1040),
    Picture("guide/preparer-une-revue", "revue?service=tribunaux-judiciaires", 900, first=_prepare),
    Picture("guide/projeter", "revue?service=tribunaux-judiciaires", 800, first=_project),
    Picture("guide/suivre-une-action", "actions", 800),
    Picture("guide/publier-des-donnees", "donnees", 900),
    Picture("guide/repondre-aux-avis", "avis-a-traiter", 800),
    Picture("guide/masquage", "methode", 620, "Ce que veut dire une absence"),
)  # fmt: skip


def main() -> None:
    """Write each picture, in the light theme, on a laptop."""
    asked = [one for one in PICTURES if one.name in sys.argv[1:] or not sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "home"
        shutil.copytree(os.environ.get("BAROMETRE_TEST_HOME") or demonstration.folder(), home)
        browser = playwright.chromium.launch(executable_path=harness.chromium(), args=["--no-sandbox"])
        with harness.running_server(home, Path(folder) / "server.log") as server:
            for one in asked:
                print(_written(one, _shown(browser, server, one)))
        browser.close()


def _shown(browser: Browser, server: Server, one: Picture) -> bytes:
    with harness.context(browser) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1366, "height": one.height})
        page.goto(f"{server.origin}/{one.address}")
        harness.ready(page)
        if one.first:
            one.first(page)
        if one.begins:
            heading = page.get_by_text(one.begins, exact=True).first
            heading.evaluate("it => { it.style.scrollMarginTop = '5rem'; it.scrollIntoView({block: 'start'}); }")
        page.mouse.move(0, 0)
        page.wait_for_timeout(1000)  # charts draw themselves
        return page.screenshot()


def _written(one: Picture, shot: bytes) -> str:
    """In few colours: a screen has few, and a repository keeps every version of a picture."""
    path = IMAGES / f"{one.name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(shot)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{path} has {size} bytes: show less of the page")
    return f"{path} {size}"


if __name__ == "__main__":
    main()
