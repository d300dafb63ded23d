"""Who may do what, and where: roles, perimeters, and the grants that tie them to a person."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the programme. One person may have several, each over its own perimeter."""

    READER = "lecteur"
    ANALYST = "analyste"
    AGENT = "agent"
    MODERATOR = "moderateur"
    PILOT = "pilote"
    ADMINISTRATOR = "administrateur"


class Right(StrEnum):
    """What the application asks before it shows or does something."""

    READ = "read"
    """Results, published opinions, meetings and actions."""
    ANALYSE = "analyse"
    """Questions of one's own to the protected figures: explorer and SQL."""
    ANSWER = "answer"
    """Opinions that wait to be answered, with what their authors left; drafts of replies."""
    MODERATE = "moderate"
    """Publish, refuse or mask an opinion, validate a reply, erase an address."""
    STEER = "steer"
    """Meetings, decisions and actions."""
    GRANT = "grant"
    """Roles of other people, within one's own perimeter."""
    ADMINISTER = "administer"
    """Load, publish, undo."""


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.ANALYST: frozenset({Right.READ, Right.ANALYSE}),
    Role.AGENT: frozenset({Right.READ, Right.ANSWER}),
    Role.MODERATOR: frozenset({Right.READ, Right.ANSWER, Right.MODERATE}),
    Role.PILOT: frozenset({Right.READ, Right.ANALYSE, Right.ANSWER, Right.STEER, Right.GRANT}),
    # Whoever runs the server has no need of what users wrote before it is published.
    Role.ADMINISTRATOR: frozenset({Right.READ, Right.ANALYSE, Right.GRANT, Right.ADMINISTER}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in. `subject`: the stable key that the provider of identities gives."""

    subject: str
    name: str = ""
    email: str = ""

    @property
    def shown(self) -> str:
        """How the person is named on a screen and in the audit."""
        return self.name or self.email or self.subject


@dataclass(frozen=True, slots=True)
class Perimeter:
    """Where a role holds: everywhere, whole services, or a list of sites. Codes, sorted."""

    everywhere: bool = False
    services: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "services", () if self.everywhere else tuple(sorted(set(self.services))))
        object.__setattr__(self, "sites", () if self.everywhere else tuple(sorted(set(self.sites))))

    @property
    def nowhere(self) -> bool:
        """Whether it holds nothing."""
        return not (self.everywhere or self.services or self.sites)

    def holds(self, *, site: str | None = None, service: str | None = None) -> bool:
        """Whether a place is within: a site (with its service), a whole service, or everything (neither given)."""
        if self.everywhere:
            return True
        if service is not None and service in self.services:
            return True
        return site is not None and site in self.sites

    def __or__(self, other: "Perimeter") -> "Perimeter":
        """Both together."""
        return Perimeter(self.everywhere or other.everywhere, self.services + other.services, self.sites + other.sites)


def with_sites(perimeter: Perimeter, services: Mapping[str, str]) -> Perimeter:
    """The same, each of its services also as the list of its sites. `services`: the service of each site."""
    inside = tuple(site for site, service in services.items() if service in perimeter.services)
    return replace(perimeter, sites=perimeter.sites + inside)


EVERYWHERE = Perimeter(everywhere=True)
NOWHERE = Perimeter()


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to a person over a perimeter, until a day (the last one on which it holds; None: no end)."""

    role: Role
    perimeter: Perimeter
    expires_on: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is in force on a day."""
        return self.expires_on is None or day <= self.expires_on


@dataclass(frozen=True, slots=True)
class Access:
    """What one person may do. `person` is None where nobody signs in: the name is then declared, and not checked."""

    person: Person | None
    grants: tuple[Grant, ...]

    def perimeter(self, right: Right) -> Perimeter:
        """Where a right holds, all grants together."""
        found = NOWHERE
        for grant in self.grants:
            if right in RIGHTS[grant.role]:
                found = found | grant.perimeter
        return found

    def has(self, right: Right) -> bool:
        """Whether the right holds somewhere."""
        return not self.perimeter(right).nowhere


OPEN = Access(None, tuple(Grant(role, EVERYWHERE) for role in Role))
"""What everybody may do where nobody signs in, and whoever has the command line of the server."""


PUBLIC = Access(None, (Grant(Role.READER, EVERYWHERE),))
"""What the public pages and the API may read: what is published."""


def in_force(person: Person, grants: Iterable[Grant], day: dt.date) -> Access:
    """The access of a person on a day: grants that have expired give nothing."""
    return Access(person, tuple(grant for grant in grants if grant.holds_on(day)))


def may_grant(granter: Access, role: Role, perimeter: Perimeter, services: Mapping[str, str]) -> bool:
    """Whether a person may give a role over a perimeter: within their own, and only what they can do there themselves,
    but for the opinions, which a pilot entrusts to others; an administrator gives any role. `services`: the service of
    each site."""

    def holds(right: Right) -> bool:
        return _covers(granter.perimeter(right), perimeter, services)

    if perimeter.nowhere or not holds(Right.GRANT):
        return False
    return holds(Right.ADMINISTER) or all(holds(right) for right in RIGHTS[role] - {Right.ANSWER, Right.MODERATE})


def _covers(own: Perimeter, asked: Perimeter, services: Mapping[str, str]) -> bool:
    """Whether a perimeter is within another."""
    if own.everywhere:
        return True
    if asked.everywhere:
        return False
    return all(own.holds(service=service) for service in asked.services) and all(
        own.holds(site=site, service=services.get(site)) for site in asked.sites
    )
