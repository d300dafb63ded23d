"""What of the registry whoever acts may read and change: every function that shows or changes something asks here."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute, Session

from dashboard import authority
from dashboard.domain.access import Access, Right
from dashboard.domain.left_review import ReviewState
from dashboard.errors import AccessError, RegistryError
from dashboard.registry.models import ActionRow, LeftReviewReplyRow, LeftReviewRow, ReviewMeetingRow


def of_sites(right: Right, column: InstrumentedAttribute[str]) -> list[ColumnElement[bool]]:
    """The rows of the sites where a right holds. Raises AccessError when it is nowhere."""
    held = authority.within(right)
    return [] if held.everywhere else [column.in_(held.sites)]


def of_reviews() -> ColumnElement[bool]:
    """The opinions that may be read: published ones, and those that wait where they may be answered."""
    found = authority.access()
    published = LeftReviewRow.state == ReviewState.PUBLISHED.value
    return or_(and_(published, _at(found, Right.READ)), _at(found, Right.ANSWER))


def of_actions() -> list[ColumnElement[bool]]:
    """The actions of the sites and of the services that may be read."""
    held = authority.within(Right.READ)
    return [] if held.everywhere else [or_(ActionRow.site.in_(held.sites), ActionRow.service.in_(held.services))]


def require_review(right: Right, row: LeftReviewRow) -> None:
    """Raises AccessError: an opinion of a site where the right does not hold."""
    authority.require(right, site=row.site)


def require_reply(session: Session, right: Right, row: LeftReviewReplyRow) -> None:
    """The same of the opinion that a reply answers."""
    require_review(right, session.get_one(LeftReviewRow, row.left_review_id))


def meeting_is_within(right: Right, query: Mapping[str, Sequence[str]]) -> bool:
    """Whether the perimeter of a meeting, as an address has it, is one where a right holds."""
    held = authority.access().perimeter(right)
    if held.everywhere:
        return True
    if sites := query.get("site"):
        return set(sites) <= set(held.sites)
    services = query.get("service")
    return bool(services) and set(services or ()) <= set(held.services)


def require_meeting(right: Right, query: Mapping[str, Sequence[str]]) -> None:
    """Raises AccessError: a meeting whose perimeter is beyond that of whoever acts."""
    if not meeting_is_within(right, query):
        raise AccessError(authority.refusal(right, here=True))


def found_meeting(session: Session, right: Right, number: int) -> ReviewMeetingRow:
    """The row, held until the end of the transaction. Raises RegistryError when there is none, AccessError."""
    row = session.get(ReviewMeetingRow, number, with_for_update=True)
    if row is None:
        raise RegistryError("Cette revue n’existe pas\u00a0: recharger la page.")
    require_meeting(right, row.places)
    return row


def _at(access: Access, right: Right) -> ColumnElement[bool]:
    held = access.perimeter(right)
    if held.nowhere:
        return false()
    return LeftReviewRow.site.is_not(None) if held.everywhere else LeftReviewRow.site.in_(held.sites)
