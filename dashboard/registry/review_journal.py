"""The last acts on the opinions of a perimeter: counted and paged by the database, whatever the length of the audit."""

from dataclasses import dataclass

from sqlalchemy import Subquery, and_, cast, func, literal, select, union_all
from sqlalchemy.types import String

from dashboard.config import Settings
from dashboard.domain.left_review import CODE
from dashboard.registry.answering_queue import Sites, within
from dashboard.registry.audit import Act, AuditLine, line_of
from dashboard.registry.database import reading
from dashboard.registry.models import ActionRow, AuditRow, LeftReviewReplyRow, LeftReviewRow


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An act and the opinion that it is about; `action`: title of the action that was tied to it, or empty."""

    line: AuditLine
    review: int
    site: str
    action: str


def journal(settings: Settings, sites: Sites, limit: int, offset: int = 0) -> list[JournalLine]:
    """One page, the last act first, without the votes of readers."""
    about = _about()
    of_action = and_(AuditRow.object == ActionRow.__tablename__, ActionRow.id == AuditRow.object_id)
    query = (
        select(AuditRow, LeftReviewRow.id, LeftReviewRow.site, ActionRow.title)
        .join(about, about.c.line == AuditRow.id)
        .join(LeftReviewRow, LeftReviewRow.id == about.c.review)
        .outerjoin(ActionRow, of_action)
        .where(*within(sites))
        .order_by(AuditRow.at.desc(), AuditRow.id.desc())
    )
    with reading(settings) as session:
        rows = session.execute(query.limit(limit).offset(offset)).all()
        return [JournalLine(line_of(row), review, site, title or "") for row, review, site, title in rows]


def journal_length(settings: Settings, sites: Sites) -> int:
    """How many acts in all."""
    about = _about()
    query = select(func.count()).select_from(about).join(LeftReviewRow, LeftReviewRow.id == about.c.review)
    with reading(settings) as session:
        return session.scalar(query.where(*within(sites))) or 0


def _about() -> Subquery:
    """The number of each line that is about an opinion, with that of the opinion: its own lines, those of its reply,
    those that tie it to an action."""
    line = AuditRow.id.label("line")
    tied = AuditRow.detail == literal(CODE) + cast(LeftReviewRow.id, String)
    return union_all(
        select(line, AuditRow.object_id.label("review")).where(AuditRow.object == LeftReviewRow.__tablename__),
        select(line, LeftReviewReplyRow.left_review_id)
        .join(LeftReviewReplyRow, LeftReviewReplyRow.id == AuditRow.object_id)
        .where(AuditRow.object == LeftReviewReplyRow.__tablename__, AuditRow.act != Act.VOTED.value),
        select(line, LeftReviewRow.id)
        .join(LeftReviewRow, tied)
        .where(AuditRow.object == ActionRow.__tablename__, AuditRow.act.in_([Act.TIED.value, Act.UNTIED.value])),
    ).subquery()
