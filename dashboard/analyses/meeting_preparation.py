"""What a review meeting begins with: its agenda, and what its figures rest on, as they are the day it is prepared."""

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard.analyses.action_plan import place_names
from dashboard.analyses.agenda import due
from dashboard.analyses.dated_results import published_at
from dashboard.analyses.followed_decisions import followed
from dashboard.analyses.scope_sites import places_within
from dashboard.analyses.told_decisions import told_decisions
from dashboard.config import Settings
from dashboard.domain.agenda import AgendaItem, Basis
from dashboard.domain.scope import Scope
from dashboard.registry.actions import actions
from dashboard.registry.review_meetings import decisions, meetings_before
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.dates import local_day
from dashboard.wording.meeting_method import method


def basis(reader: Reader, settings: Settings) -> Basis:
    """The data that are served and the thresholds of the installation."""
    version = reads.version(reader)
    rules = method(settings.masked_below, settings.unanimous_below, settings.fragile_below)
    return Basis(version.demo, local_day(published_at(reader)), rules)


def registered(
    reader: Reader, settings: Settings, scope: Scope, query: Mapping[str, Sequence[str]], held_on: dt.date
) -> tuple[tuple[AgendaItem, ...], tuple[AgendaItem, ...]]:
    """What people typed: the decisions to follow of the meetings of the perimeter, and all its actions that are
    due. Raises RegistryError."""
    before = meetings_before(settings, query, held_on)
    decided = told_decisions(reader, settings, decisions(settings, *(one.id for one in before)))
    opening = followed(before, decided, held_on)
    sites, services = reader.compute(places_within, scope)
    found = actions(settings, sites, services, limit=None)
    return opening, due(found, held_on, place_names(reader, found))
