"""Random keys that all the servers of an installation share."""

import secrets

from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.registry.database import alone, reading, transaction
from dashboard.registry.models import SecretRow

_FORM = "form"
_SESSION = "session"


def form_key(settings: Settings) -> str:
    """The key that signs the stamps of the forms, made the first time."""
    return _key(settings, _FORM)


def session_key(settings: Settings) -> str:
    """The key that signs who is signed in, made the first time."""
    return _key(settings, _SESSION)


def known_session_key(session: Session) -> str:
    """The same key for who asks something else too; empty while nobody ever signed in."""
    found = session.get(SecretRow, _SESSION)
    return found.value if found else ""


def _key(settings: Settings, name: str) -> str:
    with reading(settings) as session:
        if found := session.get(SecretRow, name):
            return found.value
    with transaction(settings) as session:
        return shared_secret(session, name)


def shared_secret(session: Session, name: str) -> str:
    """64 hexadecimal digits, the same for everybody who asks for this name."""
    if found := session.get(SecretRow, name):
        return found.value
    alone(session, f"secret {name}")
    if found := session.get(SecretRow, name):  # another server just made it
        return found.value
    made = SecretRow(name=name, value=secrets.token_hex(32))
    session.add(made)
    session.flush()
    return made.value
