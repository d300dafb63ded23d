"""The same indicator through the months, one small chart a service, all on one scale."""

from html import escape

import streamlit as st

from dashboard.analyses.over_time import reading
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.service_series import service_series
from dashboard.analyses.time_series import Series
from dashboard.charts import adapters
from dashboard.charts.control_chart import signal_words, signals_of, small_multiples
from dashboard.charts.scale import Measure
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period, shift
from dashboard.ui import chart, window_choice
from dashboard.ui import reading as readings
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.sections.control_charts import as_table
from dashboard.wording.signals import one_scale


def render(view: View, indicator: Indicator) -> None:
    """The same months and the same scale: they are one measure."""
    window = window_choice.choose(view)
    found = view.reader.compute(service_series, indicator.code, view.selection.scope, view.thresholds, window)
    if not found.services:
        st.info("Aucun service n’a de résultat pour cet indicateur sur ce périmètre.")
        return
    readings.show(found.reading)
    drawn = [adapters.series(series, label) for label, series in found.services]
    words = [signal_words(signal, rule) for signal, rule in signals_of(drawn)]
    st.html(f'<p class="spp-data">{escape(one_scale(words))}</p>')
    figures = small_multiples(drawn, Measure.of(indicator), view.palette)
    with st.container(key="grille_services"):
        for place, ((label, series), figure) in enumerate(zip(found.services, figures, strict=True)):
            _one(view, label, series, figure, f"service_mois_{place}")


def _one(view: View, label: str, series: Series, figure: object, key: str) -> None:
    indicator, read = series.indicator, reading(series.indicator, series)
    months = Period(series.months[0].month, shift(series.months[-1].month, 1))
    chart.show(
        lambda: figure,
        key=key,
        title=label,
        alt=f"{indicator.label}, {label}, par mois. {read.conclusion}",
        reading=read,
        table=lambda: as_table(series),
        filename=f"{indicator.code}-par-mois",
        method=lambda: method_of(
            view, Question((indicator.code,), (Axis.SERVICE, Axis.MONTH), view.selection.scope, months)
        ),
    )
