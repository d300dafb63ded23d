"""What waits to be read, answered or validated: counted and paged by the database, whatever its length."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, case, func, select

from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.answering import SOON_DAYS, Stage, StageCount
from dashboard.domain.left_review import ReviewState
from dashboard.registry.bounds import of_sites
from dashboard.registry.database import reading
from dashboard.registry.left_reviews import LeftReview, reviews_of
from dashboard.registry.models import LeftReviewReplyRow, LeftReviewRow

Sites = Collection[str] | None
"""The codes of a perimeter; None: every opinion, those of sites that are no longer published too."""


_STAGE = case(
    (LeftReviewRow.state == ReviewState.WAITING.value, Stage.TO_READ.value),
    (LeftReviewRow.state == ReviewState.REFUSED.value, Stage.REFUSED.value),
    (LeftReviewReplyRow.id.is_(None), Stage.TO_ANSWER.value),
    (LeftReviewReplyRow.validated_at.is_(None), Stage.TO_VALIDATE.value),
    else_=Stage.ANSWERED.value,
)
_SINCE = func.coalesce(LeftReviewRow.published_at, LeftReviewRow.created_at)
_DONE = func.coalesce(LeftReviewReplyRow.validated_at, LeftReviewRow.refused_at)


def stage_counts(settings: Settings, sites: Sites, now: dt.datetime) -> dict[Stage, StageCount]:
    """How many opinions at each stage of a perimeter."""
    due = now - dt.timedelta(days=settings.announced_reply_days)
    late = LeftReviewRow.published_at < due
    soon = (LeftReviewRow.published_at >= due) & (LeftReviewRow.published_at <= due + dt.timedelta(days=SOON_DAYS))
    query = select(_STAGE, func.count(), func.min(_SINCE), _how_many(late), _how_many(soon)).join(
        LeftReviewReplyRow, isouter=True
    )
    with reading(settings) as session:
        counted = {
            Stage(stage): StageCount(n, oldest, late, soon)
            for stage, n, oldest, late, soon in session.execute(query.where(*within(sites)).group_by(_STAGE))
        }
    return {stage: counted.get(stage, StageCount()) for stage in Stage}


def queue(settings: Settings, stage: Stage, sites: Sites, limit: int, offset: int = 0) -> list[LeftReview]:
    """One page of a stage: what waits, the oldest first; what is done, the last first."""
    done = stage in (Stage.ANSWERED, Stage.REFUSED)
    query = (
        select(LeftReviewRow).join(LeftReviewReplyRow, isouter=True).where(_STAGE.in_([stage.value]), *within(sites))
    )
    order = (_DONE.desc(), LeftReviewRow.id.desc()) if done else (_SINCE, LeftReviewRow.id)
    with reading(settings) as session:
        return reviews_of(session, session.scalars(query.order_by(*order).limit(limit).offset(offset)).all())


def within(sites: Sites) -> list[ColumnElement[bool]]:
    """What keeps the opinions of a perimeter, among those that may be answered. Raises AccessError."""
    kept = of_sites(Right.ANSWER, LeftReviewRow.site)
    return kept if sites is None else [*kept, LeftReviewRow.site.in_(sorted(sites))]


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
