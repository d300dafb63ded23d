"""How many opinions one network sent in the last hour, without keeping which network it is, nor which opinions."""

import datetime as dt

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dashboard.reception.sending import origin_of
from dashboard.registry.database import alone
from dashboard.registry.models import SecretRow, SendingOriginRow
from dashboard.registry.shared_secrets import shared_secret

_SLICE = dt.timedelta(minutes=10)
"""A count for ten minutes, not the moment of each opinion: it could be compared with those of the opinions."""
_HOUR = dt.timedelta(hours=1)
SALT = "origin "


def origin_of_today(session: Session, address: str, now: dt.datetime) -> str:
    """What stands for an address today. The salts and the counts of the days before are destroyed."""
    name = f"{SALT}{now.astimezone(dt.UTC).date().isoformat()}"
    if session.get(SecretRow, name) is None:
        session.execute(delete(SecretRow).where(SecretRow.name.startswith(SALT), SecretRow.name < name))
        session.execute(delete(SendingOriginRow).where(SendingOriginRow.since < now - _HOUR - _SLICE))
    origin = origin_of(address, bytes.fromhex(shared_secret(session, name)))
    alone(session, f"origin {origin}")
    return origin


def sent_in_hour(session: Session, origin: str, now: dt.datetime) -> int:
    """Opinions accepted from this origin in the last hour, to ten minutes."""
    counted = select(func.coalesce(func.sum(SendingOriginRow.accepted), 0)).where(
        SendingOriginRow.origin == origin, SendingOriginRow.since > now - _HOUR - _SLICE
    )
    return int(session.scalar(counted) or 0)


def count_accepted(session: Session, origin: str, now: dt.datetime) -> None:
    """One more."""
    seconds = _SLICE.total_seconds()
    since = dt.datetime.fromtimestamp(now.timestamp() // seconds * seconds, dt.UTC)
    row = session.get(SendingOriginRow, (origin, since))
    if row is None:
        session.add(SendingOriginRow(origin=origin, since=since, accepted=1))
    else:
        row.accepted += 1
