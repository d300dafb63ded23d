"""Whether readers find a reply useful: one vote a reader and reply, which may change its mind."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select

from dashboard.config import Settings
from dashboard.domain.left_review import ReplyState, ReviewState
from dashboard.errors import RegistryError
from dashboard.registry.audit import READER, Act, record
from dashboard.registry.database import reading, transaction
from dashboard.registry.models import LeftReviewRow, ReplyVoteRow
from dashboard.registry.replies import found_reply

SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Votes:
    """Readers who found the reply useful, among those who said."""

    useful: int
    total: int


def vote(settings: Settings, reply: int, token: str, useful: bool, now: dt.datetime) -> None:
    """Count the voice of a reader. `token`: random, kept by the browser; only what is drawn from it and from the reply
    is kept, so that nobody can follow a reader. Raises RegistryError: reply that is not published, no token."""
    if len(token) < SHORTEST_TOKEN:
        raise RegistryError("Ce navigateur n’est pas reconnu\u00a0: recharger la page, puis recommencer.")
    reader = reader_of(reply, token)
    with transaction(settings) as session:
        row = found_reply(session, reply)
        review = session.get(LeftReviewRow, row.left_review_id)
        withdrawn = review is None or review.state != ReviewState.PUBLISHED.value
        if withdrawn or row.state != ReplyState.VALIDATED.value:
            raise RegistryError("Cette réponse n’est pas publiée\u00a0: elle ne peut pas encore être jugée.")
        kept = session.get(ReplyVoteRow, (reply, reader))
        if kept is None:
            session.add(ReplyVoteRow(reply_id=reply, reader=reader, useful=useful, voted_at=now))
        else:
            kept.useful, kept.voted_at = useful, now
        record(session, now, READER, Act.VOTED, row)


def reader_of(reply: int, token: str) -> str:
    """What stands for a reader of one reply: another one for each reply."""
    return hashlib.sha256(f"{reply}\n{token}".encode("utf-8", "replace")).hexdigest()


def votes_on(settings: Settings, reply: int) -> Votes:
    """Voices on a reply."""
    with reading(settings) as session:
        cast = select(ReplyVoteRow.useful, func.count()).where(ReplyVoteRow.reply_id == reply)
        counts = {bool(useful): number for useful, number in session.execute(cast.group_by(ReplyVoteRow.useful))}
        return Votes(counts.get(True, 0), sum(counts.values()))
