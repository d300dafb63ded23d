"""What a browser keeps while a person is at the provider of identities: the answer is only taken from that browser."""

import datetime as dt
import hmac
import secrets
from dataclasses import astuple, dataclass

from itsdangerous import BadData, URLSafeSerializer

_SALT = "pending-stamp"
LASTING = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Pending:
    """`state` comes back with the answer, `nonce` in the ID token; `next` is where the person goes on."""

    state: str
    nonce: str
    next: str

    def answers(self, state: str) -> bool:
        """Whether an answer is that of this question."""
        return hmac.compare_digest(self.state.encode(), state.encode())


def begun(next_path: str) -> Pending:
    """A new one: 43 characters each, where ProConnect wants 32 at least."""
    return Pending(secrets.token_urlsafe(32), secrets.token_urlsafe(32), next_path)


def pending_stamp(key: str, pending: Pending, now: dt.datetime) -> str:
    """To be kept by the browser."""
    return URLSafeSerializer(key, salt=_SALT).dumps([*astuple(pending), now.timestamp()])


def read_pending(key: str, stamp: str, now: dt.datetime) -> Pending | None:
    """What was begun; None when the signature is not ours, or after `LASTING`."""
    try:
        *content, since = URLSafeSerializer(key, salt=_SALT).loads(stamp)
    except BadData:
        return None
    return Pending(*content) if now.timestamp() - since < LASTING.total_seconds() else None
