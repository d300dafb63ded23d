"""Which opinions an action answers: « vous avez dit, nous avons fait »."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.left_review import ReviewState, review_number
from dashboard.errors import RegistryError
from dashboard.registry.audit import Act, checked_actor, record
from dashboard.registry.database import transaction
from dashboard.registry.left_reviews import found_review
from dashboard.registry.models import ActionReviewRow, ActionRow

LONGEST_CODE = 80


def tie_review(settings: Settings, action: int, review: str, actor: str, now: dt.datetime) -> None:
    """An action answers an opinion. Raises RegistryError: already tied, opinion that is not published."""
    known = checked_actor(actor)
    with transaction(settings) as session:
        add_tie(session, found_action(session, action), review, known, now)


def untie_review(settings: Settings, action: int, review: str, actor: str, now: dt.datetime) -> None:
    """It does not, after all. Raises RegistryError when they are not tied."""
    known = checked_actor(actor)
    with transaction(settings) as session:
        row = found_action(session, action)
        tie = session.get(ActionReviewRow, (action, review))
        if tie is None:
            raise RegistryError("Cet avis n’est pas rattaché à cette action\u00a0: recharger la page.")
        session.delete(tie)
        record(session, now, known, Act.UNTIED, row, review)


def add_tie(session: Session, action: ActionRow, review: str, actor: str, now: dt.datetime) -> None:
    """The same in a transaction of the caller, who holds the action."""
    if not 0 < len(review.strip()) <= LONGEST_CODE:
        raise RegistryError("Cet avis n’a pas de code connu\u00a0: recharger la page.")
    number = review_number(review)
    if number is not None and found_review(session, number).state != ReviewState.PUBLISHED.value:
        raise RegistryError("Cet avis n’est pas publié\u00a0: on ne dit ce qui a été fait que d’un avis publié.")
    if session.get(ActionReviewRow, (action.id, review)) is not None:
        raise RegistryError("Cet avis est déjà rattaché à cette action.")
    session.add(ActionReviewRow(action_id=action.id, review=review, tied_at=now))
    record(session, now, actor, Act.TIED, action, review)


def ties_of(session: Session, actions: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The codes of the opinions of each action, the first tied first."""
    found: dict[int, list[str]] = {action: [] for action in actions}
    ties = select(ActionReviewRow).where(ActionReviewRow.action_id.in_(found))
    for tie in session.scalars(ties.order_by(ActionReviewRow.tied_at, ActionReviewRow.review)):
        found[tie.action_id].append(tie.review)
    return {action: tuple(codes) for action, codes in found.items()}


def found_action(session: Session, action: int) -> ActionRow:
    """The row, held until the end of the transaction. Raises RegistryError when there is none, AccessError."""
    row = session.get(ActionRow, action, with_for_update=True)
    if row is None:
        raise RegistryError("Cette action n’existe pas\u00a0: recharger la page.")
    authority.require(Right.STEER, site=row.site, service=row.service)
    return row
