"""The agenda of a meeting: read, ordered, shortened, commented, completed."""

import datetime as dt
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from dashboard.analyses.agenda import words_now
from dashboard.domain.action import LONGEST_TITLE
from dashboard.domain.agenda import AgendaItem, ItemKind
from dashboard.errors import QueryError
from dashboard.registry.agenda import LONGEST_COMMENT, KeptItem, add_remark, comment_item, move_item, remove_item
from dashboard.registry.review_meetings import ReviewMeeting
from dashboard.ui import act, acting_as, address
from dashboard.ui.context import View
from dashboard.ui.sections import frozen_rows
from dashboard.wording.agenda import EMPTY_AGENDA, KINDS, NOTHING_FOUND, since
from dashboard.wording.meeting_documents import COMMENT, DESCRIPTION

_TITLE, _TEXT, _ADDED = "point_titre", "point_texte", "point_ajoute"


def render(view: View, meeting: ReviewMeeting, items: Sequence[KeptItem], *, steers: bool) -> None:
    """Every item in its order, then the form of a new one; only to be read by those who do not steer."""
    st.subheader("Ordre du jour")
    if not items:
        st.html(f'<p class="spp-sentence">{escape(EMPTY_AGENDA)} {escape(NOTHING_FOUND)}</p>')
    for rank, kept in enumerate(items, 1):
        act.tell(_place(rank))
        _item(view, rank, len(items), kept, steers=steers)
    act.tell(_place(len(items) + 1))
    if not steers:
        return
    with st.expander("Ajouter un point", key="ajouter_point"), st.form("point", border=False):
        st.text_input("Titre du point (obligatoire)", key=_TITLE, max_chars=LONGEST_TITLE)
        st.text_area("Ce qui est à examiner", key=_TEXT, max_chars=LONGEST_COMMENT)
        st.form_submit_button("Ajouter à l’ordre du jour", on_click=_add, args=(view, meeting.id))
        act.tell(_ADDED)


def what_is_told(view: View, item: AgendaItem) -> str:
    """What the data say now, when they no longer say the same."""
    if item.figure is None:
        return ""
    try:
        return since(item.figure.text, view.reader.compute(words_now, item.figure, view.thresholds))
    except QueryError:
        return since(item.figure.text, None)


def _item(view: View, rank: int, last: int, kept: KeptItem, *, steers: bool) -> None:
    item, key = kept.item, f"point_{kept.id}"
    later, about = what_is_told(view, item), ", ".join(part for part in (item.where, item.when) if part)
    lines = [
        f'<p class="spp-note">{rank}. {escape(KINDS[item.kind])}{escape(f" – {about}" if about else "")}</p>',
        f"<h4>{escape(item.title)}</h4>",
        f'<p class="spp-sentence"><strong>{escape(item.conclusion)}</strong> {escape(item.limit)}</p>',
        described(item),
        f'<p class="spp-sentence"><strong>{escape(later)}</strong></p>' if later else "",
        _action_link(item),
        commented(kept),
    ]
    with st.container(key=key, border=True):
        st.html("".join(lines))
        _kept_rows(item, rank, key)
        if not steers:
            return
        name = f"Commentaire du point\u00a0{rank}"
        st.text_area(name, kept.comment, key=f"{key}_note", max_chars=LONGEST_COMMENT, height=80, width=720)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _button("Enregistrer le commentaire", f"{key}_garder", rank, lambda: _comment(view, kept.id, key))
            _button("Monter", f"{key}_haut", rank, lambda: _move(view, kept.id, rank, -1), off=rank == 1)
            _button("Descendre", f"{key}_bas", rank, lambda: _move(view, kept.id, rank, 1), off=rank == last)
            with st.popover("Retirer", help=f"Retirer\u00a0: point\u00a0{rank}"):
                st.html('<p class="spp-sentence">Le point et son commentaire seront perdus.</p>')
                _button("Retirer ce point", f"{key}_retirer", rank, lambda: _remove(view, kept.id, rank))
        act.tell(_said(key))


def described(item: AgendaItem) -> str:
    """What an item is about, in the words of those who wrote it, under its own name."""
    return _named(DESCRIPTION, item.description)


def commented(kept: KeptItem) -> str:
    """The comment that was kept, set apart."""
    return _named(COMMENT, kept.comment)


def _named(name: str, text: str) -> str:
    if not text:
        return ""
    return f'<div class="spp-remark"><strong>{escape(name)}</strong><p>{escape(text)}</p></div>'


def _said(key: str) -> str:
    """Where what became of an act on an item waits, to be told under its buttons."""
    return f"{key}_dit"


def _place(rank: int) -> str:
    """The same for what moved or removed an item: told where it came, or was."""
    return f"ordre_du_jour_{rank}"


def _kept_rows(item: AgendaItem, rank: int, key: str) -> None:
    """Decisions that are followed are read at once; the values behind a figure when they are asked for."""
    if item.table is None:
        return
    if item.kind is ItemKind.FOLLOW_UP:
        frozen_rows.render(item.table, rank)
    else:
        with st.expander(f"Valeurs du point\u00a0{rank}", key=f"{key}_valeurs", type="compact"):
            frozen_rows.render(item.table, rank)


def _action_link(item: AgendaItem) -> str:
    if item.action is None:
        return ""
    link = address.link("actions", action=str(item.action), reunion=None)
    return f'<p class="spp-data"><a class="spp-link" target="_self" href="{escape(link)}">Voir l’action</a></p>'


def _button(label: str, key: str, rank: int, done: Callable[[], None], *, off: bool = False) -> None:
    st.button(label, key=key, on_click=done, disabled=off, help=f"{label}\u00a0: point\u00a0{rank}")


def _comment(view: View, item: int, key: str) -> None:
    text, now = str(st.session_state.get(f"{key}_note") or ""), dt.datetime.now(dt.UTC)
    act.attempt(
        lambda: comment_item(view.thresholds, item, text, acting_as.name(), now),
        "Le commentaire est enregistré.",
        _said(key),
    )


def _move(view: View, item: int, rank: int, step: int) -> None:
    now = dt.datetime.now(dt.UTC)
    act.attempt(
        lambda: move_item(view.thresholds, item, step, acting_as.name(), now),
        "L’ordre est enregistré.",
        _place(rank + step),
        refused=_place(rank),
    )


def _remove(view: View, item: int, rank: int) -> None:
    now = dt.datetime.now(dt.UTC)
    act.attempt(lambda: remove_item(view.thresholds, item, acting_as.name(), now), "Le point est retiré.", _place(rank))


def _add(view: View, meeting: int) -> None:
    title, text = (str(st.session_state.get(key) or "") for key in (_TITLE, _TEXT))
    now = dt.datetime.now(dt.UTC)
    added = act.attempt(
        lambda: add_remark(view.thresholds, meeting, title, text, acting_as.name(), now), "Le point est ajouté.", _ADDED
    )
    if added:
        st.session_state[_TITLE] = st.session_state[_TEXT] = ""
