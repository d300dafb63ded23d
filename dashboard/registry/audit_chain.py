"""The audit as a chain: each line holds a digest of itself and of the line before, so that a line that is changed,
taken out or put in shows, even to whoever could write in the database.

What a chain cannot show is that its last lines were taken away: the last digest is to be noted elsewhere (`audit`
prints it, the server writes it in its log each day).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.registry.database import alone, reading
from dashboard.registry.models import AuditRow

BEGINNING = "0" * 64
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How many lines hold together and the digest of the last of them; `broken`: number of the first line that does
    not follow the one before it, None when all do."""

    lines: int
    last: str
    broken: int | None


def link(previous: str, at: dt.datetime, actor: str, act: str, table: str, number: int, detail: str) -> str:
    """The digest of a line that follows `previous`: SHA-256 of both as JSON, in hexadecimal."""
    said = [previous, at.astimezone(dt.UTC).isoformat(timespec="microseconds"), actor, act, table, number, detail]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def last_link(session: Session) -> str:
    """The digest that the next line follows; nobody else adds a line before the end of the transaction."""
    alone(session, "audit")
    session.flush()
    return session.scalar(select(AuditRow.chain).order_by(AuditRow.id.desc()).limit(1)) or BEGINNING


def verify(settings: Settings) -> ChainReport:
    """Follow the chain from its first line. Raises RegistryUnavailableError."""
    report, read = ChainReport(0, BEGINNING, None), 0
    while report.broken is None:
        with reading(settings) as session:
            query = select(AuditRow).where(AuditRow.id > read).order_by(AuditRow.id).limit(_AT_ONCE)
            rows = session.scalars(query).all()
            if not rows:
                break
            read = rows[-1].id
            report = _followed(report, rows)
    return report


def _followed(report: ChainReport, rows: Sequence[AuditRow]) -> ChainReport:
    """The same report after some lines more."""
    previous = report.last
    for place, row in enumerate(rows):
        if row.chain != link(previous, row.at, row.actor, row.act, row.object, row.object_id, row.detail):
            return ChainReport(report.lines + place, previous, row.id)
        previous = row.chain
    return ChainReport(report.lines + len(rows), previous, None)
