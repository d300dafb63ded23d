"""Who acts, and whether they may: asked where things are read and written, whatever page, command or address calls.

The command line acts for whoever holds the server (`acting(OPEN)`); the application says who is signed in
(`provided_by`); anything else is nobody, and nobody may do nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dashboard.domain.access import Access, Perimeter, Right
from dashboard.errors import AccessError

Provider = Callable[[], Access | None]

_ACTING: ContextVar[Access] = ContextVar("acting")
_PROVIDERS: list[Provider] = []
_NOBODY = "Aucune personne n’est identifiée\u00a0: se connecter, puis recommencer."
_ASKED = {
    Right.READ: "consulter ces résultats",
    Right.ANALYSE: "interroger les données",
    Right.ANSWER: "lire les avis à traiter ou y répondre",
    Right.MODERATE: "modérer les avis",
    Right.STEER: "conduire les revues et les actions",
    Right.GRANT: "attribuer des rôles",
    Right.ADMINISTER: "charger ou publier des données",
}


def provided_by(provider: Provider) -> None:
    """Ask `provider` who acts in a thread where `acting` does not say it; None when it does not know either."""
    _PROVIDERS[:] = [provider]


@contextmanager
def acting(access: Access) -> Iterator[None]:
    """What is done in this block is done with this access."""
    token = _ACTING.set(access)
    try:
        yield
    finally:
        _ACTING.reset(token)


def access() -> Access:
    """The access of whoever acts. Raises AccessError when nobody is known."""
    found = _ACTING.get(None)
    for provider in _PROVIDERS:
        found = found or provider()
    if found is None:
        raise AccessError(_NOBODY)
    return found


def actor() -> str:
    """The name of whoever acts, for the audit; « installation » where nobody signs in."""
    found = access()
    return found.person.shown if found.person else "installation"


def within(right: Right) -> Perimeter:
    """Where whoever acts has a right. Raises AccessError when it is nowhere."""
    found = access().perimeter(right)
    if found.nowhere:
        raise AccessError(refusal(right))
    return found


def require(right: Right, *, site: str | None = None, service: str | None = None) -> None:
    """Raises AccessError when whoever acts has not this right there; no place: everywhere."""
    if not within(right).holds(site=site, service=service):
        raise AccessError(refusal(right, here=True))


def refusal(right: Right, *, here: bool = False) -> str:
    """The sentence of a refusal: what is asked, and whom to ask."""
    where = " pour ce périmètre" if here else ""
    return (
        f"Vos droits ne permettent pas de {_ASKED[right]}{where}\u00a0: "
        "demander un rôle à un pilote de votre périmètre."
    )
