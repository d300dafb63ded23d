"""Opinions left in the application: kept, and read again."""

import datetime as dt
import hashlib
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.left_review import Channel, RefusalReason, ReviewState, Tone
from dashboard.errors import RegistryError
from dashboard.reception.form_stamp import elapsed
from dashboard.reception.review_form import CheckedReview, ReviewForm, checked_review
from dashboard.reception.sending import SAME_TEXT, Sending, refusal
from dashboard.registry.audit import AUTHOR, Act, checked_actor, record
from dashboard.registry.bounds import of_reviews, of_sites, require_review
from dashboard.registry.database import alone, reading, transaction
from dashboard.registry.models import LeftReviewContactRow, LeftReviewRow, LeftReviewThemeRow
from dashboard.registry.origins import count_accepted, origin_of_today, sent_in_hour
from dashboard.registry.shared_secrets import form_key


@dataclass(frozen=True, slots=True)
class LeftReview:
    """`text` is None once erased."""

    id: int
    site: str
    tone: Tone
    channel: Channel
    themes: tuple[str, ...]
    text: str | None
    state: ReviewState
    refusal_reason: RefusalReason | None
    created_at: dt.datetime
    published_at: dt.datetime | None
    refused_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Sender:
    """What tells a program from a person: the field that people do not see, the stamp of the form, the network."""

    trap: str
    stamp: str
    address: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """For the author: the number of the opinion, and what was changed before it was kept."""

    id: int
    masked: int
    removed: int


def leave_review(
    settings: Settings, form: ReviewForm, sites: Container[str], now: dt.datetime, sender: Sender | None = None
) -> Receipt:
    """Keep an opinion, waiting to be read by a moderator. `sites`: the codes that exist in the published data.

    `sender` is None for an opinion that an agent types (desk, letter). Raises RegistryError with a sentence.
    """
    review = checked_review(form, sites)
    waited = elapsed(form_key(settings), sender.stamp, now) if sender else None
    digest = _digest(review)
    with transaction(settings) as session:
        alone(session, digest)
        if sender is not None and waited is not None:
            origin = origin_of_today(session, sender.address, now)
            sent = sent_in_hour(session, origin, now)
            refused = refusal(
                Sending(sender.trap, waited, _sent_lately(session, digest, now), sent), settings.reviews_per_hour
            )
            if refused:
                raise RegistryError(refused)
            count_accepted(session, origin, now)
        row = _added(session, review, digest, now)
        record(session, now, AUTHOR, Act.LEFT, row, f"masked={review.masked}")
        return Receipt(row.id, review.masked, review.removed)


def left_reviews(
    settings: Settings, state: ReviewState | None = None, site: str | None = None, limit: int = 100, after: int = 0
) -> list[LeftReview]:
    """Opinions in the order in which they came, at most `limit`, those after the number `after`."""
    query = select(LeftReviewRow).where(LeftReviewRow.id > after, of_reviews())
    query = query.order_by(LeftReviewRow.id).limit(limit)
    if state is not None:
        query = query.where(LeftReviewRow.state == state.value)
    if site is not None:
        query = query.where(LeftReviewRow.site == site)
    with reading(settings) as session:
        return reviews_of(session, session.scalars(query).all())


def reviews_numbered(settings: Settings, numbers: Collection[int]) -> list[LeftReview]:
    """The opinions that have these numbers, in their order; those that do not exist are left out."""
    wanted = LeftReviewRow.id.in_(sorted(numbers))
    query = select(LeftReviewRow).where(wanted, of_reviews()).order_by(LeftReviewRow.id)
    with reading(settings) as session:
        return reviews_of(session, session.scalars(query).all())


def reviews_of(session: Session, rows: Sequence[LeftReviewRow]) -> list[LeftReview]:
    """Rows with their themes, in the same order."""
    themes = themes_of(session, [row.id for row in rows])
    return [_review(row, themes[row.id]) for row in rows]


def themes_of(session: Session, reviews: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The themes of each of these opinions, by name."""
    found: dict[int, list[str]] = {number: [] for number in reviews}
    chosen = select(LeftReviewThemeRow).where(LeftReviewThemeRow.left_review_id.in_(found))
    for row in session.scalars(chosen.order_by(LeftReviewThemeRow.theme)):
        found[row.left_review_id].append(row.theme)
    return {number: tuple(themes) for number, themes in found.items()}


def contact_of(settings: Settings, review: int) -> str | None:
    """The address that the author left, None without one or once erased."""
    query = select(LeftReviewContactRow.email).join(LeftReviewRow).where(LeftReviewContactRow.left_review_id == review)
    with reading(settings) as session:
        return session.scalar(query.where(*of_sites(Right.ANSWER, LeftReviewRow.site)))


def read_contact(settings: Settings, review: int, actor: str, now: dt.datetime) -> str | None:
    """The same, for somebody who is about to write to the author: the audit says who read it. Raises RegistryError."""
    known = checked_actor(actor)
    with transaction(settings) as session:
        row = session.get(LeftReviewContactRow, review)
        if row is None:
            return None
        about = found_review(session, review)
        require_review(Right.ANSWER, about)
        record(session, now, known, Act.EMAIL_READ, about)
        return row.email


def found_review(session: Session, review: int) -> LeftReviewRow:
    """The row, held until the end of the transaction. Raises RegistryError when there is none."""
    row = session.get(LeftReviewRow, review, with_for_update=True)
    if row is None:
        raise RegistryError("Cet avis n’existe pas\u00a0: recharger la liste.")
    return row


def _added(session: Session, review: CheckedReview, digest: str, now: dt.datetime) -> LeftReviewRow:
    row = LeftReviewRow(
        site=review.site,
        tone=review.tone.value,
        channel=review.channel.value,
        text=review.text,
        digest=digest,
        state=ReviewState.WAITING.value,
        created_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(LeftReviewThemeRow(left_review_id=row.id, theme=theme) for theme in review.themes)
    if review.email is not None:
        session.add(LeftReviewContactRow(left_review_id=row.id, email=review.email))
    return row


def _digest(review: CheckedReview) -> str:
    words = " ".join(review.text.casefold().split())
    return hashlib.sha256(f"{review.site}\n{words}".encode()).hexdigest()


def _sent_lately(session: Session, digest: str, now: dt.datetime) -> bool:
    lately = exists().where(LeftReviewRow.digest == digest, LeftReviewRow.created_at > now - SAME_TEXT)
    return bool(session.scalar(select(lately)))


def _review(row: LeftReviewRow, themes: tuple[str, ...]) -> LeftReview:
    return LeftReview(
        id=row.id,
        site=row.site,
        tone=Tone(row.tone),
        channel=Channel(row.channel),
        themes=themes,
        text=row.text,
        state=ReviewState(row.state),
        refusal_reason=None if row.refusal_reason is None else RefusalReason(row.refusal_reason),
        created_at=row.created_at,
        published_at=row.published_at,
        refused_at=row.refused_at,
    )
