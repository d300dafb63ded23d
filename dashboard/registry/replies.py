"""Replies to the opinions left in the application: written by one person, validated by another."""

import datetime as dt
import unicodedata
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.left_review import ReplyState, ReviewState
from dashboard.errors import ChangedMeanwhileError, RegistryError
from dashboard.reception.reply_text import checked_reply
from dashboard.registry.audit import Act, checked_actor, record
from dashboard.registry.bounds import require_reply, require_review
from dashboard.registry.database import reading, transaction
from dashboard.registry.left_reviews import found_review
from dashboard.registry.models import LeftReviewReplyRow, LeftReviewRow


@dataclass(frozen=True, slots=True)
class Reply:
    """`version` is what a validator has read: a draft rewritten since then is not validated."""

    id: int
    review: int
    text: str
    version: int
    state: ReplyState
    author: str
    created_at: dt.datetime
    validated_by: str | None
    validated_at: dt.datetime | None


def reply_to(settings: Settings, review: int) -> Reply | None:
    """The reply to an opinion, draft or validated."""
    with reading(settings) as session:
        row = session.scalar(select(LeftReviewReplyRow).where(LeftReviewReplyRow.left_review_id == review))
        if row is None:
            return None
        require_reply(session, Right.READ if row.state == ReplyState.VALIDATED.value else Right.ANSWER, row)
        return _reply(row)


def draft_reply(settings: Settings, review: int, text: str, author: str, now: dt.datetime) -> int:
    """Write a reply; its number. Raises RegistryError: opinion that is not published, or has a reply
    (ChangedMeanwhileError)."""
    actor, cleaned = checked_actor(author), checked_reply(text)
    with transaction(settings) as session:
        require_review(Right.ANSWER, _published(session, review))
        if session.scalar(select(LeftReviewReplyRow.id).where(LeftReviewReplyRow.left_review_id == review)):
            raise ChangedMeanwhileError("Cet avis a déjà une réponse\u00a0: ouvrir celle qui existe.")
        row = LeftReviewReplyRow(
            left_review_id=review,
            text=cleaned,
            version=1,
            state=ReplyState.DRAFT.value,
            author=actor,
            created_at=now,
        )
        session.add(row)
        session.flush()
        record(session, now, actor, Act.DRAFTED, row)
        return row.id


def rewrite_reply(
    settings: Settings, reply: int, text: str, author: str, now: dt.datetime, version: int | None = None
) -> None:
    """Another text, whose author is the one who writes it; `version`: the one that was read before writing.

    Raises RegistryError: validated reply, or rewritten since it was read (ChangedMeanwhileError).
    """
    actor, cleaned = checked_actor(author), checked_reply(text)
    with transaction(settings) as session:
        row = found_reply(session, reply)
        require_reply(session, Right.ANSWER, row)
        if row.state == ReplyState.VALIDATED.value:
            raise RegistryError("Cette réponse est validée\u00a0: elle ne se modifie plus.")
        if version is not None and row.version != version:
            raise ChangedMeanwhileError(
                "Une autre personne a modifié cette réponse entre-temps\u00a0: lire son texte, puis enregistrer."
            )
        row.text, row.author, row.version = cleaned, actor, row.version + 1
        record(session, now, actor, Act.REWRITTEN, row, f"version={row.version}")


def validate_reply(settings: Settings, reply: int, version: int, validator: str, now: dt.datetime) -> None:
    """Publish a reply, as read in its version `version`. Raises RegistryError: own text, rewritten since then."""
    actor = checked_actor(validator)
    with transaction(settings) as session:
        row = found_reply(session, reply)
        require_reply(session, Right.MODERATE, row)
        if row.state == ReplyState.VALIDATED.value:
            raise RegistryError("Cette réponse est déjà validée.")
        if _same_person(row.author, actor):
            raise RegistryError("Une réponse est validée par une autre personne que son auteur.")
        if row.version != version:
            raise RegistryError("Cette réponse a changé depuis sa lecture\u00a0: la relire, puis la valider.")
        _published(session, row.left_review_id)
        row.state, row.validated_by, row.validated_at = ReplyState.VALIDATED.value, actor, now
        record(session, now, actor, Act.VALIDATED, row, f"version={version}")


def found_reply(session: Session, reply: int) -> LeftReviewReplyRow:
    """The row, held until the end of the transaction. Raises RegistryError when there is none."""
    row = session.get(LeftReviewReplyRow, reply, with_for_update=True)
    if row is None:
        raise RegistryError("Cette réponse n’existe pas\u00a0: recharger la page.")
    return row


def _published(session: Session, review: int) -> LeftReviewRow:
    """The opinion that is answered. Raises RegistryError when it is not published."""
    row = found_review(session, review)
    if row.state != ReviewState.PUBLISHED.value:
        raise RegistryError("Cet avis n’est pas publié\u00a0: on ne répond qu’à un avis publié.")
    return row


def _same_person(one: str, other: str) -> bool:
    return unicodedata.normalize("NFKC", one).casefold() == unicodedata.normalize("NFKC", other).casefold()


def _reply(row: LeftReviewReplyRow) -> Reply:
    return Reply(
        id=row.id,
        review=row.left_review_id,
        text=row.text,
        version=row.version,
        state=ReplyState(row.state),
        author=row.author,
        created_at=row.created_at,
        validated_by=row.validated_by,
        validated_at=row.validated_at,
    )
