"""`access`: who may do what, for whoever installs the application: the first administrator is made here."""

import datetime as dt
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import typer

from dashboard.analyses.site_services import site_services
from dashboard.config import Settings, settings
from dashboard.domain.access import Grant, Perimeter, Person, Role
from dashboard.errors import QueryError, StoreError
from dashboard.registry.people import grant_role, people, revoke_role
from dashboard.store import reads
from dashboard.store.store import open_current
from dashboard.wording import access as words

BY = "installation"

commands = typer.Typer(help="Les personnes et leurs rôles.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="access")


@commands.command("list")
def listed(search: Annotated[str, typer.Option(help="Nom, adresse ou identifiant.")] = "") -> None:
    """Les personnes connues et leurs rôles, avec leurs numéros."""
    places = _places(settings())
    for known in people(settings(), search, limit=10_000):
        sys.stdout.write(f"{known.person.subject} ({known.person.shown})\n")
        for kept in known.grants:
            sys.stdout.write(f"  {kept.id}. {words.grant(kept.grant, places.services, places.sites)}\n")


@commands.command("grant")
def grant(
    subject: Annotated[str, typer.Argument(help="Identifiant de la personne, tel que le donne la connexion.")],
    role: Annotated[Role, typer.Argument(help="Rôle.")],
    service: Annotated[list[str] | None, typer.Option(help="Code d’un service\u00a0; répétable.")] = None,
    site: Annotated[list[str] | None, typer.Option(help="Code d’un site\u00a0; répétable.")] = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Sur tout le ministère.")] = False,
    until: Annotated[str, typer.Option(help="Dernier jour\u00a0: AAAA-MM-JJ.")] = "",
) -> None:
    """Attribue un rôle."""
    chosen, now = settings(), dt.datetime.now(dt.UTC)
    perimeter = Perimeter(everywhere, tuple(service or ()), tuple(site or ()))
    if everywhere and (service or site):
        raise QueryError("--everywhere ne se combine ni avec --service ni avec --site\u00a0: choisir.")
    places = _places(chosen)
    _check(perimeter.services, places.services, "Le service")
    _check(perimeter.sites, places.sites, "Le site")
    given = Grant(role, perimeter, _day(until))
    number = grant_role(chosen, Person(subject.strip()), given, places.service_of, BY, now)
    said = words.grant(given, places.services, places.sites)
    sys.stdout.write(f"Rôle {number} attribué à {subject}\u00a0: {said}.\n")


@commands.command("revoke")
def revoke(number: Annotated[int, typer.Argument(help="Numéro du rôle (access list).", min=1)]) -> None:
    """Retire un rôle."""
    chosen = settings()
    revoke_role(chosen, number, _places(chosen).service_of, BY, dt.datetime.now(dt.UTC))
    sys.stdout.write(f"Rôle {number} retiré.\n")


@dataclass(frozen=True, slots=True)
class _Places:
    """What is published, by code: names of services, names of sites, service of each site."""

    services: Mapping[str, str] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)
    service_of: Mapping[str, str] = field(default_factory=dict)


def _places(chosen: Settings) -> _Places:
    """Nothing before the first publication."""
    try:
        with open_current(chosen) as store:
            services = {row.code: row.name for row in reads.services(store)}
            return _Places(services, {row.code: row.name for row in reads.sites(store)}, site_services(store))
    except StoreError:
        return _Places()


def _check(codes: tuple[str, ...], known: Mapping[str, str], subject: str) -> None:
    for code in codes:
        if code not in known:
            raise QueryError(f"{subject} «\u00a0{code}\u00a0» n’est pas publié\u00a0: vérifier son code.")


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError as error:
        raise QueryError(f"«\u00a0{written}\u00a0» n’est pas un jour\u00a0: écrire AAAA-MM-JJ.") from error
