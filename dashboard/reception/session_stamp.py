"""Who is signed in and since when, signed: a browser keeps it, and can neither write another name nor make it last."""

import datetime as dt
import hmac
from dataclasses import dataclass

from itsdangerous import BadData, Signer, URLSafeSerializer

from dashboard.domain.access import Person

_SALT = "session-stamp"
_LEAVING = "sign-out"
_AHEAD = dt.timedelta(seconds=60)
"""By how much the clock of another server may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A person and the moment at which they signed in."""

    person: Person
    since: dt.datetime


def stamped(key: str, person: Person, now: dt.datetime) -> str:
    """What says that this person signs in now. Letters, digits, « - », « _ » and « . » alone."""
    content = [person.subject, person.name, person.email, now.timestamp()]
    return URLSafeSerializer(key, salt=_SALT).dumps(content)


def read_stamp(key: str, stamp: str, now: dt.datetime, lasting: dt.timedelta) -> Stay | None:
    """Who it is; None when the signature is not ours, or when they signed in longer ago than `lasting`."""
    try:
        subject, name, email, since = URLSafeSerializer(key, salt=_SALT).loads(stamp)
    except BadData:
        return None
    stay = Stay(Person(subject, name, email), dt.datetime.fromtimestamp(since, dt.UTC))
    return stay if -_AHEAD <= now - stay.since < lasting else None


def leaving(key: str, stamp: str) -> str:
    """What the link that signs out carries: another site cannot guess it, and so cannot sign anybody out."""
    return Signer(key, salt=_LEAVING).get_signature(stamp).decode()


def may_leave(key: str, stamp: str, said: str) -> bool:
    """Whether a link that signs out was made for this stamp."""
    return hmac.compare_digest(leaving(key, stamp).encode(), said.encode())
