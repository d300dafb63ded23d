"""A new version of the data, out of everything that an installation holds: its loads and its registry."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.engine.engine import Progress
from dashboard.loading.journal import complete, tell
from dashboard.loading.left_reviews import canonical_reviews
from dashboard.registry.audit import Act
from dashboard.registry.counted_reviews import changed_since, counted_reviews
from dashboard.store import publish
from dashboard.store.following import require_publisher
from dashboard.store.reference_data import reference
from dashboard.store.staging import StagedLoad
from dashboard.store.version import Version
from dashboard.telemetry import data_act


def publish_everything(settings: Settings, progress: Progress | None = None) -> Version:
    """The version that is then served (`is_new` False when nothing had changed). Raises DashboardError; the former
    version then stays."""
    authority.require(Right.ADMINISTER)
    require_publisher(settings)
    complete(settings)
    with data_act("publication"):
        left = canonical_reviews(counted_reviews(settings))
        made = publish.publish(settings, reference(settings), left_reviews=left, progress=progress)
    if made.is_new:
        tell(settings, Act.DATA_PUBLISHED, "version", made.number)
    return made


def undo_publication(settings: Settings) -> Version:
    """The version before, which is then served. Raises StoreError when there is none, AccessError."""
    authority.require(Right.ADMINISTER)
    require_publisher(settings)
    complete(settings)
    served = publish.undo(settings)
    tell(settings, Act.UNDONE, "version", served.number)
    return served


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a publication would bring: loads, and opinions of the registry that changed since the version served."""

    loads: int
    reviews: int


def waiting(settings: Settings, staged: Sequence[StagedLoad], served: Version | None) -> Waiting:
    """What is not in the version served. Raises RegistryError."""
    return Waiting(waiting_loads(staged, served), 0 if served is None else changed_since(settings, served.built_at))


def waiting_loads(staged: Sequence[StagedLoad], served: Version | None) -> int:
    """How many loads are not in the version served: known without the registry."""
    return len(staged) - (0 if served is None else len(served.loads))
