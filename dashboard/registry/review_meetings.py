"""Sessions of a steering committee, and what they decide."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from sqlalchemy import select

from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.action import LONGEST_TITLE, DecisionState
from dashboard.domain.agenda import AgendaItem, Basis
from dashboard.errors import RegistryError
from dashboard.reception.action_form import LONGEST_OWNER
from dashboard.reception.free_text import checked_text, clean_text
from dashboard.reception.short_text import checked_line
from dashboard.registry import agenda_text
from dashboard.registry.agenda import add_items
from dashboard.registry.audit import Act, checked_actor, record
from dashboard.registry.bounds import found_meeting, meeting_is_within, require_meeting
from dashboard.registry.database import reading, transaction
from dashboard.registry.models import DecisionRow, ReviewMeetingRow

LONGEST_PARTICIPANTS = 2_000
PLACE = ("service", "typologie", "territoire", "site")
"""The parameters of a view that say where: two meetings that share them look at one perimeter, at two times."""


@dataclass(frozen=True, slots=True)
class ReviewMeeting:
    """`query`: the perimeter, as the parameters of a view; `perimeter`: the same in words; `data_version`: the
    published data that it looked at; `participants`: who was there, as typed; `basis`: None for a meeting prepared
    before it was kept."""

    id: int
    title: str
    held_on: dt.date
    query: dict[str, list[str]]
    data_version: int
    perimeter: str = ""
    participants: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What a meeting decides, about an indicator or a site or neither; `about`: what both are called."""

    text: str
    owner: str
    due_on: dt.date | None = None
    indicator: str | None = None
    site: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it is kept."""

    id: int
    meeting: int
    text: str
    owner: str
    due_on: dt.date | None
    indicator: str | None
    site: str | None
    state: DecisionState
    about: str = ""


def create_meeting(
    settings: Settings,
    title: str,
    held_on: dt.date,
    query: Mapping[str, Sequence[str]],
    data_version: int,
    actor: str,
    now: dt.datetime,
    items: Iterable[AgendaItem] = (),
    perimeter: str = "",
    basis: Basis | None = None,
) -> int:
    """Keep a meeting with its agenda; its number. Raises RegistryError: no title, nobody known."""
    known, line = checked_actor(actor), checked_line(title, "Le titre de la revue", LONGEST_TITLE)
    require_meeting(Right.STEER, query)
    with transaction(settings) as session:
        row = ReviewMeetingRow(
            title=line,
            held_on=held_on,
            query=urlencode(query, doseq=True),
            perimeter=perimeter,
            data_version=data_version,
            basis=agenda_text.written_basis(basis),
            created_at=now,
        )
        session.add(row)
        session.flush()
        add_items(session, row.id, items)
        record(session, now, known, Act.CREATED, row)
        return row.id


def record_participants(settings: Settings, meeting: int, names: str, actor: str, now: dt.datetime) -> None:
    """Write who was at a meeting, or nobody. Raises RegistryError: too long, no such meeting."""
    known, text = checked_actor(actor), clean_text(names).text
    if text:
        text = checked_text(text, "La liste des participants", LONGEST_PARTICIPANTS).text
    with transaction(settings) as session:
        row = found_meeting(session, Right.STEER, meeting)
        row.participants = text
        record(session, now, known, Act.ATTENDED, row)


def record_decision(settings: Settings, meeting: int, form: DecisionForm, actor: str, now: dt.datetime) -> int:
    """Keep what a meeting decides; its number. Raises RegistryError: no such meeting, no text, nobody in charge."""
    known, text = checked_actor(actor), checked_text(form.text, "La décision").text
    owner = checked_line(form.owner, "Le nom du responsable", LONGEST_OWNER)
    with transaction(settings) as session:
        found_meeting(session, Right.STEER, meeting)
        row = DecisionRow(
            review_meeting_id=meeting,
            text=text,
            owner=owner,
            due_on=form.due_on,
            indicator=form.indicator,
            site=form.site,
            about=form.about,
            state=DecisionState.OPEN.value,
            created_at=now,
        )
        session.add(row)
        session.flush()
        record(session, now, known, Act.DECIDED, row, f"meeting={meeting}")
        return row.id


def change_decision_state(
    settings: Settings, decision: int, state: DecisionState, actor: str, now: dt.datetime
) -> None:
    """Say what became of a decision. Raises RegistryError: no such decision, already in this state."""
    known = checked_actor(actor)
    with transaction(settings) as session:
        row = session.get(DecisionRow, decision, with_for_update=True)
        if row is None:
            raise RegistryError("Cette décision n’existe pas\u00a0: recharger la page.")
        found_meeting(session, Right.STEER, row.review_meeting_id)
        if row.state == state.value:
            raise RegistryError("Cette décision est déjà dans cet état\u00a0: recharger la page.")
        row.state = state.value
        record(session, now, known, Act.STATE_CHANGED, row, state.value)


def review_meetings(settings: Settings, limit: int = 100) -> list[ReviewMeeting]:
    """The meetings, the last held first."""
    query = select(ReviewMeetingRow).order_by(ReviewMeetingRow.held_on.desc(), ReviewMeetingRow.id.desc())
    with reading(settings) as session:
        seen = (row for row in session.scalars(query) if meeting_is_within(Right.READ, row.places))
        return [_meeting(row) for row in islice(seen, limit)]


def review_meeting(settings: Settings, number: int) -> ReviewMeeting | None:
    """One meeting; None when there is none of this number."""
    with reading(settings) as session:
        row = session.get(ReviewMeetingRow, number)
        return None if row is None or not meeting_is_within(Right.READ, row.places) else _meeting(row)


def meetings_before(settings: Settings, query: Mapping[str, Sequence[str]], held_on: dt.date) -> list[ReviewMeeting]:
    """The meetings held on the same perimeter until the end of a day, whatever their period, the last first."""
    earlier = select(ReviewMeetingRow).where(ReviewMeetingRow.held_on <= held_on)
    latest_first = earlier.order_by(ReviewMeetingRow.held_on.desc(), ReviewMeetingRow.id.desc())
    with reading(settings) as session:
        found = [row for row in session.scalars(latest_first) if _place(row.places) == _place(query)]
        return [_meeting(row) for row in found if meeting_is_within(Right.READ, row.places)]


def _place(query: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Where a view looks, whatever the order in which it was chosen."""
    return [sorted(query.get(key, ())) for key in PLACE]


def decisions(settings: Settings, *meetings: int) -> list[Decision]:
    """The decisions of these meetings, in the order in which they were taken."""
    query = select(DecisionRow, ReviewMeetingRow).join(ReviewMeetingRow).order_by(DecisionRow.id)
    query = query.where(DecisionRow.review_meeting_id.in_(meetings))
    with reading(settings) as session:
        found = session.execute(query).all()
        return [_decision(row) for row, held in found if meeting_is_within(Right.READ, held.places)]


def decision_numbered(settings: Settings, number: int) -> Decision | None:
    """One decision; None when there is none of this number."""
    with reading(settings) as session:
        row = session.get(DecisionRow, number)
        if row is None:
            return None
        held = session.get_one(ReviewMeetingRow, row.review_meeting_id)
        return _decision(row) if meeting_is_within(Right.READ, held.places) else None


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        id=row.id,
        meeting=row.review_meeting_id,
        text=row.text,
        owner=row.owner,
        due_on=row.due_on,
        indicator=row.indicator,
        site=row.site,
        state=DecisionState(row.state),
        about=row.about,
    )


def _meeting(row: ReviewMeetingRow) -> ReviewMeeting:
    basis = agenda_text.read_basis(row.basis)
    return ReviewMeeting(
        row.id, row.title, row.held_on, row.places, row.data_version, row.perimeter, row.participants, basis
    )
