"""Since when what the public reads of the registry is the same: the number of the last act that may change it."""

from threading import Lock

from sqlalchemy import func, select

from dashboard.config import Settings
from dashboard.registry import database
from dashboard.registry.audit import Act
from dashboard.registry.models import ActionRow, AuditRow, LeftReviewReplyRow, LeftReviewRow

UNSEEN = (Act.LEFT, Act.VOTED, Act.EMAIL_READ, Act.EMAIL_ERASED, Act.DRAFTED)
"""What changes nothing for a reader: an opinion that waits, a vote, an address, a draft."""

READ = tuple(row.__tablename__ for row in (LeftReviewRow, LeftReviewReplyRow, ActionRow))
"""What public pages show: nothing of a meeting."""

_LOCK = Lock()
_KNOWN: dict[str, tuple[int, int]] = {}
"""By registry: the last act looked at, and the last one that is seen."""


def last_visible_act(settings: Settings) -> int:
    """Its number in the audit, 0 when there is none. Costs one look-up: only the acts since the last call are read.
    Raises RegistryUnavailableError."""
    if not database.exists(settings):
        return 0
    with database.reading(settings) as session:
        last = session.scalar(select(func.max(AuditRow.id))) or 0
        with _LOCK:
            looked, seen = _KNOWN.get(settings.registry_address, (0, 0))
        if last != looked:
            if last < looked:  # another registry at this address: it was put back from a copy
                looked, seen = 0, 0
            since = select(func.max(AuditRow.id)).where(
                AuditRow.id > looked, AuditRow.object.in_(READ), AuditRow.act.not_in(UNSEEN)
            )
            seen = session.scalar(since) or seen
            with _LOCK:
                _KNOWN[settings.registry_address] = last, seen
    return seen
