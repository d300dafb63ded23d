"""How a series is cut in time and what is drawn of it; bound to the address by short codes."""

from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from dashboard.analyses.steps import Step, cadence, steps_of
from dashboard.analyses.time_series import Chart
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.ui import address, window_choice
from dashboard.ui.context import View
from dashboard.wording.grammar import capital
from dashboard.wording.numerals import SHARES
from dashboard.wording.words import step_noun


class Drawn(StrEnum):
    """What is drawn; the values are the codes of the address."""

    XMR = "xmr"
    P = "p"
    ADJUSTED = "cvs"
    TREND = "tendance"


STEPS = {"fin": Step.FINEST, "t": Step.QUARTER, "a": Step.YEAR, "12m": Step.ROLLING}
"""Code of the address → step. `fin`: that of the source, whichever it is."""
_LABELS = {Step.QUARTER: "Trimestre", Step.YEAR: "Année", Step.ROLLING: "12 mois"}
_DRAWN = {Drawn.XMR: "XmR", Drawn.P: "Carte p", Drawn.ADJUSTED: "CVS", Drawn.TREND: "Tendance"}


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """The step, the months shown (None: all), and what is drawn."""

    step: Step
    window: Period | None
    drawn: Drawn

    @property
    def chart(self) -> Chart:
        """The control chart behind what is drawn."""
        return Chart.P if self.drawn is Drawn.P else Chart.XMR


def choose(view: View, indicator: Indicator) -> SeriesChoice:
    """Three choices in a row. A year has few steps: the whole history is shown at that step."""
    scope = view.selection.scope
    found = view.reader.compute(steps_of, indicator, scope)
    finest = capital(step_noun(view.reader.compute(cadence, indicator, scope).step))
    labels = {code: _LABELS.get(step, finest) for code, step in STEPS.items() if step in found}
    drawn = {kind.value: label for kind, label in _DRAWN.items() if kind is not Drawn.P or indicator.kind in SHARES}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        step = STEPS[address.switch("Pas", "pas", labels, default="fin")]
        window = window_choice.choose(view)
        kind = Drawn(address.switch("Graphique", "vue", drawn, default=Drawn.XMR.value))
    return SeriesChoice(step, None if step is Step.YEAR else window, kind)
