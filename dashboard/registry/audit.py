"""Who did what, when, on which object: a line written in the transaction of the act, and never changed."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.errors import RegistryError
from dashboard.reception.free_text import clean_text
from dashboard.registry.audit_chain import last_link, link
from dashboard.registry.database import reading, transaction
from dashboard.registry.models import AuditRow

AUTHOR = "usager"
READER = "lecteur"
PROGRAM = "programme"
"""Actors who are nobody in particular. A line never holds a text, an address or a token."""

LONGEST_ACTOR = 120
LONGEST_DETAIL = 200


class Act(StrEnum):
    """What is done to an opinion, a reply, a contact, an action or a meeting; to rights; to the data."""

    LEFT = "left"
    PUBLISHED = "published"
    REFUSED = "refused"
    MASKED = "masked"
    DRAFTED = "drafted"
    REWRITTEN = "rewritten"
    VALIDATED = "validated"
    VOTED = "voted"
    EMAIL_READ = "email_read"
    EMAIL_ERASED = "email_erased"
    TEXT_ERASED = "text_erased"
    CREATED = "created"
    STATE_CHANGED = "state_changed"
    TIED = "tied"
    UNTIED = "untied"
    DECIDED = "decided"
    MOVED = "moved"
    REMOVED = "removed"
    COMMENTED = "commented"
    ATTENDED = "attended"
    EFFECT_STATED = "effect_stated"
    OWNER_CHANGED = "owner_changed"
    DUE_CHANGED = "due_changed"
    DONE_CHANGED = "done_changed"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    GRANTED = "granted"
    REVOKED = "revoked"
    EXPORTED = "exported"
    LOADED = "loaded"
    DATA_PUBLISHED = "data_published"
    UNDONE = "undone"
    BACKED_UP = "backed_up"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """`object` is the table (« left_review », « action »…), `object_id` the number of the row."""

    at: dt.datetime
    actor: str
    act: Act
    object: str
    object_id: int
    detail: str


def record(session: Session, now: dt.datetime, actor: str, act: Act, row: object, detail: str = "") -> None:
    """Add the line of an act on a row that has its number (flushed)."""
    add_line(session, now, actor, act, row.__tablename__, row.id, detail)  # type: ignore[attr-defined]  # rows of models


def add_line(
    session: Session, now: dt.datetime, actor: str, act: Act, table: str, number: int, detail: str = ""
) -> None:
    """Add the line of an act on anything that has a number, as the next one of the chain."""
    chain = link(last_link(session), now, actor, act.value, table, number, detail)
    session.add(
        AuditRow(at=now, actor=actor, act=act.value, object=table, object_id=number, detail=detail, chain=chain)
    )


def note(
    settings: Settings, now: dt.datetime, actor: str, act: Act, table: str, number: int = 0, detail: str = ""
) -> None:
    """A line of its own, for an act that leaves nothing else in the registry: somebody who signs in, a version of the
    data. `actor` and `detail` are cut at what a line holds. Raises RegistryUnavailableError."""
    with transaction(settings) as session:
        add_line(session, now, actor[:LONGEST_ACTOR], act, table, number, detail[:LONGEST_DETAIL])


def audit_of(settings: Settings, table: str, number: int) -> list[AuditLine]:
    """The lines of one object, oldest first."""
    with reading(settings) as session:
        rows = session.scalars(
            select(AuditRow).where(AuditRow.object == table, AuditRow.object_id == number).order_by(AuditRow.id)
        )
        return [line_of(row) for row in rows]


def last_lines(settings: Settings, most: int) -> list[AuditLine]:
    """The last lines of all, oldest first."""
    with reading(settings) as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(most)).all()
        return [line_of(row) for row in reversed(rows)]


def last_of(settings: Settings, table: str) -> AuditLine | None:
    """The last line about any object of a table, None when there is none."""
    with reading(settings) as session:
        row = session.scalar(select(AuditRow).where(AuditRow.object == table).order_by(AuditRow.id.desc()).limit(1))
        return line_of(row) if row else None


def line_of(row: AuditRow) -> AuditLine:
    """A line as it was written."""
    return AuditLine(row.at, row.actor, Act(row.act), row.object, row.object_id, row.detail)


def checked_actor(written: str) -> str:
    """The name under which a person acts. Raises RegistryError: an act without author is not kept."""
    actor = " ".join(clean_text(written).text.split())
    if not actor:
        raise RegistryError("La personne qui agit n’est pas connue\u00a0: s’identifier, puis recommencer.")
    if len(actor) > LONGEST_ACTOR:
        raise RegistryError(f"L’identifiant a {len(actor)} caractères\u00a0: en utiliser un d’au plus {LONGEST_ACTOR}.")
    return actor
