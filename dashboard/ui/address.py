"""Choices bound to the address by short stable codes: reload, Back, another browser give the same view.

Streamlit's own binding (`bind="query-params"`) writes the label that is shown: a service that changes its name would
break every link kept in minutes and e-mails. docs/decisions/0019.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.domain.view_address import Values, ViewAddress
from dashboard.ui import navigation
from dashboard.wording.address import refusal

PROJECTION, _PROJECTED = "mode", "projection"
"""The only parameter that is not a choice: `?mode=projection` stays from page to page."""

Width = int | Literal["stretch"]
Visibility = Literal["visible", "hidden", "collapsed"]

_STATE = "spp_address"
_NOTICE = "spp_address_notice"


def start() -> None:
    """Call first in a run, before any choice is drawn; leaves room for a sentence."""
    context = get_script_run_ctx()
    page = "" if context is None else context.page_script_hash
    history = context is not None and context.is_history_navigation
    _state().start(page, _query(), history=history)
    st.session_state[_NOTICE] = st.empty()


def finish() -> None:
    """Call last in a run: writes the address, and says what it asked in vain."""
    state = _state()
    if state.refused:
        st.session_state[_NOTICE].warning(refusal(state.refused))
    context = get_script_run_ctx()
    # The run that the browser went back from may have written its own address after that.
    _write(again=context is not None and context.is_history_navigation)


def save() -> None:
    """Write the choices of a fragment, to be called at its end. In a whole run, whose other choices may come after the
    fragment, the address waits for `finish`."""
    context = get_script_run_ctx()
    if context is not None and context.fragment_ids_this_run:
        _write()


def _write(*, again: bool = False) -> None:
    drawn = _state().finish()
    if again or _query() != dict(drawn):
        mode = {PROJECTION: st.query_params[PROJECTION]} if PROJECTION in st.query_params else {}
        st.query_params.from_dict({**mode, **{key: list(values) for key, values in drawn.items()}})


def query(**changes: str | Sequence[str] | None) -> dict[str, Any]:
    """The query of the present view with `changes` (None: taken away), for `st.page_link` and `st.switch_page`."""
    given = {key: _values(value) if value is not None else None for key, value in changes.items()}
    found: dict[str, Any] = {key: list(values) for key, values in _state().changed(**given).items()}
    if PROJECTION in st.query_params:
        found[PROJECTION] = st.query_params[PROJECTION]
    return found


def link(page: str, **changes: str | Sequence[str] | None) -> str:
    """The address of a page by the name of its file (`sites`), for a link of ours, with the query of the present view
    and `changes`. Raises KeyError when there is no such page."""
    return _address(page, query(**changes))


def projection_link(page: str, *, on: bool, **changes: str | Sequence[str] | None) -> str:
    """The same, to begin or to leave the projection of a meeting. Raises KeyError when there is no such page."""
    kept = {key: value for key, value in query(**changes).items() if key != PROJECTION}
    return _address(page, {**kept, PROJECTION: _PROJECTED} if on else kept)


def _address(page: str, found: Mapping[str, Any]) -> str:
    return f"{navigation.address_of(page)}?{urlencode(found, doseq=True)}"


def projecting() -> bool:
    """Whether the view is shown to a meeting: large, one thing a screen."""
    return st.query_params.get(PROJECTION) == _PROJECTED


def number_of(code: str) -> int | None:
    """The number that a code of the address is; None when it is none."""
    return int(code) if code.isascii() and code.isdecimal() and len(code) < 10 else None


def wanted(key: str) -> Values:
    """What a choice that is still to be drawn will show, if its options hold it."""
    return _state().wanted(key, _present(key)) or ()


def one(
    label: str,
    key: str,
    options: Mapping[str, str],
    *,
    default: str | None = None,
    placeholder: str = "",
    width: Width = "stretch",
    label_visibility: Visibility = "visible",
) -> str | None:
    """A list of `options` (code → label): the code chosen, `default` when nothing is. None only without default."""
    initial = _prepared(label, key, options, default)
    _show(key, initial[0] if initial else None)
    chosen: str | None = st.selectbox(
        label,
        list(options),
        index=None if default is None else 0,
        format_func=options.__getitem__,
        key=key,
        placeholder=placeholder,
        width=width,
        label_visibility=label_visibility,
    )
    _state().record(key, _values(chosen), _values(default))
    return chosen


def several(
    label: str,
    key: str,
    options: Mapping[str, str],
    *,
    default: Sequence[str] = (),
    placeholder: str = "",
    width: Width = "stretch",
    max_selections: int | None = None,
) -> Values:
    """A list of which several are chosen: their codes, in the order of the choice."""
    _show(key, list(_prepared(label, key, options, default)[:max_selections]))
    chosen = tuple(
        st.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            key=key,
            placeholder=placeholder,
            width=width,
            max_selections=max_selections,
            select_all=False if max_selections else 1_000,  # options at most, as Streamlit has it by default
        )
    )
    _state().record(key, chosen, tuple(default))
    return chosen


def switch(
    label: str, key: str, options: Mapping[str, str], *, default: str, label_visibility: Visibility = "visible"
) -> str:
    """A few options side by side, one of which is always chosen: its code."""
    [initial] = _prepared(label, key, options, default)
    _show(key, initial)
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        label_visibility=label_visibility,
    )
    _state().record(key, _values(chosen or default), _values(default))
    return chosen or default


def text(label: str, key: str, *, longest: int = 60, placeholder: str = "", width: Width = "stretch") -> str:
    """A few words that belong to the view: the name of a group, the words that are searched in published opinions."""
    wanted = _state().starting_values(key, _present(key)) or ("",)
    _show(key, wanted[0][:longest])
    written = st.text_input(label, key=key, max_chars=longest, placeholder=placeholder, width=width).strip()
    _state().record(key, (written,) if written else (), ())
    return written


def carried(key: str) -> Values:
    """A choice of another view of the page, kept in the address without being drawn."""
    values = _state().starting_values(key, None) or ()
    _state().record(key, values, ())
    return values


def choose(**changes: str | Sequence[str] | None) -> None:
    """Change choices before the next run draws them, whatever their lists hold."""
    for key, value in changes.items():
        _state().forced[key] = _values(value)


def _show(key: str, value: str | list[str] | None) -> None:
    """Set a widget only where it differs: one that is set again loses the letters being typed in it. On a page just
    opened, the session holds the same choice of the page before; that was another widget, and this one is to be set."""
    if _state().arrived or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _present(key: str) -> Values | None:
    """What the widget of a choice holds; None before it is drawn."""
    return _values(st.session_state[key]) if key in st.session_state else None


def _prepared(label: str, key: str, options: Mapping[str, str], default: str | Sequence[str] | None) -> Values:
    """The codes to show, all among `options`; those of the address that are not are refused with a sentence."""
    state = _state()
    wanted = state.starting_values(key, _present(key))
    if wanted is None:
        return _values(default)
    known = tuple(value for value in wanted if value in options)
    state.refuse(label, tuple(value for value in wanted if value not in options and value))
    return known if known or (wanted in ((), ("",)) and not isinstance(default, str)) else _values(default)


def _values(value: str | Sequence[str] | None) -> Values:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _query() -> dict[str, Values]:
    """The parameters of the address but the projection mode."""
    return {key: tuple(st.query_params.get_all(key)) for key in st.query_params if key != PROJECTION}


def _state() -> ViewAddress:
    found: ViewAddress = st.session_state.setdefault(_STATE, ViewAddress())
    return found
