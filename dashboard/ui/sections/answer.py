"""The answer before the charts: is there a signal, since when and how large, and against last year."""

from html import escape

import streamlit as st

from dashboard.analyses.change import Change
from dashboard.analyses.events import events, within
from dashboard.analyses.over_time import OverTime
from dashboard.ui import reading
from dashboard.ui.context import View
from dashboard.wording.change import DatedChange, read_change
from dashboard.wording.comparison import read_comparison
from dashboard.wording.events import beside
from dashboard.wording.reading import Reading


def render(view: View, found: OverTime) -> None:
    """Up to three short answers side by side; nothing about a date when nothing signals."""
    parts = [_part("Un signal ?", found.reading)]
    if found.dated.signalled:
        read = since(found)
        parts.append(_part("Depuis quand ?", read, _events(view, found)))
    figure = found.last_year
    if figure is not None and figure.comparison is not None:
        read = read_comparison(found.indicator, figure.estimate, figure.comparison, found.setting)
        parts.append(_part(f"Sur un an ({view.selection.when})", read))
    st.html(f'<div class="spp-answers">{"".join(parts)}</div>')


def since(found: OverTime) -> Reading:
    """The sentence on the date of the change."""
    change, step = found.dated.change, found.series.step if found.series else 1
    return read_change(found.indicator, None if change is None else _in_words(found, change), step)


def _in_words(found: OverTime, change: Change) -> DatedChange:
    last = found.series.last if found.series else None
    return DatedChange(
        signal=change.signal.value,
        since=change.since,
        earliest=change.earliest,
        latest=change.latest,
        settled=change.settled,
        last=last.month if last else change.since,
        before=change.before,
        after=change.after,
        step=change.step,
    )


def _events(view: View, found: OverTime) -> str:
    """The events that fall in the interval of the date, the month before it included: a cause comes first."""
    change = found.dated.change
    if change is None:
        return ""
    listed = view.reader.compute(events, found.indicator.code, view.selection.scope, change.interval)
    return beside(within(listed, change.interval))


def _part(question: str, read: Reading, more: str = "") -> str:
    added = f'<p class="spp-data">{escape(more)}</p>' if more else ""
    return f'<section class="spp-answer"><h2>{escape(question)}</h2>{reading.markup(read)}{added}</section>'
