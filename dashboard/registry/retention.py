"""What is erased: addresses and refused texts when their time has passed, an address when its owner asks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.registry.audit import PROGRAM, Act, checked_actor, record
from dashboard.registry.bounds import require_review
from dashboard.registry.database import alone, exists, leave_no_trace, transaction
from dashboard.registry.models import LeftReviewContactRow, LeftReviewRow


@dataclass(frozen=True, slots=True)
class Erased:
    """How many addresses and texts are gone."""

    emails: int
    texts: int


def erase_expired(settings: Settings, now: dt.datetime) -> Erased:
    """Erase addresses `email_days` after the opinion and refused texts `refused_text_days` after the refusal.

    Each has its line in the audit; running it again, or at the same moment elsewhere, erases nothing more.
    """
    if not exists(settings):
        return Erased(0, 0)
    with transaction(settings) as session:
        alone(session, "erasure")
        left_before = now - dt.timedelta(days=settings.email_days)
        refused_before = now - dt.timedelta(days=settings.refused_text_days)
        with_address = select(LeftReviewRow).join(LeftReviewContactRow)
        old = session.scalars(with_address.where(LeftReviewRow.created_at <= left_before)).all()
        _erase_addresses(session, old, PROGRAM, now)
        refused = session.scalars(
            select(LeftReviewRow)
            .where(LeftReviewRow.refused_at <= refused_before, LeftReviewRow.text.is_not(None))
            .with_for_update()
        ).all()
        for row in refused:
            row.text, row.digest = None, ""
            record(session, now, PROGRAM, Act.TEXT_ERASED, row)
        erased = Erased(len(old), len(refused))
    leave_no_trace(settings)
    return erased


def erase_email(settings: Settings, email: str, actor: str, now: dt.datetime) -> int:
    """Erase an address everywhere, in whatever case it was written; of how many opinions it was the contact."""
    known = checked_actor(actor)
    authority.within(Right.MODERATE)
    with transaction(settings) as session:
        alone(session, "erasure")
        same = func.lower(LeftReviewContactRow.email) == email.strip().lower()
        rows = session.scalars(select(LeftReviewRow).join(LeftReviewContactRow).where(same)).all()
        for row in rows:  # nowhere or everywhere: half an erasure would pass for a whole one
            require_review(Right.MODERATE, row)
        _erase_addresses(session, rows, known, now)
        erased = len(rows)
    leave_no_trace(settings)
    return erased


def _erase_addresses(session: Session, rows: Sequence[LeftReviewRow], actor: str, now: dt.datetime) -> None:
    for row in rows:
        session.execute(delete(LeftReviewContactRow).where(LeftReviewContactRow.left_review_id == row.id))
        record(session, now, actor, Act.EMAIL_ERASED, row)
