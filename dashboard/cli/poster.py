"""`poster`: the results of a site, of a service or of all the sites, as PDF to print."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dashboard.analyses.usual_period import usual_period
from dashboard.cli import poster_files
from dashboard.cli.asked_period import asked_period
from dashboard.cli.progress import bar
from dashboard.cli.usage import FrenchBadParameter
from dashboard.config import Settings, checked_address, settings
from dashboard.posters import gathering
from dashboard.posters.files import Made, made
from dashboard.posters.poster import Poster
from dashboard.posters.rendering import Format
from dashboard.public_pages import addresses
from dashboard.store import reads
from dashboard.store.store import open_current
from dashboard.wording.grammar import count

LOCAL = "http://localhost:8501"
_NO_CODE = (
    "Sans code QR\u00a0: l’adresse des pages publiques n’est pas connue. "
    "L’indiquer avec --address https://… ou BAROMETRE_PUBLIC_ADDRESS.\n"
)
_LOCAL_CODE = (
    f"Le code QR mène à {LOCAL}, que cette machine seule peut lire. "
    "Indiquer l’adresse publique avec --address https://… ou BAROMETRE_PUBLIC_ADDRESS.\n"
)


def register(app: typer.Typer) -> None:
    app.command("poster")(print_posters)


def print_posters(
    to: Annotated[Path, typer.Option("--out", help="Dossier, ou fichier .zip, à écrire.")],
    site: Annotated[list[str] | None, typer.Option(help="Code de site (option répétable).")] = None,
    service: Annotated[list[str] | None, typer.Option(help="Code de service (option répétable).")] = None,
    every: Annotated[bool, typer.Option("--all", help="Tous les sites ouverts.")] = False,
    form: Annotated[Format, typer.Option("--format", help="Format du papier.")] = Format.A4,
    address: Annotated[str, typer.Option(help="Adresse des pages publiques, pour le code QR.")] = "",
    start: Annotated[str, typer.Option("--from", help="Premier mois\u00a0: 2024-01 (défaut\u00a0: 12 mois).")] = "",
    stop: Annotated[str, typer.Option("--to", help="Dernier mois inclus\u00a0: 2024-12.")] = "",
) -> None:
    """Écrit l’affiche PDF, à imprimer, des résultats d’un site, d’un service ou de tous les sites.

    Un site et un service ont une page publique\u00a0: le code QR y mène.
    """
    if sum((bool(site), bool(service), every)) != 1:
        raise FrenchBadParameter("choisir --site CODE, --service CODE ou --all, et un seul des trois")
    chosen = settings()
    asked = asked_period(start, stop)
    poster_files.check_target(to)
    store = open_current(chosen)
    root, note = _root(chosen, address, reads.version(store).demo)
    period = asked or usual_period(store)
    with bar("Lecture des résultats") as shown:
        if service:
            posters = gathering.service_posters(store, chosen, service, period, lambda code: _service(root, code))
        else:
            codes = gathering.open_sites(store) if every else list(site or ())
            posters = gathering.site_posters(store, chosen, codes, period, lambda code: _page(root, code))
        written = poster_files.write(to, _counted(made(posters, form), len(posters), shown.at))
    sys.stderr.write(note)
    sys.stdout.write(_outcome(written, posters, to))


def _counted(
    files: Iterator[Made], total: int, at: Callable[[float, float | None, str | None], None]
) -> Iterator[Made]:
    """The same files, told as they are made."""
    at(0, total, "Affiches")
    for done, file in enumerate(files, 1):
        yield file
        at(done, total, None)


def _root(chosen: Settings, given: str, demonstration: bool) -> tuple[str, str]:
    """The address that QR codes begin with, empty for none, and what is told when it is missing: a wall of real results
    never leads to the machine that printed them."""
    if known := checked_address(given, "--address") if given else chosen.public_address:
        return known, ""
    return (LOCAL, _LOCAL_CODE) if demonstration else ("", _NO_CODE)


def _service(root: str, code: str) -> str:
    return addresses.service(root, code) if root else ""


def _page(root: str, code: str) -> str:
    return addresses.site(root, code) if root else ""


def _outcome(written: int, posters: Sequence[Poster], to: Path) -> str:
    """« 583 affiches dans affiches.zip, dont 16 affiches sans aucun résultat à montrer. »"""
    empty = sum(all(one.instead for part in poster.pillars for one in part.results) for poster in posters)
    bare = f", dont {count(empty, 'affiche')} sans aucun résultat à montrer" if empty else ""
    return f"{count(written, 'affiche')} dans {to}{bare}.\n"
