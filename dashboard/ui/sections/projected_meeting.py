"""A meeting on the wall: one item a screen, large, turned with the arrow keys."""

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses.told_decisions import ToldDecision, told_decisions
from dashboard.charts.frozen_series import frozen_series
from dashboard.domain.agenda import AgendaItem, FrozenFigure
from dashboard.registry.agenda import KeptItem, agenda
from dashboard.registry.review_meetings import ReviewMeeting, decisions
from dashboard.ui import address, chart
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.ui.sections import frozen_rows
from dashboard.ui.sections.meeting_agenda import commented, described, what_is_told
from dashboard.wording.agenda import (
    EMPTY_AGENDA,
    KINDS,
    NO_DECISION,
    about_what,
    carried_out,
    frozen,
    owner_and_term,
)
from dashboard.wording.dates import day
from dashboard.wording.frozen_values import series_table
from dashboard.wording.numerals import base
from dashboard.wording.reading import Reading, sentences


def render(view: View, meeting: ReviewMeeting) -> None:
    """The screen that the address names; after the items, the decisions."""
    items = agenda(view.thresholds, meeting.id)
    last = len(items) + 1
    rank = min(max(address.number_of("".join(address.carried("ecran"))) or 1, 1), last)
    with st.container(key="projection"):
        if rank == last:
            _decided(view, meeting, items)
        else:
            _item(view, items[rank - 1], rank)
    about = f"{meeting.title}, le {day(meeting.held_on)}. {meeting.perimeter}. "
    _turn(rank, last, about + frozen(meeting.data_version, view.reader.version.number))


def _turn(rank: int, last: int, about: str) -> None:
    """At the foot of every screen: the screen before and the next one, where one stands, the way out."""
    with st.container(horizontal=True, vertical_alignment="center", key="tourner"):
        for label, to, key in (("Précédent", rank - 1, "Left"), ("Suivant", rank + 1, "Right")):
            st.button(
                label, key=f"ecran_{key}", shortcut=key, disabled=not 1 <= to <= last,
                on_click=address.choose, kwargs={"ecran": str(to)},
            )  # fmt: skip
        st.html(f'<p class="spp-note">Écran {rank} sur {last}</p>', width="content")
        away = address.projection_link("meetings", on=False, ecran=None)
        leave = f'<a class="spp-link" href="{escape(away)}" target="_self">Quitter la projection (Échap)</a>'
        st.html(leave, width="content")
        st.html(f'<p class="spp-note">{escape(about)}</p>')


def _item(view: View, kept: KeptItem, rank: int) -> None:
    item, figure = kept.item, kept.item.figure
    st.title(as_written(item.title))
    if figure and figure.drawn:
        left, right = st.columns((2, 3), gap="medium")
        with left:
            st.html(_told(view, kept) + _said(kept))
        with right:
            _series(view, item, figure, kept.id)
        return
    st.html(_told(view, kept) + _said(kept))
    if item.table is not None:
        frozen_rows.render(item.table, rank)


def _told(view: View, kept: KeptItem) -> str:
    """The figure, what it is about, and what it has become."""
    item, figure = kept.item, kept.item.figure
    value = f'<span class="spp-projected-value">{escape(figure.text)}</span> ' if figure else ""
    counted = base(figure.n) if figure and figure.n else ""
    about = ", ".join(part for part in (KINDS[item.kind], item.where, item.when, counted) if part)
    later = what_is_told(view, item)
    return f'<p class="spp-projected">{value}{escape(about)}</p>' + (
        f'<p class="spp-sentence"><strong>{escape(later)}</strong></p>' if later else ""
    )


def _said(kept: KeptItem) -> str:
    """The conclusion, the description and the comment; what limits them comes last, smaller."""
    conclusion, limit = escape(kept.item.conclusion), escape(kept.item.limit)
    small = f'<p class="spp-note spp-limit">{limit}</p>' if limit else ""
    return f'<p class="spp-sentence"><strong>{conclusion}</strong></p>{described(kept.item)}{commented(kept)}{small}'


def _series(view: View, item: AgendaItem, figure: FrozenFigure, number: int) -> None:
    chart.show(
        lambda: frozen_series(figure, view.palette),
        key=f"revue_{number}",
        alt=f"{figure.label}, mois par mois, tels que publiés pour la revue. {item.conclusion}",
        reading=Reading(item.conclusion, item.limit),
        table=lambda: frozen_rows.as_table(series_table(figure)),
        filename=f"revue-{figure.indicator}",
        when=item.when,
        read=False,
    )


def _decided(view: View, meeting: ReviewMeeting, items: Sequence[KeptItem]) -> None:
    st.title("Décisions")
    found = told_decisions(view.reader, view.thresholds, decisions(view.thresholds, meeting.id))
    listed = "".join(f"<li>{_decision(told)}</li>" for told in found)
    empty = NO_DECISION if items else f"{EMPTY_AGENDA} {NO_DECISION}"
    st.html(f'<ol class="spp-decided">{listed}</ol>' if found else f'<p class="spp-sentence">{escape(empty)}</p>')


def _decision(told: ToldDecision) -> str:
    one, today = told.decision, dt.date.today()
    stands = owner_and_term(one.owner, one.due_on, one.state, today)
    rest = sentences(stands, about_what(told.about), *(carried_out(made, today) for made in told.actions))
    return f"<strong>{escape(one.text)}</strong> {escape(rest)}"
