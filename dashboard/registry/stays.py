"""Who is signed in, from the stamp that they carry: signed by us, not too old, and not from before they left."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.domain.access import Person
from dashboard.reception.session_stamp import Stay, may_leave, read_stamp, stamped
from dashboard.registry.audit import Act
from dashboard.registry.database import reading
from dashboard.registry.models import AuditRow, PersonRow
from dashboard.registry.shared_secrets import known_session_key, session_key


def signed_in(settings: Settings, stamp: str, now: dt.datetime) -> Person | None:
    """The person of a stamp, None when it is worth nothing (any more). Raises RegistryUnavailableError."""
    if not stamp:
        return None
    lasting = dt.timedelta(hours=settings.sign_in.session_hours)
    with reading(settings) as session:
        key = known_session_key(session)
        stay = read_stamp(key, stamp, now, lasting) if key else None
        return stay.person if stay and not _left_since(session, stay) else None


def stamp_of(settings: Settings, person: Person, now: dt.datetime) -> str:
    """What a person who signs in now carries. Raises RegistryUnavailableError."""
    return stamped(session_key(settings), person, now)


def asked_to_leave(settings: Settings, stamp: str, said: str) -> bool:
    """Whether the link that signs out was made by us for this stamp. Raises RegistryUnavailableError."""
    return may_leave(session_key(settings), stamp, said)


def _left_since(session: Session, stay: Stay) -> bool:
    """Whether the person signed out after: they left every browser and every window at once."""
    query = (
        select(AuditRow.id)
        .join(PersonRow, AuditRow.object_id == PersonRow.id)
        .where(
            AuditRow.object == PersonRow.__tablename__,
            AuditRow.act == Act.SIGNED_OUT.value,
            AuditRow.at > stay.since,
            PersonRow.subject == stay.person.subject,
        )
    )
    return session.scalars(query.limit(1)).first() is not None
