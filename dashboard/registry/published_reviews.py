"""The opinions that anybody may read: published ones of a site, their validated replies, and what readers thought."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.domain.left_review import Channel, ReplyState, ReviewState, Tone
from dashboard.registry.database import reading
from dashboard.registry.left_reviews import themes_of
from dashboard.registry.models import LeftReviewReplyRow, LeftReviewRow, ReplyVoteRow
from dashboard.registry.reply_votes import Votes, reader_of

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class PublishedReply:
    """`own`: what this reader said of it, None when nothing."""

    id: int
    text: str
    validated_at: dt.datetime
    votes: Votes
    own: bool | None


@dataclass(frozen=True, slots=True)
class PublishedReview:
    """What its author said, and when it was published."""

    id: int
    tone: Tone
    channel: Channel
    themes: tuple[str, ...]
    text: str
    published_at: dt.datetime
    reply: PublishedReply | None


@dataclass(frozen=True, slots=True)
class PublishedReviews:
    """One page of them; `page` is the last one when a later one was asked for."""

    total: int
    page: int
    reviews: tuple[PublishedReview, ...]


def published_reviews(settings: Settings, site: str, page: int = 1, token: str = "") -> PublishedReviews:
    """The page of a site, latest published first. `token`: what the browser of the reader keeps, see `reply_votes`."""
    published = (LeftReviewRow.site == site, LeftReviewRow.state == ReviewState.PUBLISHED.value)
    with reading(settings) as session:
        total = session.scalar(select(func.count()).select_from(LeftReviewRow).where(*published)) or 0
        page = min(max(page, 1), max(1, -(-total // PAGE_SIZE)))
        latest = select(LeftReviewRow).where(*published)
        latest = latest.order_by(LeftReviewRow.published_at.desc(), LeftReviewRow.id.desc())
        rows = session.scalars(latest.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
        numbers = [row.id for row in rows]
        themes, replies = themes_of(session, numbers), _replies(session, numbers, token)
        return PublishedReviews(total, page, tuple(_review(row, themes[row.id], replies.get(row.id)) for row in rows))


def _replies(session: Session, reviews: Sequence[int], token: str) -> dict[int, PublishedReply]:
    """By opinion. A draft is shown to nobody."""
    if not reviews:
        return {}
    rows = session.scalars(
        select(LeftReviewReplyRow).where(
            LeftReviewReplyRow.left_review_id.in_(reviews), LeftReviewReplyRow.state == ReplyState.VALIDATED.value
        )
    ).all()
    numbers = [row.id for row in rows]
    useful = func.sum(case((ReplyVoteRow.useful, 1), else_=0))
    cast = select(ReplyVoteRow.reply_id, useful, func.count()).where(ReplyVoteRow.reply_id.in_(numbers))
    votes = {
        reply: Votes(int(yes), every) for reply, yes, every in session.execute(cast.group_by(ReplyVoteRow.reply_id))
    }
    own = _own_votes(session, numbers, token)
    return {
        row.left_review_id: PublishedReply(
            row.id, row.text, row.validated_at, votes.get(row.id, Votes(0, 0)), own.get(row.id)
        )
        for row in rows
        if row.validated_at is not None
    }


def _own_votes(session: Session, replies: Sequence[int], token: str) -> dict[int, bool]:
    if not token:
        return {}
    readers = [reader_of(reply, token) for reply in replies]
    cast = select(ReplyVoteRow.reply_id, ReplyVoteRow.useful).where(ReplyVoteRow.reader.in_(readers))
    return {reply: bool(useful) for reply, useful in session.execute(cast)}


def _review(row: LeftReviewRow, themes: tuple[str, ...], reply: PublishedReply | None) -> PublishedReview:
    return PublishedReview(
        id=row.id,
        tone=Tone(row.tone),
        channel=Channel(row.channel),
        themes=themes,
        text=row.text or "",
        published_at=row.published_at or row.created_at,
        reply=reply,
    )
