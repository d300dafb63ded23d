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

_TITLE, _TEXT = "point_titre", "point_texte"


def render(view: View, meeting: ReviewMeeting, items: Sequence[KeptItem]) -> None:
    """Every item in its order, then the form of a new one."""
    st.subheader("Ordre du jour")
    if not items:
        st.html(f'<p class="spp-sentence">{escape(EMPTY_AGENDA)} {escape(NOTHING_FOUND)}</p>')
    for rank, kept in enumerate(items, 1):
        _item(view, rank, len(items), kept)
    with st.expander("Ajouter un point", key="ajouter_point"), st.form("point", border=False):
        st.text_input("Titre du point", key=_TITLE, max_chars=LONGEST_TITLE)
        st.text_area("Ce qui est à examiner", key=_TEXT, max_chars=LONGEST_COMMENT)
        st.form_submit_button("Ajouter à l’ordre du jour", on_click=_add, args=(view, meeting.id))


def what_is_told(view: View, item: AgendaItem) -> str:
    """What the data say now, when they no longer say the same."""
    if item.figure is None:
        return ""
    try:
        return since(item.figure.text, view.reader.compute(words_now, item.figure, view.thresholds))
    except QueryError:
        return since(item.figure.text, None)


def _item(view: View, rank: int, last: int, kept: KeptItem) -> None:
    item, key = kept.item, f"point_{kept.id}"
    later = what_is_told(view, item)
    lines = [
        f'<p class="spp-note">{rank}. {escape(KINDS[item.kind])}{escape(f" – {item.when}" if item.when else "")}</p>',
        f"<h4>{escape(item.title)}</h4>",
        f'<p class="spp-sentence"><strong>{escape(item.conclusion)}</strong> {escape(item.limit)}</p>',
        f'<p class="spp-sentence"><strong>{escape(later)}</strong></p>' if later else "",
        _action_link(item),
        f'<p class="spp-sentence">Commentaire\u00a0: {escape(kept.comment)}</p>' if kept.comment else "",
    ]
    with st.container(key=key, border=True):
        st.html("".join(lines))
        _kept_rows(item, rank, key)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = f"Commentaire du point\u00a0{rank}"
            st.text_input(name, kept.comment, key=f"{key}_note", max_chars=LONGEST_COMMENT, width=420)
            _button(view, "Enregistrer le commentaire", f"{key}_garder", rank, lambda: _comment(view, kept.id, key))
            _button(view, "Monter", f"{key}_haut", rank, lambda: _move(view, kept.id, -1), off=rank == 1)
            _button(view, "Descendre", f"{key}_bas", rank, lambda: _move(view, kept.id, 1), off=rank == last)
            _button(view, "Retirer", f"{key}_retirer", rank, lambda: _remove(view, kept.id))


def _action_link(item: AgendaItem) -> str:
    if item.action is None:
        return ""
    link = address.link("actions", action=str(item.action), reunion=None)
    return f'<p class="spp-data"><a class="spp-link" target="_self" href="{escape(link)}">Voir l’action</a></p>'


def _kept_rows(item: AgendaItem, rank: int, key: str) -> None:
    """Decisions that are followed are read at once; the values behind a figure when they are asked for."""
    if item.table is None:
        return
    if item.kind is ItemKind.FOLLOW_UP:
        frozen_rows.render(item.table, rank)
    else:
        with st.expander(f"Valeurs du point\u00a0{rank}", key=f"{key}_valeurs", type="compact"):
            frozen_rows.render(item.table, rank)


def _button(view: View, label: str, key: str, rank: int, done: Callable[[], None], *, off: bool = False) -> None:
    st.button(label, key=key, on_click=done, disabled=off, help=f"{label}\u00a0: point\u00a0{rank}")


def _comment(view: View, item: int, key: str) -> None:
    text, now = str(st.session_state.get(f"{key}_note") or ""), dt.datetime.now(dt.UTC)
    act.attempt(
        lambda: comment_item(view.thresholds, item, text, acting_as.name(), now), "Le commentaire est enregistré."
    )


def _move(view: View, item: int, step: int) -> None:
    now = dt.datetime.now(dt.UTC)
    act.attempt(lambda: move_item(view.thresholds, item, step, acting_as.name(), now), "L’ordre est enregistré.")


def _remove(view: View, item: int) -> None:
    now = dt.datetime.now(dt.UTC)
    act.attempt(lambda: remove_item(view.thresholds, item, acting_as.name(), now), "Le point est retiré.")


def _add(view: View, meeting: int) -> None:
    title, text = (str(st.session_state.get(key) or "") for key in (_TITLE, _TEXT))
    now = dt.datetime.now(dt.UTC)
    added = act.attempt(
        lambda: add_remark(view.thresholds, meeting, title, text, acting_as.name(), now), "Le point est ajouté."
    )
    if added:
        st.session_state[_TITLE] = st.session_state[_TEXT] = ""
