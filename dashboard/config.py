"""Settings of an installation, read once from the environment. Every variable is described in docs/configuration.md."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.errors import ConfigurationError
from dashboard.sign_in_settings import NOBODY_SIGNS_IN, Network, SignIn, networks, sign_in_settings

PROGRAM = "0.1.0"
"""Version of this program, as pyproject.toml gives it."""
ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "data" / "reference"
QUERIES = ROOT / "queries"


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation. `home` is the only folder that the program writes to."""

    home: Path
    masked_below: int = 11
    """A figure drawn from 1 to `masked_below` − 1 people is never shown (docs/method: secret statistique)."""
    unanimous_below: int = 20
    """A share of 0 % or 100 % on fewer people is not shown either: everyone’s answer would be known."""
    fragile_below: int = 30
    """Below this base a figure is shown with its interval, hatched, without verdict."""
    memory_limit: str = "2GB"
    threads: int = 2
    query_seconds: int = 60
    """A read that lasts longer is stopped."""
    sessions: int = 300
    """Open pages that one server accepts: the next ones are asked to come back."""
    engine: str = ""
    """Spark Connect address of the cluster that builds the data; empty: DuckDB does, in this process."""
    engine_seconds: int = 3_600
    """A step of the build that lasts longer on the cluster is stopped."""
    crossing_seconds: int = 60
    """A crossing of two answers that lasts longer is stopped."""
    kept_versions: int = 3
    upload_limit_mb: int = 200
    announced_reply_days: int = 7
    """Days in which the administration says that it answers an opinion."""
    email_days: int = 90
    """How long the address that an author left is kept."""
    refused_text_days: int = 90
    """How long the text of a refused opinion is kept: an author has two months to contest."""
    reviews_per_hour: int = 20
    """Opinions accepted from one network in an hour: a court lends one address to all its visitors."""
    api_per_minute: int = 120
    """Requests that one network may make to the public API in a minute, and figures to embed that it may have made."""
    licence: str = ""
    """Licence of the open data: one of `LICENCES`, or the address of its text; empty: Licence Ouverte 2.0 for real
    data, none for invented ones."""
    public_address: str = ""
    """Where the public reads this installation, without a final slash: what QR codes lead to; empty: not known."""
    brand: Path | None = None
    """Folder of the deployer that holds its logo, letters, colours and legal lines; None: the neutral look."""
    public_delay_days: int = 0
    """Days during which a new version is read by agents only: the public keeps the one before (`store.public_version`).
    """
    registry: str = ""
    """Address of the registry's database; empty: SQLite under `home`."""
    published_from: Path | None = None
    """Folder in which another server publishes: this one copies each version and publishes nothing; None: its own."""
    sign_in: SignIn = NOBODY_SIGNS_IN
    """Who may come in, and how it is known who they are."""
    metrics_from: tuple[Network, ...] = ()
    """Who may read `/metrics`, besides this machine."""
    log: str = "text"
    """Form of the lines of the log: one of LOG_FORMS."""

    @property
    def registry_address(self) -> str:
        """Where what people type is kept."""
        return self.registry or f"sqlite:///{self.home / 'registry.db'}"

    @property
    def staging(self) -> Path:
        """One folder a load, immutable."""
        return self.home / "staging"

    @property
    def computed(self) -> Path:
        """What a publication finds again instead of computing it; made again when it is not there."""
        return self.home / "computed"

    @property
    def published(self) -> Path:
        """The versioned data files and the pointer to the current one."""
        return self.home / "published"


PREFIX = "BAROMETRE_"
"""How the names of our variables begin."""

_INTEGERS = {
    "BAROMETRE_MASKED_BELOW": ("masked_below", 1, 100_000),
    "BAROMETRE_UNANIMOUS_BELOW": ("unanimous_below", 1, 100_000),
    "BAROMETRE_FRAGILE_BELOW": ("fragile_below", 1, 1_000_000),
    "BAROMETRE_THREADS": ("threads", 1, 256),
    "BAROMETRE_QUERY_SECONDS": ("query_seconds", 1, 3_600),
    "BAROMETRE_SESSIONS": ("sessions", 1, 100_000),
    "BAROMETRE_ENGINE_SECONDS": ("engine_seconds", 10, 86_400),
    "BAROMETRE_CROSSING_SECONDS": ("crossing_seconds", 1, 86_400),
    "BAROMETRE_KEPT_VERSIONS": ("kept_versions", 2, 1000),
    "BAROMETRE_UPLOAD_LIMIT_MB": ("upload_limit_mb", 1, 100_000),
    "BAROMETRE_ANNOUNCED_REPLY_DAYS": ("announced_reply_days", 1, 365),
    "BAROMETRE_EMAIL_DAYS": ("email_days", 1, 3_650),
    "BAROMETRE_REFUSED_TEXT_DAYS": ("refused_text_days", 1, 3_650),
    "BAROMETRE_PUBLIC_DELAY_DAYS": ("public_delay_days", 0, 365),
    "BAROMETRE_REVIEWS_PER_HOUR": ("reviews_per_hour", 1, 100_000),
    "BAROMETRE_API_PER_MINUTE": ("api_per_minute", 1, 1_000_000),
    "BAROMETRE_SESSION_HOURS": ("session_hours", 1, 168),
}

_TEXTS = (
    *("HOME", "REGISTRY", "BRAND", "PUBLIC_ADDRESS", "MEMORY_LIMIT", "LICENCE", "ACCESS", "TRUSTED_PROXIES", "LOG"),
    "PUBLISHED_FROM",
    *("METRICS_FROM", "ENGINE", "SUBJECT_HEADER", "NAME_HEADER", "EMAIL_HEADER", "OIDC_ISSUER", "OIDC_CLIENT_ID"),
    *("OIDC_CLIENT_SECRET", "OIDC_CLIENT_SECRET_FILE", "OIDC_SCOPES"),
)
VARIABLES = frozenset([*_INTEGERS, *(f"BAROMETRE_{name}" for name in _TEXTS)])
"""Every variable that is read; another that begins as they do is a mistake."""

_MEMORY = re.compile(r"[1-9][0-9]{2,}\s?(?:MB|MiB)|[1-9][0-9]*\s?(?:GB|GiB|TB|TiB)", re.IGNORECASE)
"""What DuckDB reads as a size, 100 MB at least: it cannot open a file with less."""


OPEN_LICENCE = "etalab-2.0"
LICENCES = (OPEN_LICENCE, "ODbL-1.0", "CC-BY-4.0")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+(?:/[A-Za-z0-9._~%/\-]*)?")
"""A host, perhaps a port and a path; no question mark: what follows is added to it."""


def checked_address(text: str, name: str) -> str:
    """A public address without its final slash. Raises ConfigurationError that names where it was given."""
    if not _ADDRESS.fullmatch(text.strip()):
        raise ConfigurationError(
            f"{name} vaut «\u00a0{text}\u00a0»\u00a0: indiquer l’adresse des pages publiques, "
            "par exemple https://barometre.example.fr."
        )
    return text.strip().rstrip("/")


def checked_engine(text: str, name: str) -> str:
    """The address of a cluster, empty for DuckDB. Raises ConfigurationError that names where it was given."""
    address = text.strip()
    if address in ("", DUCKDB):
        return ""
    engine_place(address, name)
    return address


def engine_place(address: str, name: str = "BAROMETRE_ENGINE") -> tuple[str, int]:
    """Host and port of a Spark Connect address (15002 when it gives none). What follows may hold a secret: it is said
    nowhere. Raises ConfigurationError."""
    found = _ENGINE.fullmatch(address)
    if found is None or not 0 < int(found["port"] or 15002) < 65_536:
        raise ConfigurationError(
            f"{name} n’est pas l’adresse d’un moteur : écrire « {DUCKDB} », ou l’adresse Spark Connect "
            "d’une grappe, par exemple sc://grappe.example.fr:15002."
        )
    return found["host"].strip("[]"), int(found["port"] or 15002)


DUCKDB = "duckdb"
_ENGINE = re.compile(
    r"sc://(?P<host>[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?:/(?:;[A-Za-z_\-]+=[^;\s?#]+)*)?"
)
"""A host, perhaps a port, perhaps the parameters of Spark Connect (`/;use_ssl=true;token=…`)."""
LOG_FORMS = ("text", "json")
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+")


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises ConfigurationError that names the variable."""
    given = ((name, value) for name, value in environment.items() if name.startswith(PREFIX))
    return _settings(tuple(sorted(given)))


@lru_cache(maxsize=64)
def _settings(given: tuple[tuple[str, str], ...]) -> Settings:
    """Kept: a page asks ten times, and to check everything again took 2 % of a click."""
    environment = dict(given)
    home = Path(environment.get("BAROMETRE_HOME") or ROOT / "data" / "var").expanduser().resolve()
    values = _integers(environment)
    memory_limit = environment.get("BAROMETRE_MEMORY_LIMIT", "").strip() or "2GB"
    if not _MEMORY.fullmatch(memory_limit):
        raise ConfigurationError(
            f"BAROMETRE_MEMORY_LIMIT vaut « {memory_limit} » : indiquer au moins 100MB, par exemple 500MB ou 4GB."
        )
    public = environment.get("BAROMETRE_PUBLIC_ADDRESS", "").strip()
    registry = environment.get("BAROMETRE_REGISTRY", "").strip()
    if registry and not registry.startswith(_DATABASES):
        raise ConfigurationError(
            "BAROMETRE_REGISTRY n’est pas une adresse de base\u00a0: écrire sqlite:////chemin/registry.db "
            "ou postgresql+psycopg://compte@serveur/base."
        )
    if home.exists() and not home.is_dir():
        raise ConfigurationError(f"BAROMETRE_HOME désigne un fichier ({home}) : indiquer un dossier.")
    address = checked_address(public, "BAROMETRE_PUBLIC_ADDRESS") if public else ""
    result = Settings(
        home=home,
        memory_limit=memory_limit,
        public_address=address,
        sign_in=sign_in_settings(environment, address, values.pop("session_hours", NOBODY_SIGNS_IN.session_hours)),
        brand=_brand(environment),
        published_from=_published_from(environment, home, registry),
        engine=checked_engine(environment.get("BAROMETRE_ENGINE", ""), "BAROMETRE_ENGINE"),
        registry=registry,
        licence=_licence(environment),
        metrics_from=networks(environment, "BAROMETRE_METRICS_FROM", "de la supervision"),
        log=_log(environment),
        **values,
    )
    if result.fragile_below < result.masked_below:
        raise ConfigurationError(
            f"BAROMETRE_FRAGILE_BELOW ({result.fragile_below}) est inférieur à "
            f"BAROMETRE_MASKED_BELOW ({result.masked_below}) : l’augmenter."
        )
    return result


def _integers(environment: Mapping[str, str]) -> dict[str, int]:
    values: dict[str, int] = {}
    for variable, (field, minimum, maximum) in _INTEGERS.items():
        if text := environment.get(variable, "").strip():
            if not (text.isascii() and text.isdigit() and minimum <= int(text) <= maximum):
                raise ConfigurationError(
                    f"{variable} vaut « {text} » : indiquer un entier compris entre {minimum} et {maximum}."
                )
            values[field] = int(text)
    return values


def _brand(environment: Mapping[str, str]) -> Path | None:
    folder = environment.get("BAROMETRE_BRAND", "").strip()
    if not folder:
        return None
    path = Path(folder).expanduser().resolve()
    if not path.is_dir():
        raise ConfigurationError(
            f"BAROMETRE_BRAND désigne {path}, qui n’est pas un dossier\u00a0: indiquer celui de brand.toml."
        )
    return path


def _published_from(environment: Mapping[str, str], home: Path, registry: str) -> Path | None:
    """Nothing is asked of the folder here: it is on another machine, which may not answer."""
    name = "BAROMETRE_PUBLISHED_FROM"
    given = environment.get(name, "").strip()
    if not given:
        return None
    if not os.path.isabs(given):
        raise ConfigurationError(f"{name} vaut «\u00a0{given}\u00a0»\u00a0: indiquer un chemin qui commence par /.")
    folder = Path(os.path.normpath(given))
    if folder == home / "published":
        raise ConfigurationError(
            f"{name} désigne le dossier des versions de ce serveur ({folder})\u00a0: indiquer celui où un "
            "autre serveur publie, ou retirer ce réglage."
        )
    if not registry.startswith("postgresql"):
        raise ConfigurationError(
            f"{name} demande un registre que tous les serveurs partagent\u00a0: écrire dans BAROMETRE_REGISTRY "
            "l’adresse PostgreSQL du serveur qui publie, sans quoi ce qui est saisi ici serait perdu pour les autres."
        )
    return folder


def _log(environment: Mapping[str, str]) -> str:
    form = environment.get("BAROMETRE_LOG", "").strip() or LOG_FORMS[0]
    if form not in LOG_FORMS:
        raise ConfigurationError(f"BAROMETRE_LOG vaut «\u00a0{form}\u00a0»\u00a0: indiquer {' ou '.join(LOG_FORMS)}.")
    return form


def _licence(environment: Mapping[str, str]) -> str:
    licence = environment.get("BAROMETRE_LICENCE", "").strip()
    if licence and licence not in LICENCES and not licence.startswith(("https://", "http://")):
        raise ConfigurationError(
            f"BAROMETRE_LICENCE vaut «\u00a0{licence}\u00a0»\u00a0: indiquer {', '.join(LICENCES)} "
            "ou l’adresse d’une licence."
        )
    return licence
