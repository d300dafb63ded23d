"""Beside a control chart: the rules that marked points, on which steps, and what each means."""

from html import escape

import streamlit as st

from dashboard.analyses.change import Change
from dashboard.analyses.time_series import Chart, Series
from dashboard.domain.estimate import Shown
from dashboard.stats.xmr import Signal
from dashboard.wording import control_rules, numerals
from dashboard.wording.control_rules import Fired, fired_words
from dashboard.wording.reading import Reading

GLYPHS = {1: "◆", 2: "▶", 3: "■", 4: "⬟"}
"""The shapes of the chart, by number of the rule."""
_ORDER = (1, 2, 4, 3)


def fired(series: Series) -> list[Fired]:
    """Every rule that marked a step, by what it signals, in the order of their weight."""
    found = []
    for signal in (Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL):
        for rule in _ORDER:
            months = tuple(m.month for m in series.months if m.signal is signal and rule in {int(r) for r in m.rules})
            if months:
                found.append(Fired(signal.value, rule, months))
    return found


def render(series: Series, change: Change | None = None) -> None:
    """A list, or the sentence that says that chance explains everything; nothing without limits. `change`: the one that
    is dated, of which the points before it are the other side."""
    if all(month.centre is None for month in series.months):
        return
    found = fired(series)
    heading = f"<h3>{escape(control_rules.rules_heading(series.step))}</h3>"
    if not found:
        st.html(f'{heading}<p class="spp-sentence">{escape(control_rules.USUAL)}</p>')
        return
    opposite = change is not None and any(one.signal != change.signal.value for one in found)
    if change is not None and opposite:
        heading += f'<p class="spp-data">{escape(control_rules.both_sides(change.since, series.step))}</p>'
    st.html(f'{heading}<ul class="spp-rules">{"".join(_item(one, series.step) for one in found)}</ul>')


def _item(one: Fired, step: int) -> str:
    heading, when, meaning = fired_words(one, step)
    role = {"concern": "worse", "improvement": "better"}.get(one.signal, "notable")
    return (
        f'<li><span class="spp-glyph spp-mark-{role}" aria-hidden="true">{GLYPHS[one.rule]}</span>'
        f"<span><strong>{escape(heading)}</strong><br>{escape(when)}.<br>"
        f'<span class="spp-limit">{escape(meaning)}</span></span></li>'
    )


def limits_reading(series: Series) -> Reading:
    """What is written above the chart: the usual variation, and how its limits are computed."""
    last = series.last
    how = control_rules.XMR if series.chart is Chart.XMR else control_rules.LANEY if series.laney else control_rules.P
    if last is None or last.centre is None or last.lower is None or last.upper is None:
        return Reading("", "")
    bounds = numerals.bounds_of(series.indicator)
    centre, lower, upper = (
        numerals.value(series.indicator, Shown(numerals.clipped(limit, bounds) or 0.0))
        for limit in (last.centre, last.lower, last.upper)
    )
    return Reading(control_rules.usual_words(centre, lower, upper, series.step), how)
