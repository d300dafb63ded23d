"""The improvement plan of a perimeter: each action with its verdict, and what calls for somebody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.analyses.action_effect import ActionEffect, action_effect, rivals
from dashboard.analyses.scope_sites import places_within
from dashboard.disclosure import Thresholds
from dashboard.domain.action import RUNNING, SOON_DAYS, Action, ActionState
from dashboard.domain.action_effect import ActionVerdict, Reminder
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class Planned:
    """`place`: the name of its site or service, a code when it is no longer published."""

    action: Action
    effect: ActionEffect
    place: str
    reminder: Reminder | None


def planned(
    reader: Reader,
    known: Sequence[Action],
    scope: Scope,
    thresholds: Thresholds,
    today: date,
    commitment: int | None = None,
) -> tuple[Planned, ...]:
    """The actions of a scope among all those `known`, what calls for somebody first, then the last created first;
    `commitment`: those of one engagement only."""
    sites, services = places_within(reader, scope)
    kept = [
        one
        for one in known
        if (sites is None or one.site in sites or (one.service is not None and one.service in (services or ())))
        and commitment in (None, one.commitment)
    ]
    names = place_names(reader, kept)
    found = [_planned(reader, one, known, thresholds, names, today) for one in kept]
    return tuple(sorted(found, key=lambda one: _order(one, today)))


def place_names(reader: Reader, known: Iterable[Action]) -> dict[str, str]:
    """What the sites and services of actions are called, by code."""
    sites = sorted({one.site for one in known if one.site})
    found = {row.code: row.name for row in reads.sites(reader, sites=sites)} if sites else {}
    return found | {row.code: row.name for row in reads.services(reader)}


def reminder_of(action: Action, verdict: ActionVerdict, today: date) -> Reminder | None:
    """What an action calls for: its term is past or near, or it is done and its verdict is awaited."""
    if action.state in RUNNING and action.due_on is not None:
        if action.due_on < today:
            return Reminder.OVERDUE
        return Reminder.DUE if action.due_on <= today + timedelta(days=SOON_DAYS) else None
    waits = action.state is ActionState.DONE and verdict is ActionVerdict.TOO_EARLY
    return Reminder.WAITING if waits else None


def _planned(
    reader: Reader, action: Action, known: Sequence[Action], thresholds: Thresholds, names: dict[str, str], today: date
) -> Planned:
    effect = reader.compute(action_effect, action, rivals(action, known), thresholds)
    code = action.site or action.service or ""
    return Planned(action, effect, names.get(code, code), reminder_of(action, effect.verdict, today))


def _order(found: Planned, today: date) -> tuple[int, date, int]:
    ranks = list(Reminder)
    rank = ranks.index(found.reminder) if found.reminder else len(ranks)
    return rank, (found.action.due_on or today) if found.reminder else today, -found.action.id
