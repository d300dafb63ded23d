"""The opinions of the registry that enter the published data: those that a moderator published, with their reply."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select

from dashboard.config import Settings
from dashboard.domain.left_review import Channel, ReplyState, ReviewState, Tone
from dashboard.registry.audit import Act
from dashboard.registry.database import exists, reading
from dashboard.registry.models import AuditRow, LeftReviewReplyRow, LeftReviewRow, LeftReviewThemeRow, ReplyVoteRow

_CHANGES = (Act.PUBLISHED, Act.REFUSED, Act.MASKED, Act.VALIDATED)
"""Acts that change what the published data say. A vote does too, but would call for a publication at every reader."""


@dataclass(frozen=True, slots=True)
class CountedReview:
    """`reply` is None until a second person has validated it; `useful`: readers who found it so, None without vote."""

    id: int
    site: str
    tone: Tone
    channel: Channel
    themes: tuple[str, ...]
    text: str
    written_at: dt.datetime
    published_at: dt.datetime
    reply: str | None
    replied_at: dt.datetime | None
    useful: int | None


def counted_reviews(settings: Settings) -> list[CountedReview]:
    """Every published opinion, in the order in which they came; none when this installation has no registry yet."""
    if not exists(settings):
        return []
    reply = LeftReviewReplyRow
    votes = (
        select(ReplyVoteRow.reply_id, func.sum(case((ReplyVoteRow.useful, 1), else_=0)).label("useful"))
        .group_by(ReplyVoteRow.reply_id)
        .subquery()
    )
    query = (
        select(LeftReviewRow, reply.text, reply.validated_at, votes.c.useful)
        .outerjoin(reply, and_(reply.left_review_id == LeftReviewRow.id, reply.state == ReplyState.VALIDATED.value))
        .outerjoin(votes, votes.c.reply_id == reply.id)
        .where(LeftReviewRow.state == ReviewState.PUBLISHED.value)
        .order_by(LeftReviewRow.id)
    )
    chosen = (
        select(LeftReviewThemeRow)
        .join(LeftReviewRow)
        .where(LeftReviewRow.state == ReviewState.PUBLISHED.value)
        .order_by(LeftReviewThemeRow.theme)
    )
    with reading(settings) as session:
        themes: defaultdict[int, list[str]] = defaultdict(list)
        for theme in session.scalars(chosen):
            themes[theme.left_review_id].append(theme.theme)
        return [_review(row, tuple(themes[row.id]), *rest) for row, *rest in session.execute(query)]


def changed_since(settings: Settings, moment: dt.datetime) -> int:
    """How many opinions were published, withdrawn, masked or answered after `moment`; not those that were not counted
    then and are not now."""
    if not exists(settings):
        return 0
    of_reply = AuditRow.object == LeftReviewReplyRow.__tablename__
    review = func.coalesce(LeftReviewReplyRow.left_review_id, AuditRow.object_id)
    query = (
        select(func.count(review.distinct()))
        .select_from(AuditRow)
        .outerjoin(LeftReviewReplyRow, and_(of_reply, LeftReviewReplyRow.id == AuditRow.object_id))
        .join(LeftReviewRow, LeftReviewRow.id == review)
        .where(
            AuditRow.act.in_([act.value for act in _CHANGES]),
            AuditRow.at > moment,
            or_(of_reply, AuditRow.object == LeftReviewRow.__tablename__),
            or_(LeftReviewRow.state == ReviewState.PUBLISHED.value, LeftReviewRow.published_at <= moment),
        )
    )
    with reading(settings) as session:
        return session.scalar(query) or 0


def _review(
    row: LeftReviewRow,
    themes: tuple[str, ...],
    reply: str | None,
    replied_at: dt.datetime | None,
    useful: int | None,
) -> CountedReview:
    return CountedReview(
        id=row.id,
        site=row.site,
        tone=Tone(row.tone),
        channel=Channel(row.channel),
        themes=themes,
        text=row.text or "",
        written_at=row.created_at,
        published_at=row.published_at or row.created_at,
        reply=reply,
        replied_at=replied_at,
        useful=useful,
    )
