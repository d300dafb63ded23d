"""What a moderator decides: an opinion is published or refused, and what it says of people is masked."""

import datetime as dt

from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.left_review import RefusalReason, ReviewState
from dashboard.errors import RegistryError
from dashboard.registry.audit import Act, checked_actor, record
from dashboard.registry.bounds import require_review
from dashboard.registry.database import transaction
from dashboard.registry.left_reviews import found_review
from dashboard.registry.models import LeftReviewRow

MASK = "[donnée personnelle]"


def publish_review(settings: Settings, review: int, moderator: str, now: dt.datetime) -> None:
    """Show an opinion. The announced delay of the reply begins. Raises RegistryError: already decided."""
    actor = checked_actor(moderator)
    with transaction(settings) as session:
        row = _moderated(session, review)
        if row.state == ReviewState.PUBLISHED.value:
            raise RegistryError("Cet avis est déjà publié.")
        if row.state == ReviewState.REFUSED.value:
            raise RegistryError("Cet avis a été refusé\u00a0: il ne peut plus être publié.")
        row.state, row.published_at = ReviewState.PUBLISHED.value, now
        record(session, now, actor, Act.PUBLISHED, row)


def refuse_review(settings: Settings, review: int, reason: RefusalReason, moderator: str, now: dt.datetime) -> None:
    """Never show an opinion, or withdraw one that is shown. Raises RegistryError: already refused."""
    actor = checked_actor(moderator)
    with transaction(settings) as session:
        row = _moderated(session, review)
        if row.state == ReviewState.REFUSED.value:
            raise RegistryError("Cet avis a déjà été refusé.")
        row.state, row.refusal_reason, row.refused_at = ReviewState.REFUSED.value, reason.value, now
        record(session, now, actor, Act.REFUSED, row, reason.value)


def mask_passage(settings: Settings, review: int, passage: str, moderator: str, now: dt.datetime) -> None:
    """Replace a passage by « [donnée personnelle] » wherever it stands; the audit keeps how many times, not what.

    Raises RegistryError: refused opinion, passage that is not in it.
    """
    actor = checked_actor(moderator)
    with transaction(settings) as session:
        row = _moderated(session, review)
        if row.state == ReviewState.REFUSED.value or row.text is None:
            raise RegistryError("Cet avis a été refusé\u00a0: son texte ne se modifie plus.")
        times = row.text.count(passage) if passage.strip() else 0
        if not times:
            raise RegistryError("Ce passage n’est pas dans l’avis\u00a0: le copier tel qu’il y figure.")
        row.text = row.text.replace(passage, MASK)
        row.digest = ""  # drawn from the text before: it would let somebody try what was masked
        record(session, now, actor, Act.MASKED, row, f"passages={times}")


def _moderated(session: Session, review: int) -> LeftReviewRow:
    """The opinion, held until the end of the transaction. Raises RegistryError when there is none, AccessError."""
    row = found_review(session, review)
    require_review(Right.MODERATE, row)
    return row
