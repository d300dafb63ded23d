"""A meeting read out of the registry for its pack."""

from dashboard.config import Settings
from dashboard.packs.pack import Pack
from dashboard.registry.agenda import agenda
from dashboard.registry.review_meetings import decisions, review_meeting


def pack_of(settings: Settings, number: int, *, invented: bool) -> Pack | None:
    """The pack of a meeting; None when there is no such meeting. `invented`: the installation shows a demonstration,
    believed when the meeting does not say what it looked at. Raises RegistryError."""
    found = review_meeting(settings, number)
    if found is None:
        return None
    told = found.basis.invented if found.basis else invented
    return Pack(found, tuple(agenda(settings, number)), tuple(decisions(settings, number)), told)
