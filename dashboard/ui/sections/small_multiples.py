"""The headline indicator of every engagement through the months, side by side."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.analyses.over_time import reading
from dashboard.analyses.overview import Card, overview
from dashboard.analyses.question import Axis, Question
from dashboard.charts import adapters
from dashboard.charts.control_chart import compact_chart, signal_words, signals_of
from dashboard.charts.scale import Measure
from dashboard.domain.period import Period, shift
from dashboard.ui import chart, navigation
from dashboard.ui import reading as readings
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.sections.control_charts import as_table, last_value
from dashboard.wording.dates import period
from dashboard.wording.grammar import capital
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading, sentence
from dashboard.wording.series import NORM

SEPARATOR = f"{NBSP}; "


def render(view: View) -> None:
    """All over the same months; each has its own scale, because each has its own unit."""
    chosen = view.selection
    found = view.reader.compute(overview, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
    cards = [card for card in found.cards if card.series is not None]
    if not cards:
        return
    st.header("Les engagements, mois par mois")
    readings.show(found.signals)
    drawn = [adapters.series(card.series) for card in cards if card.series is not None]
    words = [signal_words(signal, rule) for signal, rule in signals_of(drawn)]
    key = f" Points marqués : {' ; '.join(words).lower()}." if words else ""
    band = "Bande : variation habituelle. Chaque graphique a sa propre échelle, qui ne part pas de zéro."
    st.html(f'<p class="spp-data">{escape(f"{band}{key} {capital(NORM)}.")}</p>')
    months = [point.month for series in drawn for point in series.points]
    span = (min(months), max(months))
    with st.container(key="grille_engagements"):
        for card in cards:
            _chart(view, card, span)


def brief(read: Reading) -> Reading:
    """The reading without what is said once above; the text alternative of the chart keeps the whole."""
    own = [clause for clause in read.limit.rstrip(".").split(SEPARATOR) if clause.lower() != NORM]
    return Reading(read.conclusion, sentence(*own))


def _chart(view: View, card: Card, span: tuple[dt.date, dt.date]) -> None:
    series, commitment = card.series, card.engagement.commitment
    assert series is not None
    read = reading(series.indicator, series)
    months = Period(series.months[0].month, shift(series.months[-1].month, 1))
    question = Question((series.indicator.code,), (Axis.MONTH,), view.selection.scope, months)
    chart.show(
        lambda: compact_chart(adapters.series(series), Measure.of(series.indicator), view.palette, span),
        key=f"mois_{commitment.number}",
        title=navigation.commitment_label(commitment),
        about=series.indicator.label,
        alt=f"{series.indicator.label} par mois. {read.conclusion} {read.limit}",
        reading=brief(read),
        table=lambda: as_table(series),
        filename=f"{series.indicator.code}-par-mois",
        method=lambda: method_of(view, question),
        cited=last_value(series),
        when=period(months),
    )
