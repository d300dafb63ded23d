"""What a review meeting begins with: its agenda, and what its figures rest on, as they are the day it is prepared."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from dashboard.analyses.agenda import due
from dashboard.analyses.followed_decisions import followed
from dashboard.config import Settings
from dashboard.domain.agenda import AgendaItem, Basis
from dashboard.domain.scope import Scope
from dashboard.registry.actions import actions
from dashboard.registry.review_meetings import decisions, meeting_before
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.dates import local_day
from dashboard.wording.meeting_method import method


def basis(reader: Reader, settings: Settings) -> Basis:
    """The data that are served and the thresholds of the installation."""
    version = reads.version(reader)
    built = version.built_at.replace(tzinfo=dt.UTC) if version.built_at.tzinfo is None else version.built_at
    rules = method(settings.masked_below, settings.unanimous_below, settings.fragile_below)
    return Basis(version.demo, local_day(built), rules)


def registered(
    settings: Settings,
    scope: Scope,
    sites: Collection[str] | None,
    query: Mapping[str, Sequence[str]],
    held_on: dt.date,
) -> tuple[tuple[AgendaItem, ...], tuple[AgendaItem, ...]]:
    """What people typed: the decisions of the last meeting of the perimeter, and the actions that are due. `sites`: the
    codes of the perimeter, None for every site. Raises RegistryError."""
    before = meeting_before(settings, query, held_on)
    opening = followed(before, decisions(settings, before.id) if before else (), held_on)
    services = None if sites is None else scope.services
    return opening, due(actions(settings, sites, services), held_on)
