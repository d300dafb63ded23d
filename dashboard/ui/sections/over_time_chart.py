"""The chosen indicator through time: its control chart with the rules in words, or its season removed, or its trend."""

import streamlit as st

from dashboard.analyses.over_time import OverTime
from dashboard.analyses.time_series import Series
from dashboard.domain.estimate import Status, Withheld
from dashboard.ui import reading
from dashboard.ui.context import View
from dashboard.ui.sections import control_charts, event_list, rules_legend, season_and_trend
from dashboard.ui.series_choice import Drawn
from dashboard.wording.assurance import read_assurance

HEIGHT = 420
_HEADINGS = {Drawn.ADJUSTED: "Série corrigée des variations saisonnières (CVS)", Drawn.TREND: "Tendance"}


def render(view: View, found: OverTime, drawn: Drawn) -> None:
    """What was chosen, or the sentence that says why there is nothing."""
    st.header(_HEADINGS.get(drawn, "Signal ou variation habituelle"))
    if found.series is None or found.series.last is None:
        _nothing(found)
        return
    if drawn in _HEADINGS:
        _other_view(view, found.series, drawn)
        return
    read = rules_legend.limits_reading(found.series)
    control_charts.render(
        view, found.series, read if read.conclusion else found.reading, key="periodes", scope=view.selection.scope,
        target=found.target, height=HEIGHT, said=found.reading.conclusion,
    )  # fmt: skip
    rules_legend.render(found.series, found.dated.change)
    if found.assurance is not None:
        known = found.series.segments[-1].points
        reading.show(read_assurance(found.assurance.value, known, found.series.step))


def _nothing(found: OverTime) -> None:
    withheld = [m.estimate for m in found.series.months if isinstance(m.estimate, Withheld)] if found.series else []
    if any(estimate.status is Status.NOT_COMPARABLE for estimate in withheld):
        st.info("Les valeurs sont publiées sans leur base : choisir un site dans les filtres pour voir sa série.")


def _other_view(view: View, series: Series, drawn: Drawn) -> None:
    happened = control_charts.events_of(view, series, view.selection.scope)
    if drawn is Drawn.ADJUSTED:
        season_and_trend.render_adjusted(view, series, happened)
    else:
        season_and_trend.render_trend(view, series, happened)
    event_list.render(happened, key="periodes", filename=f"{series.indicator.code}-evenements")
