"""Actions: what is done about what users say, what it must change, and the opinions that each one answers."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.action import Action, ActionState, ExpectedDirection, ExpectedEffect
from dashboard.errors import RegistryError
from dashboard.reception.action_form import ActionForm, checked_action, checked_owner, day_done
from dashboard.registry.action_reviews import add_tie, found_action, ties_of
from dashboard.registry.audit import Act, checked_actor, record
from dashboard.registry.bounds import of_actions
from dashboard.registry.database import exists, reading, transaction
from dashboard.registry.models import ActionDecisionRow, ActionReviewRow, ActionRow, DecisionRow, ExpectedEffectRow
from dashboard.wording.dates import local_day

__all__ = ["Action", "action_numbered", "actions", "actions_about", "actions_carrying", "change_action",
           "change_action_state", "create_action"]  # fmt: skip


def create_action(
    settings: Settings, form: ActionForm, actor: str, now: dt.datetime, reviews: Collection[str] = ()
) -> int:
    """Keep an action, with its expected effect and the opinions that it answers; its number. Raises RegistryError."""
    known, checked = checked_actor(actor), checked_action(form, local_day(now))
    authority.require(Right.STEER, site=checked.site or None, service=checked.service or None)
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
        if checked.expected is not None:
            _state_effect(session, row, checked.expected, known, now)
        if checked.decision is not None:
            _carry_out(session, row, checked.decision)
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
        record(session, now, known, Act.STATE_CHANGED, row, f"{state.value} {done or ''}".strip())


def change_action(
    settings: Settings,
    action: int,
    actor: str,
    now: dt.datetime,
    *,
    owner: str,
    due_on: dt.date | None,
    done_on: dt.date | None,
) -> bool:
    """Say who sees to an action, until when, and on which day it was done: False when nothing differs. What it must
    change is not among them: it is fixed.

    Raises RegistryError: no such action, nobody in charge, a day that its state does not have or that is to come.
    """
    known, name = checked_actor(actor), checked_owner(owner)
    with transaction(settings) as session:
        row = found_action(session, action)
        done = day_done(ActionState(row.state), done_on, local_day(now)) if done_on else row.done_on
        wanted = (
            ("owner", name, Act.OWNER_CHANGED),
            ("due_on", due_on, Act.DUE_CHANGED),
            ("done_on", done, Act.DONE_CHANGED),
        )
        changed = [(field, value, act) for field, value, act in wanted if getattr(row, field) != value]
        for field, value, act in changed:
            record(session, now, known, act, row, str(value or ""))
            setattr(row, field, value)
        return bool(changed)


def actions(
    settings: Settings,
    sites: Collection[str] | None = None,
    services: Collection[str] | None = None,
    limit: int | None = 200,
    *,
    answering: bool = False,
) -> list[Action]:
    """The actions of these sites or of these services (None and None: all of them), the last created first; `limit`
    None: every one; `answering`: those that answer an opinion.

    Empty when this installation has no registry yet: to read would make it.
    """
    if not exists(settings):
        return []
    kept: list[ColumnElement[bool]] = []
    if sites is not None or services is not None:
        kept.append(or_(ActionRow.site.in_(sites or ()), ActionRow.service.in_(services or ())))
    if answering:
        kept.append(ActionRow.id.in_(select(ActionReviewRow.action_id)))
    return _listed(settings, limit, *kept)


def action_numbered(settings: Settings, number: int) -> Action | None:
    """One action; None when there is none of this number, or no registry yet."""
    found = _listed(settings, 1, ActionRow.id == number) if exists(settings) else []
    return found[0] if found else None


def actions_about(settings: Settings, review: str) -> list[Action]:
    """The actions that answer an opinion, by its code."""
    tied = select(ActionReviewRow.action_id).where(ActionReviewRow.review == review)
    return _listed(settings, 200, ActionRow.id.in_(tied))


def actions_carrying(settings: Settings, decisions: Collection[int]) -> list[Action]:
    """The actions that carry out these decisions, the first created first."""
    tied = select(ActionDecisionRow.action_id).where(ActionDecisionRow.decision_id.in_(decisions))
    return _listed(settings, None, ActionRow.id.in_(tied))[::-1] if decisions else []


def _state_effect(session: Session, row: ActionRow, expected: ExpectedEffect, actor: str, now: dt.datetime) -> None:
    session.add(
        ExpectedEffectRow(
            action_id=row.id,
            indicator=expected.indicator,
            direction=expected.direction.value,
            smallest_change=expected.smallest_change,
            stated_at=now,
        )
    )
    detail = f"{expected.indicator} {expected.direction.value} {expected.smallest_change:g}"
    record(session, now, actor, Act.EFFECT_STATED, row, detail)


def _carry_out(session: Session, row: ActionRow, decision: int) -> None:
    found = session.get(DecisionRow, decision)
    if found is None:
        raise RegistryError("Cette décision n’existe pas\u00a0: revenir à la revue, puis recommencer.")
    meeting = found.review_meeting_id
    session.add(ActionDecisionRow(action_id=row.id, decision_id=decision, review_meeting_id=meeting))


def _listed(settings: Settings, limit: int | None, *kept: ColumnElement[bool]) -> list[Action]:
    query = select(ActionRow).where(*kept, *of_actions()).limit(limit)
    query = query.order_by(ActionRow.created_at.desc(), ActionRow.id.desc())
    with reading(settings) as session:
        rows = session.scalars(query).all()
        return _whole(session, list(rows))


def _whole(session: Session, rows: list[ActionRow]) -> list[Action]:
    """Each row with its opinions, what it must change and the decision that it carries out."""
    numbers = [row.id for row in rows]
    tied = ties_of(session, numbers)
    effects = session.scalars(select(ExpectedEffectRow).where(ExpectedEffectRow.action_id.in_(numbers)))
    expected = {
        one.action_id: ExpectedEffect(one.indicator, ExpectedDirection(one.direction), one.smallest_change)
        for one in effects
    }
    carried = select(ActionDecisionRow).where(ActionDecisionRow.action_id.in_(numbers))
    decided = {one.action_id: (one.decision_id, one.review_meeting_id) for one in session.scalars(carried)}
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
            expected=expected.get(row.id),
            decision=decided.get(row.id, (None, None))[0],
            meeting=decided.get(row.id, (None, None))[1],
        )
        for row in rows
    ]
