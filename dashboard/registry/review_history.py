"""Who did what with an opinion: its own lines of the audit, those of its reply, those of the actions that answer it."""

from sqlalchemy import and_, or_, select

from dashboard.config import Settings
from dashboard.domain.left_review import review_code
from dashboard.registry.audit import Act, AuditLine, line_of
from dashboard.registry.database import reading
from dashboard.registry.models import ActionRow, AuditRow, LeftReviewReplyRow, LeftReviewRow


def history(settings: Settings, review: int) -> list[AuditLine]:
    """The acts, oldest first, without the votes of readers, which are counted elsewhere."""
    replies = select(LeftReviewReplyRow.id).where(LeftReviewReplyRow.left_review_id == review)
    concerned = or_(
        and_(AuditRow.object == LeftReviewRow.__tablename__, AuditRow.object_id == review),
        and_(AuditRow.object == LeftReviewReplyRow.__tablename__, AuditRow.object_id.in_(replies)),
        and_(AuditRow.object == ActionRow.__tablename__, AuditRow.detail == review_code(review)),
    )
    with reading(settings) as session:
        rows = session.scalars(select(AuditRow).where(concerned, AuditRow.act != Act.VOTED.value).order_by(AuditRow.id))
        return [line_of(row) for row in rows]
