"""Two ways for a registry to be wrong, put in place of ours: trials that see neither would see nothing."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.registry import action_reviews, actions, database, left_reviews, moderation, replies, reply_votes
from dashboard.registry.models import AuditRow

_MODULES = (action_reviews, actions, left_reviews, moderation, replies, reply_votes)
_LATE_S = 0.3
"""Longer than all the rest of an act: a kill at any moment most often falls within."""


def says_before_it_keeps() -> None:
    """What is acknowledged is committed a moment later."""

    @contextmanager
    def transaction(settings: Settings) -> Iterator[Session]:
        session = Session(database.engine(settings))
        session.begin()
        yield session
        session.flush()
        threading.Thread(target=_commit_later, args=(session,)).start()

    _replace("transaction", transaction)


def keeps_in_two_times() -> None:
    """The line of the audit comes in a transaction of its own."""
    waiting: list[AuditRow] = []

    def record(session: Session, now: dt.datetime, actor: str, act: str, row: object, detail: str = "") -> None:
        table, number = row.__tablename__, row.id  # type: ignore[attr-defined]
        waiting.append(
            AuditRow(at=now, actor=actor, act=str(act), object=table, object_id=number, detail=detail, chain="")
        )

    @contextmanager
    def transaction(settings: Settings) -> Iterator[Session]:
        with database.transaction(settings) as session:
            yield session
        time.sleep(_LATE_S)
        with database.transaction(settings) as session:
            session.add_all(waiting)
        waiting.clear()

    _replace("record", record)
    _replace("transaction", transaction)


def _commit_later(session: Session) -> None:
    time.sleep(_LATE_S)
    session.commit()
    session.close()


def _replace(name: str, other: object) -> None:
    for module in _MODULES:
        assert hasattr(module, name), module
        setattr(module, name, other)


BROKEN: dict[str, Callable[[], None]] = {
    "says before it keeps": says_before_it_keeps,
    "keeps in two times": keeps_in_two_times,
}
