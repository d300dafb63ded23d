"""Who may see what the public will read: where people sign in, those who may read every site."""

from dashboard.domain.access import Right
from dashboard.registry.people import access_of
from dashboard.registry.stays import signed_in
from dashboard.server.public_visit import PublicRefusal, Visit
from dashboard.sign_in_settings import PERSON_HEADER, Mode

_PART = (
    "Cet aperçu montre les résultats de tous les sites avant leur ouverture au public\u00a0: "
    "il demande un rôle sur tout le ministère."
)


def require_whole_reader(visit: Visit) -> None:
    """Raises PublicRefusal for somebody who may read a part only, RegistryUnavailableError."""
    if visit.settings.sign_in.mode is Mode.OPEN:
        return
    person = signed_in(visit.settings, visit.request.headers.get(PERSON_HEADER, ""), visit.now)
    held = access_of(visit.settings, person, visit.now.date()) if person else None
    if held is None or not held.perimeter(Right.READ).everywhere:
        raise PublicRefusal(403, "Aperçu réservé", _PART)
