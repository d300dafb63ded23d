"""The agenda of a review meeting: kept as it was proposed, then ordered, shortened, completed and commented."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.action import LONGEST_TITLE
from dashboard.domain.agenda import AgendaItem, ItemKind
from dashboard.errors import RegistryError
from dashboard.reception.free_text import checked_text, clean_text
from dashboard.reception.short_text import checked_line
from dashboard.registry import agenda_text
from dashboard.registry.audit import Act, checked_actor, record
from dashboard.registry.bounds import found_meeting, require_meeting
from dashboard.registry.database import reading, transaction
from dashboard.registry.models import AgendaItemRow, ReviewMeetingRow

LONGEST_COMMENT = 2_000


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item, its number in the registry, and what was written beside it."""

    id: int
    item: AgendaItem
    comment: str


def agenda(settings: Settings, meeting: int) -> list[KeptItem]:
    """The items of a meeting in their order."""
    query = select(AgendaItemRow).where(AgendaItemRow.review_meeting_id == meeting)
    with reading(settings) as session:
        held = session.get(ReviewMeetingRow, meeting)
        if held is not None:
            require_meeting(Right.READ, held.places)
        rows = session.scalars(query.order_by(AgendaItemRow.place, AgendaItemRow.id))
        return [KeptItem(row.id, agenda_text.read(row.content), row.comment) for row in rows]


def add_items(session: Session, meeting: int, items: Iterable[AgendaItem]) -> list[AgendaItemRow]:
    """Put items at the end of an agenda, in the transaction of the caller."""
    last = session.scalar(select(func.max(AgendaItemRow.place)).where(AgendaItemRow.review_meeting_id == meeting)) or 0
    rows = [
        AgendaItemRow(
            review_meeting_id=meeting,
            place=last + rank,
            content=agenda_text.written(item),
            comment="",
        )
        for rank, item in enumerate(items, 1)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def add_remark(settings: Settings, meeting: int, title: str, text: str, actor: str, now: dt.datetime) -> int:
    """Add an item of one’s own; its number. Raises RegistryError: no title, no such meeting."""
    known, line = checked_actor(actor), checked_line(title, "Le titre du point", LONGEST_TITLE)
    with transaction(settings) as session:
        found_meeting(session, Right.STEER, meeting)
        [row] = add_items(session, meeting, [AgendaItem(ItemKind.REMARK, line, clean_text(text).text)])
        record(session, now, known, Act.CREATED, row, f"meeting={meeting}")
        return row.id


def move_item(settings: Settings, item: int, step: int, actor: str, now: dt.datetime) -> None:
    """Exchange an item with the one before (`step` −1) or after (+1); nothing at either end. Raises RegistryError."""
    known = checked_actor(actor)
    with transaction(settings) as session:
        row = _found(session, item)
        query = select(AgendaItemRow).where(AgendaItemRow.review_meeting_id == row.review_meeting_id)
        listed = list(session.scalars(query.order_by(AgendaItemRow.place, AgendaItemRow.id).with_for_update()))
        at = listed.index(row)
        to = at + step
        if not 0 <= to < len(listed):
            return
        listed[at], listed[to] = listed[to], listed[at]
        for place, one in enumerate(listed, 1):
            one.place = place
        record(session, now, known, Act.MOVED, row, str(to + 1))


def remove_item(settings: Settings, item: int, actor: str, now: dt.datetime) -> None:
    """Take an item off the agenda. Raises RegistryError: it is no longer there."""
    known = checked_actor(actor)
    with transaction(settings) as session:
        row = _found(session, item)
        record(session, now, known, Act.REMOVED, row, f"meeting={row.review_meeting_id}")
        session.delete(row)


def comment_item(settings: Settings, item: int, comment: str, actor: str, now: dt.datetime) -> None:
    """Write what is to be said of an item, or nothing. Raises RegistryError: too long, no longer there."""
    known, text = checked_actor(actor), clean_text(comment).text
    if text:
        text = checked_text(text, "Le commentaire", LONGEST_COMMENT).text
    with transaction(settings) as session:
        row = _found(session, item)
        row.comment = text
        record(session, now, known, Act.COMMENTED, row)


def _found(session: Session, item: int) -> AgendaItemRow:
    row = session.get(AgendaItemRow, item, with_for_update=True)
    if row is None:
        raise RegistryError("Ce point n’est plus à l’ordre du jour\u00a0: recharger la page.")
    found_meeting(session, Right.STEER, row.review_meeting_id)
    return row
