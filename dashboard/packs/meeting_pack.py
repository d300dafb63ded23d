"""A meeting read out of the registry for its pack."""

from dashboard.analyses.told_decisions import told_decisions
from dashboard.catalog.brand_folder import brand_of
from dashboard.config import Settings
from dashboard.packs.pack import Pack
from dashboard.registry.agenda import agenda
from dashboard.registry.review_meetings import decisions, review_meeting
from dashboard.store.reads import Reader


def pack_of(reader: Reader, settings: Settings, number: int, *, invented: bool) -> Pack | None:
    """The pack of a meeting; None when there is no such meeting. `reader`: where indicators and sites of decisions have
    their names; `invented`: the installation shows a demonstration,
    believed when the meeting does not say what it looked at. Raises RegistryError."""
    found = review_meeting(settings, number)
    if found is None:
        return None
    told = found.basis.invented if found.basis else invented
    decided = told_decisions(reader, settings, decisions(settings, number))
    return Pack(found, tuple(agenda(settings, number)), decided, told, brand_of(settings))
