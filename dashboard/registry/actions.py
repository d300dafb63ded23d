"""Actions: what is done about what users say, and the opinions that each one answers."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.errors import RegistryError
from dashboard.reception.action_form import ActionForm, checked_action, day_done
from dashboard.registry.action_reviews import add_tie, found_action, ties_of
from dashboard.registry.audit import Act, checked_actor, record
from dashboard.registry.database import exists, reading, transaction
from dashboard.registry.models import ActionReviewRow, ActionRow
from dashboard.wording.dates import local_day


@dataclass(frozen=True, slots=True)
class Action:
    """`reviews`: codes of the opinions that it answers. One of `site` and `service` is a code, the other None."""

    id: int
    title: str
    decided: str
    state: ActionState
    owner: str
    due_on: dt.date | None
    done_on: dt.date | None
    commitment: int | None
    indicator: str | None
    site: str | None
    service: str | None
    created_at: dt.datetime
    reviews: tuple[str, ...]


def create_action(
    settings: Settings, form: ActionForm, actor: str, now: dt.datetime, reviews: Collection[str] = ()
) -> int:
    """Keep an action, with the opinions that it answers; its number. Raises RegistryError with a sentence."""
    known, checked = checked_actor(actor), checked_action(form, local_day(now))
    with transaction(settings) as session:
        row = ActionRow(
            title=checked.title,
            decided=checked.decided,
            state=checked.state.value,
            owner=checked.owner,
            due_on=checked.due_on,
            done_on=checked.done_on,
            commitment=checked.commitment,
            indicator=checked.indicator,
            site=checked.site or None,
            service=checked.service or None,
            created_at=now,
        )
        session.add(row)
        session.flush()
        record(session, now, known, Act.CREATED, row, checked.state.value)
        for review in dict.fromkeys(reviews):
            add_tie(session, row, review, known, now)
        return row.id


def change_action_state(
    settings: Settings, action: int, state: ActionState, actor: str, now: dt.datetime, done_on: dt.date | None = None
) -> None:
    """Say where an action stands; `done_on` is today when it is done and no day is given.

    Raises RegistryError: no such action, already in this state (somebody else just said so), a day to come.
    """
    known, done = checked_actor(actor), day_done(state, done_on, local_day(now))
    with transaction(settings) as session:
        row = found_action(session, action)
        if row.state == state.value:
            raise RegistryError("Cette action est déjà dans cet état\u00a0: recharger la page.")
        row.state, row.done_on = state.value, done
        record(session, now, known, Act.STATE_CHANGED, row, state.value)


def actions(
    settings: Settings,
    sites: Collection[str] | None = None,
    services: Collection[str] | None = None,
    limit: int = 200,
) -> list[Action]:
    """The actions of these sites or of these services (None and None: all of them), the last created first.

    Empty when this installation has no registry yet: to read would make it.
    """
    if not exists(settings):
        return []
    places = [ActionRow.site.in_(sites or ()), ActionRow.service.in_(services or ())]
    everywhere = sites is None and services is None
    return _listed(settings, limit, None if everywhere else or_(*places))


def actions_about(settings: Settings, review: str) -> list[Action]:
    """The actions that answer an opinion, by its code."""
    tied = select(ActionReviewRow.action_id).where(ActionReviewRow.review == review)
    return _listed(settings, 200, ActionRow.id.in_(tied))


def _listed(settings: Settings, limit: int, kept: ColumnElement[bool] | None) -> list[Action]:
    query = select(ActionRow).order_by(ActionRow.created_at.desc(), ActionRow.id.desc()).limit(limit)
    with reading(settings) as session:
        rows = session.scalars(query if kept is None else query.where(kept)).all()
        return _with_ties(session, list(rows))


def _with_ties(session: Session, rows: list[ActionRow]) -> list[Action]:
    tied = ties_of(session, [row.id for row in rows])
    return [
        Action(
            id=row.id,
            title=row.title,
            decided=row.decided,
            state=ActionState(row.state),
            owner=row.owner,
            due_on=row.due_on,
            done_on=row.done_on,
            commitment=row.commitment,
            indicator=row.indicator,
            site=row.site,
            service=row.service,
            created_at=row.created_at,
            reviews=tied[row.id],
        )
        for row in rows
    ]
