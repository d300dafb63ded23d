"""What became of the decisions of the meetings before: the item that an agenda opens on."""

import datetime as dt
from collections.abc import Sequence

from dashboard.analyses.told_decisions import ToldDecision
from dashboard.domain.action import DecisionState
from dashboard.domain.agenda import AgendaItem, FrozenTable, ItemKind
from dashboard.registry.review_meetings import ReviewMeeting
from dashboard.wording import agenda as words
from dashboard.wording.dates import day


def followed(before: Sequence[ReviewMeeting], decided: Sequence[ToldDecision], on: dt.date) -> tuple[AgendaItem, ...]:
    """One item with the decisions of the meetings `before`, the last first: all those of the last that decided
    something, and those of the others that are still to be carried out, the oldest first. Those past their term on the
    day `on` are said late. Nothing when nothing was decided."""
    deciding = [one for one in before if any(told.decision.meeting == one.id for told in decided)]
    if not deciding:
        return ()
    last, held = deciding[0], {one.id: one.held_on for one in deciding}
    listed = [one for one in decided if one.decision.meeting == last.id or one.decision.state is DecisionState.OPEN]
    listed.sort(key=lambda one: (held[one.decision.meeting], one.decision.id))
    kept = [one.decision for one in listed]
    rows = tuple(
        (
            words.told_in_full(one.text, told.about, told.actions, on),
            day(held[one.meeting]),
            one.owner,
            day(one.due_on) if one.due_on else "–",
            words.state_on(one.state, one.due_on, on),
        )
        for one, told in zip(kept, listed, strict=True)
    )
    late = sum(words.is_late(one.state, one.due_on, on) for one in kept)
    older = any(one.meeting != last.id for one in kept)
    return (
        AgendaItem(
            ItemKind.FOLLOW_UP,
            words.follow_up_title(last.held_on, older=older),
            words.followed([one.state for one in kept], late),
            words.what_is_followed(last.title, last.held_on, older=older),
            when=day(last.held_on),
            table=FrozenTable(words.FOLLOWED_CAPTION, words.FOLLOWED_COLUMNS, rows),
        ),
    )
