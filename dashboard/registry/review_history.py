"""Who did what with an opinion: its own lines of the audit, those of its reply, those of the actions that answer it."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.left_review import review_code
from dashboard.registry.audit import Act
from dashboard.registry.bounds import require_review
from dashboard.registry.database import reading
from dashboard.registry.models import ActionRow, AuditRow, LeftReviewReplyRow, LeftReviewRow


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """`action`: title of the action that was tied to the opinion or untied from it, empty for another act."""

    at: dt.datetime
    actor: str
    act: Act
    detail: str
    action: str


def history(settings: Settings, review: int) -> list[HistoryLine]:
    """The acts, oldest first, without the votes of readers, which are counted elsewhere."""
    replies = select(LeftReviewReplyRow.id).where(LeftReviewReplyRow.left_review_id == review)
    of_action = AuditRow.object == ActionRow.__tablename__
    concerned = or_(
        and_(AuditRow.object == LeftReviewRow.__tablename__, AuditRow.object_id == review),
        and_(AuditRow.object == LeftReviewReplyRow.__tablename__, AuditRow.object_id.in_(replies)),
        and_(of_action, AuditRow.detail == review_code(review)),
    )
    query = (
        select(AuditRow, ActionRow.title)
        .outerjoin(ActionRow, and_(of_action, ActionRow.id == AuditRow.object_id))
        .where(concerned, AuditRow.act != Act.VOTED.value)
        .order_by(AuditRow.id)
    )
    with reading(settings) as session:
        about = session.get(LeftReviewRow, review)
        if about is not None:
            require_review(Right.ANSWER, about)
        return [
            HistoryLine(row.at, row.actor, Act(row.act), row.detail, title or "")
            for row, title in session.execute(query)
        ]
