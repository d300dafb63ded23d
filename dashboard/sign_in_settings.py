"""How people sign in to an installation: nobody does, a proxy says who they are, or a provider of identities."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.errors import ConfigurationError, cause

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PERSON_HEADER = "x-spp-person"
"""In which the server tells the pages who is signed in; what a browser puts there is thrown away."""


class Mode(StrEnum):
    """Who may come in."""

    OPEN = "open"
    HEADER = "header"
    OIDC = "oidc"


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider. `issuer`: without a final slash; `scopes`: those of ProConnect by default."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: str = "openid given_name usual_name email"


@dataclass(frozen=True, slots=True)
class IdentityHeaders:
    """The headers in which a proxy says who is there, in lower case."""

    subject: str = "x-remote-user"
    name: str = "x-remote-name"
    email: str = "x-remote-email"


USUAL_HEADERS = IdentityHeaders()


@dataclass(frozen=True, slots=True)
class SignIn:
    """`proxies`: whose word is taken, for the identity and for the address of a visitor; `session_hours`: how long
    somebody stays signed in."""

    mode: Mode = Mode.OPEN
    proxies: tuple[Network, ...] = ()
    headers: IdentityHeaders = USUAL_HEADERS
    provider: Provider | None = None
    session_hours: int = 10


NOBODY_SIGNS_IN = SignIn()
_HEADER = re.compile(r"[A-Za-z0-9\-]{1,64}")
_LOCAL = ("localhost", "127.0.0.1", "::1")


def sign_in_settings(environment: Mapping[str, str], public_address: str, session_hours: int) -> SignIn:
    """What the environment says. Raises ConfigurationError that names the variable, and never shows a secret."""
    said = _text(environment, "BAROMETRE_ACCESS") or Mode.OPEN.value
    if said not in set(Mode):
        raise ConfigurationError(f"BAROMETRE_ACCESS vaut «\u00a0{said}\u00a0»\u00a0: indiquer {', '.join(Mode)}.")
    mode, proxies = Mode(said), networks(environment, "BAROMETRE_TRUSTED_PROXIES", "du mandataire")
    if mode is Mode.HEADER and not proxies:
        raise ConfigurationError(
            "BAROMETRE_TRUSTED_PROXIES manque\u00a0: avec BAROMETRE_ACCESS=header, indiquer l’adresse du mandataire, "
            "par exemple 10.0.0.5 ou 10.0.0.0/24."
        )
    if mode is Mode.OIDC and not public_address:
        raise ConfigurationError(
            "BAROMETRE_PUBLIC_ADDRESS manque\u00a0: avec BAROMETRE_ACCESS=oidc, indiquer l’adresse de l’application, "
            "à laquelle le fournisseur d’identité renvoie."
        )
    provider = _provider(environment) if mode is Mode.OIDC else None
    return SignIn(mode, proxies, _headers(environment), provider, session_hours)


def _text(environment: Mapping[str, str], variable: str) -> str:
    return environment.get(variable, "").strip()


def networks(environment: Mapping[str, str], variable: str, whose: str) -> tuple[Network, ...]:
    """Addresses and networks (CIDR) with commas between. Raises ConfigurationError, for everybody at once too."""
    found = []
    for written in re.split(r"[,\s]+", _text(environment, variable)):
        if not written:
            continue
        try:
            network = ipaddress.ip_network(written)
        except ValueError as error:
            raise ConfigurationError(
                f"{variable} contient «\u00a0{written}\u00a0»\u00a0: indiquer des adresses IP ou des "
                "réseaux (CIDR) séparés par des virgules, par exemple 10.0.0.5, fd00::/64."
            ) from error
        if network.prefixlen == 0:
            raise ConfigurationError(
                f"{variable} contient «\u00a0{written}\u00a0», c’est-à-dire tout le monde\u00a0: "
                f"n’indiquer que les adresses {whose}."
            )
        found.append(network)
    return tuple(found)


def _headers(environment: Mapping[str, str]) -> IdentityHeaders:
    found: dict[str, str] = {}
    for role in ("subject", "name", "email"):
        variable = f"BAROMETRE_{role.upper()}_HEADER"
        name = _text(environment, variable) or str(getattr(USUAL_HEADERS, role))
        if not _HEADER.fullmatch(name) or name.lower() in {PERSON_HEADER, *found.values()}:
            raise ConfigurationError(
                f"{variable} vaut «\u00a0{name}\u00a0»\u00a0: indiquer un nom d’en-tête (lettres, chiffres, tirets) "
                "qui ne sert pas déjà."
            )
        found[role] = name.lower()
    return IdentityHeaders(**found)


def _provider(environment: Mapping[str, str]) -> Provider:
    issuer = _text(environment, "BAROMETRE_OIDC_ISSUER").rstrip("/")
    parts = urlsplit(issuer)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
    if not (secure and parts.hostname) or parts.query or parts.fragment or "@" in parts.netloc:
        raise ConfigurationError(
            f"BAROMETRE_OIDC_ISSUER vaut «\u00a0{issuer}\u00a0»\u00a0: indiquer l’adresse en https du fournisseur "
            "d’identité, celle que précède /.well-known/openid-configuration."
        )
    client_id = _text(environment, "BAROMETRE_OIDC_CLIENT_ID")
    if not client_id:
        raise ConfigurationError(
            "BAROMETRE_OIDC_CLIENT_ID manque\u00a0: indiquer l’identifiant donné par le fournisseur d’identité."
        )
    scopes = " ".join(_text(environment, "BAROMETRE_OIDC_SCOPES").split())
    if scopes and "openid" not in scopes.split():
        raise ConfigurationError(
            f"BAROMETRE_OIDC_SCOPES vaut «\u00a0{scopes}\u00a0»\u00a0: y mettre openid, "
            "par exemple «\u00a0openid email\u00a0»."
        )
    secret = _secret(environment)
    return Provider(issuer, client_id, secret, scopes) if scopes else Provider(issuer, client_id, secret)


def _secret(environment: Mapping[str, str]) -> str:
    """From the variable or from the file that the other one names; neither is ever shown."""
    variable = "BAROMETRE_OIDC_CLIENT_SECRET"
    given, file = _text(environment, variable), _text(environment, f"{variable}_FILE")
    if bool(given) == bool(file):
        raise ConfigurationError(
            f"Indiquer soit {variable}, soit {variable}_FILE\u00a0: l’un des deux, et un seul, "
            "avec BAROMETRE_ACCESS=oidc."
        )
    if given:
        return given
    try:
        read = Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = cause(error) if isinstance(error, OSError) else "ce n’est pas du texte"
        raise ConfigurationError(f"{variable}_FILE désigne {file}, qui ne peut pas être lu\u00a0: {why}.") from None
    if not read:
        raise ConfigurationError(f"{variable}_FILE désigne {file}, qui est vide\u00a0: y écrire le secret.")
    return read
