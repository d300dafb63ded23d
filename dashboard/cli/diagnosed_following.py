"""What `doctor` says of the folder whose versions are copied."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from dashboard.cli.diagnosis import Line, good, look, wrong
from dashboard.config import Settings
from dashboard.errors import FollowingError
from dashboard.store.following import named_version
from dashboard.store.version import Version, pointed

LONGEST_S = 10.0
"""A folder of the network that is not answered for may be waited for without end."""
_WHAT = "Versions suivies"


def following(settings: Settings) -> Iterator[Line]:
    """The folder answers, and what it names is served here; nothing on a server that publishes by itself."""
    if settings.published_from is None:
        return
    folder = settings.published_from
    found = _asked(settings, folder)
    here = pointed(settings)
    if found is None:
        remedy = "vérifier le réseau et le montage\u00a0; ce qui est copié reste servi."
        yield wrong(_WHAT, f"{folder} ne répond pas en {LONGEST_S:.0f} secondes.", remedy)
    elif isinstance(found, FollowingError):
        yield wrong(_WHAT, str(found))
    elif here is not None and here.sha256 == found.sha256:
        yield good(_WHAT, f"{folder}, version {found.number}, servie ici.")
    else:
        said = f"{folder} désigne la version {found.number}, ce serveur {f'la {here.number}' if here else 'aucune'}."
        remedy = "rien à faire s’il vient de démarrer\u00a0; sinon, chercher publications_not_followed au journal."
        yield look(_WHAT, said, remedy)


def _asked(settings: Settings, folder: Path) -> Version | FollowingError | None:
    """What the folder names, or why it cannot be known; None when it does not answer."""
    answer: SimpleQueue[Version | FollowingError] = SimpleQueue()

    def ask() -> None:
        try:
            answer.put(named_version(settings, folder))
        except FollowingError as error:
            answer.put(error)

    Thread(target=ask, name="asked folder", daemon=True).start()
    try:
        return answer.get(timeout=LONGEST_S)
    except Empty:
        return None
