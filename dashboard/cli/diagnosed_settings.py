"""What `doctor` says of the settings: those that were read, those that are not settings, and whether they agree."""

import difflib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from dashboard.catalog.brand_folder import brand_of
from dashboard.cli.diagnosis import Line, good, look, wrong
from dashboard.config import VARIABLES, Settings
from dashboard.errors import DashboardError
from dashboard.registry import database, people
from dashboard.sign_in_settings import Mode
from dashboard.wording.grammar import count

_OURS = re.compile(r"BAROM\w*")
_FOR_TESTS = re.compile(r"BAROMETRE_(?:REQUIRE|TEST)_\w+")
_SECRET = re.compile(r"SECRET$")
_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)")
_COOKIE = "STREAMLIT_SERVER_COOKIE_SECRET"
_LEAST = {_COOKIE: 32, "BAROMETRE_OIDC_CLIENT_SECRET": 16}
_FILE = "BAROMETRE_OIDC_CLIENT_SECRET_FILE"
_WIDEST = 65_536
_HIDDEN = "(masqué)"


def names(environment: Mapping[str, str]) -> Iterator[Line]:
    """The settings that were given; a name that is nearly one of them."""
    given = {name: value for name, value in environment.items() if name in VARIABLES and value}
    shown = (f"{name}={_shown(name, value)}" for name, value in sorted(given.items()))
    yield good("Réglages", ", ".join(shown) + "." if given else "aucun, tous par défaut.")
    for name in sorted(environment):
        if _OURS.fullmatch(name) and name not in VARIABLES and not _FOR_TESTS.fullmatch(name):
            near = difflib.get_close_matches(name, VARIABLES, 1, 0.8)
            asked = f"voulez-vous dire {near[0]}\u00a0?" if near else "voir docs/configuration.md."
            yield wrong("Réglages", f"{name} n’est pas un réglage et n’a aucun effet.", asked)


def _shown(name: str, value: str) -> str:
    return _HIDDEN if _SECRET.search(name) else _PASSWORD.sub(_HIDDEN, value)


def secrets(environment: Mapping[str, str]) -> Iterator[Line]:
    """Those that are given are long enough, and read by nobody else."""
    bad = False
    for name, least in _LEAST.items():
        if (given := environment.get(name, "")) and len(given) < least:
            yield wrong("Secrets", f"{name} compte moins de {least} caractères.", "en tirer un nouveau au hasard.")
            bad = True
    if (file := environment.get(_FILE, "")) and (path := Path(file).expanduser()).exists():
        if stat.S_IMODE(path.stat().st_mode) & 0o007:
            yield wrong("Secrets", f"tout compte de la machine peut lire {path}.", f"«\u00a0chmod o= {path}\u00a0».")
            bad = True
        if len(path.read_bytes().strip()) < _LEAST["BAROMETRE_OIDC_CLIENT_SECRET"]:
            yield wrong("Secrets", f"{path} contient moins de 16 caractères.", "y écrire le secret du fournisseur.")
            bad = True
    if not environment.get(_COOKIE) and environment.get("BAROMETRE_PUBLISHED_FROM"):
        remedy = f"donner le même {_COOKIE} à tous les serveurs."
        yield look("Secrets", f"{_COOKIE} tiré au démarrage, différent sur chaque serveur.", remedy)
    elif not environment.get(_COOKIE):
        yield good("Secrets", f"{_COOKIE} tiré au démarrage\u00a0: convient à un seul processus.")
    elif not bad:
        yield good("Secrets", "présents, de longueur suffisante.")


def access(settings: Settings, environment: Mapping[str, str]) -> Iterator[Line]:
    """Who comes in, and through which door."""
    how, what = settings.sign_in, "Accès"
    yield good(what, f"BAROMETRE_ACCESS={how.mode.value}, {count(len(how.proxies), 'mandataire')}.")
    if how.mode is Mode.OIDC and not settings.public_address.startswith("https:"):
        remedy = "servir l’application en https, et le dire dans BAROMETRE_PUBLIC_ADDRESS."
        yield look(what, "les cookies de connexion voyagent en clair.", remedy)
    for network in how.proxies:
        if network.num_addresses > _WIDEST:
            remedy = "n’indiquer que l’adresse du mandataire dans BAROMETRE_TRUSTED_PROXIES."
            yield look(what, f"{network.num_addresses} adresses sont crues sur parole ({network}).", remedy)
    hosts = environment.get("STREAMLIT_SERVER_ALLOWED_HOSTS", "").strip()
    if settings.public_address and not hosts:
        remedy = "y écrire le nom de l’application."
        yield look(what, "STREAMLIT_SERVER_ALLOWED_HOSTS n’est pas donné\u00a0: tout nom d’hôte est accepté.", remedy)
    if how.mode is not Mode.OPEN and database.exists(settings) and not _somebody_grants(settings):
        remedy = "«\u00a0python -m dashboard access grant IDENTIFIANT administrateur --everywhere\u00a0»."
        yield look(what, "personne n’a de rôle\u00a0: toute personne connectée voit une page vide.", remedy)


def _somebody_grants(settings: Settings) -> bool:
    """True when it cannot be known: the line of the registry says why."""
    try:
        found, wanted = database.schema(settings)
        return found != wanted or any(known.grants for known in people.people(settings))
    except DashboardError:
        return True


def brand(settings: Settings) -> Iterator[Line]:
    """The folder of the brand can be read."""
    try:
        one = brand_of(settings)
    except DashboardError as error:
        yield wrong("Marque", str(error))
        return
    yield good("Marque", one.authority or "aucune.")


def forwarded(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Line]:
    """uvicorn must not take the address of a visitor before we know who gives it; `serve` sees to it."""
    if settings.sign_in.proxies and environment.get("FORWARDED_ALLOW_IPS", "").strip():
        remedy = "retirer cette variable."
        yield wrong("Accès", "FORWARDED_ALLOW_IPS est donné avec BAROMETRE_TRUSTED_PROXIES.", remedy)
