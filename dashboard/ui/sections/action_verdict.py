"""The verdict on an action: the sentence, the site among its peers, the control chart with the day of the action."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses.action_chart import FEWEST, ActionChart, action_chart
from dashboard.analyses.action_effect import ActionEffect, mean_of
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scope_sites import site_names
from dashboard.charts import adapters
from dashboard.charts.before_after import Outcome, Place, before_after
from dashboard.charts.control_chart import control_chart
from dashboard.charts.scale import Measure
from dashboard.domain.action_effect import ActionVerdict
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.scope import Scope
from dashboard.ui import chart
from dashboard.ui import reading as readings
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import control_charts, event_list
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording.action_effect import bases, beside_peers, read_chart, read_effect, senses
from dashboard.wording.actions import state_and_term
from dashboard.wording.dates import period
from dashboard.wording.events import marked, named
from dashboard.wording.numerals import NBSP, gap_unit
from dashboard.wording.words import step_noun

_GOOD = {
    ActionVerdict.USEFUL: True,
    ActionVerdict.UNCERTAIN: True,
    ActionVerdict.CONTRARY: False,
}


def render(view: View, effect: ActionEffect) -> None:
    """The verdict and its bases, then two charts; a sentence alone when there is nothing to judge."""
    indicator = effect.indicator
    if indicator is None or effect.verdict is ActionVerdict.NONE:
        st.html(f'<p class="spp-sentence">Sans verdict{NBSP}: {escape(effect.why)}.</p>')
    if indicator is None:
        return
    if effect.verdict is not ActionVerdict.NONE:
        _judged(view, effect, indicator)
    followed = view.reader.compute(action_chart, effect.action, view.thresholds)
    if followed is not None:
        _control(view, effect, indicator, followed)


def _judged(view: View, effect: ActionEffect, indicator: Indicator) -> None:
    read = read_effect(indicator, effect.verdict, effect.why, effect.size, _meanwhile(effect), late=effect.late)
    times = effect.windows
    told = ""
    if effect.before and times is not None:
        told = bases(indicator, effect.before, effect.after, times.before, times.after)
    if effect.size is None:
        st.html(readings.markup(read) + (f'<p class="spp-sentence">{escape(told)}</p>' if told else ""))
        return
    assert times is not None
    peers = beside_peers(indicator, effect.size)
    names = site_names(view.reader, {one.site for one in effect.peers} | {effect.action.site or ""})
    asked = Question((indicator.code,), (Axis.SITE,), Scope(sites=tuple(one.site for one in effect.peers)), times.after)
    chart.show(
        lambda: before_after(_outcome(effect, names), _places(effect, names), Measure.of(indicator), view.palette),
        key="action_pairs",
        alt=f"{indicator.label}, avant et après l’action, ce site et ses pairs. {read.conclusion}",
        reading=read,
        table=lambda: _table(effect, indicator, names),
        filename=f"action-{effect.action.id}-pairs",
        method=lambda: method_of(view, asked),
        when=period(times.after),
    )
    st.html(f'<p class="spp-sentence">{escape(told)}</p><p class="spp-sentence">{escape(peers)}</p>')


def _meanwhile(effect: ActionEffect) -> list[str]:
    """Events and other actions of the months that are compared, in words."""
    others = [
        f"l’action «{NBSP}{one.title}{NBSP}» ({state_and_term(one.state, one.due_on, one.done_on)})"
        for one in effect.others
    ]
    return [named(event) for event in effect.events] + others


def _outcome(effect: ActionEffect, names: dict[str, str]) -> Outcome:
    size, after = effect.size, effect.after
    assert size is not None
    assert isinstance(after, Shown)
    code = effect.action.site or ""
    place = Place(names.get(code, code), mean_of(_shown(effect)), after.value)
    # The effect is what is observed less what was expected: its bounds, turned round, are those of what was expected.
    return Outcome(place, size.expected, after.value - size.upper, after.value - size.lower, _GOOD.get(effect.verdict))


def _shown(effect: ActionEffect) -> list[Shown]:
    return [one for one in effect.before if isinstance(one, Shown)]


def _places(effect: ActionEffect, names: dict[str, str]) -> list[Place]:
    return [Place(names[one.site], mean_of(one.before), one.after.value) for one in effect.peers]


def _table(effect: ActionEffect, indicator: Indicator, names: dict[str, str]) -> Table:
    """The site first, then each peer: every figure that the verdict reads, with its base."""
    unit, decimals = indicator.unit, indicator.decimals
    years = ("Un an avant", "Deux ans avant")[: len(effect.before)]
    columns = [Column("Site")]
    for head in (*years, "Après"):
        columns += [Column(head, decimals, unit), Column(f"n, {head.lower()}", 0)]
    columns.append(Column("Variation", decimals, gap_unit(indicator, 2)))
    code = effect.action.site or ""
    rows = [(f"{names.get(code, code)} (l’action)", _shown(effect), effect.after)]
    rows += [(names[one.site], list(one.before), one.after) for one in effect.peers]
    return Table.of(
        f"{indicator.label}, avant et après", columns, [_line(*row) for row in rows if isinstance(row[2], Shown)]
    )


def _line(name: str, before: Sequence[Shown], after: object) -> list[Cell | Content]:
    assert isinstance(after, Shown)
    cells: list[Cell | Content] = [name]
    for one in (*before, after):
        cells += [one.value, one.n]
    return [*cells, after.value - mean_of(before)]


def _control(view: View, effect: ActionEffect, indicator: Indicator, followed: ActionChart) -> None:
    st.header("Carte de contrôle autour de l’action")
    series = followed.series
    read = read_chart(
        base=followed.base,
        provisional=followed.provisional,
        seen=followed.seen,
        towards=followed.towards,
        against=followed.against,
        limits_known=followed.base >= FEWEST and not series.rolling,
        ways=senses(effect.action.expected, indicator.direction),
    )
    drawn = adapters.series(series, events=followed.events)
    span = series.covered
    said = f"{read.conclusion} {marked(followed.events)}"
    chart.show(
        lambda: control_chart(drawn, Measure.of(indicator), view.palette, height=360),
        key="action_mois",
        alt=f"{indicator.label} par {step_noun(series.step)}, {period(span)}. {said}",
        reading=read,
        table=lambda: control_charts.as_table(series),
        filename=f"action-{effect.action.id}-mois",
        method=lambda: method_of(view, Question((indicator.code,), (Axis.MONTH,), effect.action.scope, span)),
        when=period(span),
    )
    event_list.render(followed.events, key="action_mois", filename=f"action-{effect.action.id}-evenements")
