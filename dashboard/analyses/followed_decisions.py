"""What became of the decisions of the last meeting: the item that an agenda opens on."""

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.agenda import AgendaItem, FrozenTable, ItemKind
from dashboard.registry.review_meetings import Decision, ReviewMeeting
from dashboard.wording import agenda as words
from dashboard.wording.dates import day


def followed(before: ReviewMeeting | None, decided: Sequence[Decision], on: dt.date) -> tuple[AgendaItem, ...]:
    """One item with the decisions of `before` and their states, those past their term on the day `on` said late;
    nothing without a meeting before or when it decided nothing."""
    if before is None or not decided:
        return ()
    rows = tuple(
        (one.text, one.owner, day(one.due_on) if one.due_on else "–", words.state_on(one.state, one.due_on, on))
        for one in decided
    )
    states = [one.state for one in decided]
    late = sum(words.is_late(one.state, one.due_on, on) for one in decided)
    return (
        AgendaItem(
            ItemKind.FOLLOW_UP,
            f"Suivi des décisions du {day(before.held_on)}",
            words.followed(states, late),
            f"Revue «\u00a0{before.title}\u00a0». États enregistrés le jour de la préparation.",
            when=day(before.held_on),
            table=FrozenTable("Décisions de la revue précédente", words.DECISION_COLUMNS, rows),
        ),
    )
