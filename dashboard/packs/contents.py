"""What every document of a meeting says beside its items: tables of decisions and indicators, method, sources."""

import datetime as dt
from collections.abc import Iterable

from dashboard.domain.agenda import FrozenFigure, FrozenTable
from dashboard.packs.pack import Pack
from dashboard.wording.agenda import DECISION_COLUMNS, DECISION_STATES, KINDS, told_in_full
from dashboard.wording.dates import day
from dashboard.wording.frozen_values import NOTHING
from dashboard.wording.meeting_documents import (
    DECISIONS,
    INDICATOR_COLUMNS,
    INDICATORS,
    UNKNOWN_SOURCE,
    dated,
    source_of,
)
from dashboard.wording.reading import sentence


def decision_table(pack: Pack) -> FrozenTable | None:
    """A row a decision, in the order in which they were taken, with what it is about and the action that carries it
    out; None without any."""
    rows = tuple(
        (
            told_in_full(one.text, told.about, told.actions, pack.meeting.held_on),
            one.owner,
            day(one.due_on) if one.due_on else NOTHING,
            DECISION_STATES[one.state],
        )
        for told in pack.decisions
        for one in (told.decision,)
    )
    return FrozenTable(DECISIONS, DECISION_COLUMNS, rows) if rows else None


def indicator_table(pack: Pack) -> FrozenTable | None:
    """A row an indicator that the agenda shows: how it is computed, where it comes from; None without any."""
    rows = tuple(
        (one.label, one.rule or NOTHING, one.source or UNKNOWN_SOURCE) for one in _by_indicator(_figures(pack)).values()
    )
    return FrozenTable(INDICATORS, INDICATOR_COLUMNS, rows) if rows else None


def rules(pack: Pack) -> tuple[tuple[str, str], ...]:
    """The method of the day, name and sentence of each rule; empty for a meeting prepared before it was kept."""
    found = pack.meeting.basis.method if pack.meeting.basis else ()
    return tuple((name + ":", words.strip()) for name, _, words in (one.partition(":") for one in found))


def sources(pack: Pack) -> tuple[str, ...]:
    """Where the figures come from, each once, then the published data."""
    known = dict.fromkeys(sentence(one.source) for one in _figures(pack) if one.source)
    return *known, source_of(pack.meeting.data_version, _published(pack))


def about_data(pack: Pack) -> str:
    """« Données version 3, publiées le 29 novembre 2026 »."""
    return dated(pack.meeting.data_version, _published(pack))


def about_item(pack: Pack, place: int) -> str:
    """« Ce qui a changé, Tribunaux judiciaires, 2025 » of the item at a place."""
    item = pack.items[place].item
    return ", ".join(part for part in (KINDS[item.kind], item.where, item.when) if part)


def _published(pack: Pack) -> dt.date | None:
    return pack.meeting.basis.published_on if pack.meeting.basis else None


def _figures(pack: Pack) -> list[FrozenFigure]:
    return [kept.item.figure for kept in pack.items if kept.item.figure]


def _by_indicator(figures: Iterable[FrozenFigure]) -> dict[str, FrozenFigure]:
    return {one.indicator: one for one in figures}
