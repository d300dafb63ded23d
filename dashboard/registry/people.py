"""Who signed in, which roles they were given, by whom and until when."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import Access, Grant, Perimeter, Person, Right, Role, in_force, may_grant
from dashboard.errors import AccessError, RegistryError
from dashboard.registry.audit import LONGEST_ACTOR, Act, checked_actor, record
from dashboard.registry.database import alone, reading, transaction
from dashboard.registry.models import PersonRow, RoleGrantRow

LONGEST_SUBJECT, LONGEST_EMAIL = 255, 254
_BEYOND = (
    "Ce rôle ne peut pas être attribué sur ce périmètre\u00a0: il dépasse vos propres droits. "
    "S’adresser à un pilote de ce périmètre ou à un administrateur."
)


@dataclass(frozen=True, slots=True)
class KeptGrant:
    """A grant in force or to come, as the registry keeps it."""

    id: int
    grant: Grant
    granted_by: str
    granted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person and the grants that were not taken back, expired ones included; `last_seen_at`: None before they sign
    in for the first time."""

    id: int
    person: Person
    last_seen_at: dt.datetime | None
    grants: tuple[KeptGrant, ...]


def sign_in(settings: Settings, person: Person, now: dt.datetime) -> None:
    """Keep that a person signed in, under the name and address that the provider gives today. They may read nothing
    before somebody grants it."""
    with transaction(settings) as session:
        row = _row_of(session, person)
        row.name, row.email = _name(person), _email(person)
        row.first_seen_at, row.last_seen_at = row.first_seen_at or now, now
        session.flush()
        record(session, now, _actor(person), Act.SIGNED_IN, row)


def sign_out(settings: Settings, person: Person, now: dt.datetime) -> None:
    """Keep that they left."""
    with transaction(settings) as session:
        row = _row_of(session, person)
        session.flush()
        record(session, now, _actor(person), Act.SIGNED_OUT, row)


def access_of(settings: Settings, person: Person, day: dt.date) -> Access:
    """What a person may do on a day; nothing when nobody granted anything."""
    query = select(RoleGrantRow).join(PersonRow).where(PersonRow.subject == person.subject, _standing())
    with reading(settings) as session:
        return in_force(person, [_grant(row) for row in session.scalars(query.order_by(RoleGrantRow.id))], day)


def people(settings: Settings, search: str = "", limit: int = 200) -> list[KnownPerson]:
    """Those whose name, address or key holds `search`, the last seen first. Raises AccessError."""
    authority.within(Right.GRANT)
    like = f"%{search.strip().replace('%', '').replace('_', '')}%"
    columns = (PersonRow.name, PersonRow.email, PersonRow.subject)
    query = select(PersonRow).where(or_(*(column.ilike(like) for column in columns)))
    with reading(settings) as session:
        rows = session.scalars(query.order_by(PersonRow.last_seen_at.desc(), PersonRow.id).limit(limit)).all()
        grants = _grants_of(session, [row.id for row in rows])
        return [KnownPerson(row.id, _person(row), row.last_seen_at, grants.get(row.id, ())) for row in rows]


def grant_role(
    settings: Settings, person: Person, grant: Grant, services: Mapping[str, str], actor: str, now: dt.datetime
) -> int:
    """Give a role to a person, known or not yet; its number. `services`: the service of each site. Raises AccessError
    (beyond the rights of whoever grants), RegistryError (expired before it begins, nobody, nowhere)."""
    granter = checked_actor(actor)
    if not person.subject.strip() or len(person.subject) > LONGEST_SUBJECT:
        raise RegistryError(f"L’identifiant de la personne est vide ou dépasse {LONGEST_SUBJECT} caractères.")
    if grant.perimeter.nowhere:
        raise RegistryError("Le périmètre est vide\u00a0: choisir le ministère, des services ou des sites.")
    if not grant.holds_on(now.date()):
        raise RegistryError("La date de fin est déjà passée\u00a0: en choisir une à venir.")
    if not may_grant(authority.access(), grant.role, grant.perimeter, services):
        raise AccessError(_BEYOND)
    with transaction(settings) as session:
        about = _row_of(session, person)
        session.flush()
        row = RoleGrantRow(
            person_id=about.id, role=grant.role.value, perimeter=_written(grant.perimeter),
            expires_on=grant.expires_on, granted_by=granter, granted_at=now,
        )  # fmt: skip
        session.add(row)
        session.flush()
        record(session, now, granter, Act.GRANTED, row, grant.role.value)
        return row.id


def revoke_role(settings: Settings, number: int, services: Mapping[str, str], actor: str, now: dt.datetime) -> None:
    """Take a role back: at the next thing that the person does, it is gone. Raises AccessError, RegistryError."""
    revoker = checked_actor(actor)
    with transaction(settings) as session:
        row = session.get(RoleGrantRow, number)
        if row is None:
            raise RegistryError("Ce rôle n’existe pas\u00a0: recharger la page.")
        if row.revoked_at is not None:
            raise RegistryError("Ce rôle a déjà été retiré.")
        grant = _grant(row)
        if not may_grant(authority.access(), grant.role, grant.perimeter, services):
            raise AccessError(_BEYOND)
        row.revoked_at, row.revoked_by = now, revoker
        record(session, now, revoker, Act.REVOKED, row, grant.role.value)


def _row_of(session: Session, person: Person) -> PersonRow:
    """The row of a person, made when they are not known yet."""
    query = select(PersonRow).where(PersonRow.subject == person.subject)
    if (found := session.scalar(query)) is None:
        alone(session, f"person {person.subject}")
        if (found := session.scalar(query)) is None:
            found = PersonRow(subject=person.subject, name=_name(person), email=_email(person))
            session.add(found)
    return found


def _actor(person: Person) -> str:
    return checked_actor(person.shown[:LONGEST_ACTOR])


def _name(person: Person) -> str:
    return person.name[:LONGEST_ACTOR]


def _email(person: Person) -> str:
    return person.email[:LONGEST_EMAIL]


def _person(row: PersonRow) -> Person:
    return Person(row.subject, row.name, row.email)


def _standing() -> ColumnElement[bool]:
    """Not taken back."""
    return RoleGrantRow.revoked_at.is_(None)


def _grants_of(session: Session, people: Sequence[int]) -> dict[int, tuple[KeptGrant, ...]]:
    found: dict[int, tuple[KeptGrant, ...]] = {}
    query = select(RoleGrantRow).where(RoleGrantRow.person_id.in_(people), _standing()).order_by(RoleGrantRow.id)
    for row in session.scalars(query):
        kept = KeptGrant(row.id, _grant(row), row.granted_by, row.granted_at)
        found[row.person_id] = (*found.get(row.person_id, ()), kept)
    return found


def _grant(row: RoleGrantRow) -> Grant:
    written = json.loads(row.perimeter)
    places = Perimeter(
        written.get("everywhere", False), tuple(written.get("services", ())), tuple(written.get("sites", ()))
    )
    return Grant(Role(row.role), places, row.expires_on)


def _written(perimeter: Perimeter) -> str:
    if perimeter.everywhere:
        return json.dumps({"everywhere": True})
    return json.dumps({"services": perimeter.services, "sites": perimeter.sites}, ensure_ascii=False)
