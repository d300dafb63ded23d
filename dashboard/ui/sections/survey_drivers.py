"""What goes with the overall opinion of a closed survey: bars of importance, then the map of what to look at first."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses import survey_results
from dashboard.analyses.question import Question
from dashboard.analyses.survey_drivers import SurveyDrivers, survey_drivers
from dashboard.analyses.survey_results import Results, overall_opinions
from dashboard.analyses.surveys import Calendar
from dashboard.charts.importance import Importance, importance_bars, priority_map
from dashboard.domain.scope import Scope
from dashboard.ui import address, chart, reading
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import survey_drivers as wording
from dashboard.wording.dates import period
from dashboard.wording.reading import Reading


def render(view: View, calendar: Calendar, results: Results) -> None:
    """The choice of the overall opinion when there are several, then both charts, or why there are none."""
    code = results.survey.code
    st.header("Ce qui va avec la satisfaction")
    st.html(f'<p class="spp-data">{escape(wording.INTRODUCTION)}</p>')
    found = view.reader.compute(survey_drivers, calendar, code, view.thresholds, *_chosen(view, calendar, code))
    if not found.levers or found.outcome is None or results.period is None:
        reading.show(found.reading)
        return
    asked = Question((found.outcome.code, *(lever.indicator.code for lever in found.levers)), period=results.period)
    when = period(results.period)
    rows = drawn(found)
    chart.show(
        lambda: importance_bars(rows, view.palette),
        key="enquete_importance",
        alt=f"Importance de chaque question pour «\u00a0{found.outcome.label}\u00a0». {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: as_table(found),
        filename=f"{code}-importance",
        method=lambda: method_of(view, asked),
        when=when,
    )
    middle = found.middle
    if middle is None:
        return
    st.subheader("Importance et réponses favorables")
    read = Reading(wording.read_map(_places(rows)), wording.MAP_RULE)
    chart.show(
        lambda: priority_map(rows, middle, view.palette),
        key="enquete_priorites",
        alt=f"Importance de chaque question selon sa part de réponses favorables. {read.conclusion}",
        reading=read,
        table=lambda: as_table(found),
        filename=f"{code}-priorites",
        method=lambda: method_of(view, asked),
        when=when,
    )


def _chosen(view: View, calendar: Calendar, code: str) -> tuple[str, ...]:
    """The overall opinion that the person chose; empty for the default, so that it is computed and kept once."""
    whole = view.reader.compute(survey_results.results, calendar, code, Scope(), view.thresholds)
    options = {one.indicator.code: one.indicator.label for one in overall_opinions(whole.questions)}
    if len(options) < 2:
        return ()
    default = next(iter(options))
    chosen = str(address.one("Opinion d’ensemble", "opinion", options, default=default, width=420))
    return () if chosen == default else (chosen,)


def drawn(found: SurveyDrivers) -> list[Importance]:
    """The questions as the charts show them, numbered in the order of their importance."""
    return [
        Importance(
            rank,
            lever.indicator.label,
            lever.share,
            lever.lower,
            lever.upper,
            lever.performance.value,
            lever.performance.lower,
            lever.performance.upper,
            lever.quadrant,
        )
        for rank, lever in enumerate(found.levers, start=1)
    ]


def _places(rows: Sequence[Importance]) -> list[tuple[str, str]]:
    """Number and name of each question on the map, with the words of its quadrant."""
    return [(f"{row.number}. {row.label}", row.quadrant.value) for row in rows if row.quadrant is not None]


def as_table(found: SurveyDrivers) -> Table:
    """Both charts in figures, with what is not drawn: the correlation and the people it is drawn from."""
    columns = [
        Column("N°", 0), Column("Question"), Column("Importance (%)", 1), Column("IC 95\u00a0%, bas", 1),
        Column("IC 95\u00a0%, haut", 1), Column("Corrélation (r)", 2), Column("Réponses croisées (dizaine)", 0),
        Column("Part favorable (%)", 1), Column("Place"),
    ]  # fmt: skip
    rows: list[list[Cell | Content]] = [
        [rank, lever.indicator.label, lever.share, lever.lower, lever.upper, lever.r, lever.n, lever.performance.value,
         wording.place(lever.quadrant, sure=lever.sure)]
        for rank, lever in enumerate(found.levers, start=1)
    ]  # fmt: skip
    assert found.outcome is not None
    return Table.of(f"Ce qui va avec «\u00a0{found.outcome.label}\u00a0»", columns, rows)
