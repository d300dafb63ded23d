"""The opinions that are asked through time: their tone, and how frequent they are."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from dashboard.analyses.review_months import Course, Step, course
from dashboard.analyses.review_selection import Wanted
from dashboard.analyses.user_voice import opinions
from dashboard.charts.interval_series import interval_series
from dashboard.charts.scale import Measure
from dashboard.charts.series import MonthPoint, Series
from dashboard.domain.estimate import Estimate, Shown
from dashboard.ui import chart, reading
from dashboard.ui.context import View
from dashboard.ui.table import Column, Content, Table
from dashboard.wording import short
from dashboard.wording.reviews import read_course
from dashboard.wording.steps import step_words

POSITIVE, FREQUENCY = "Avis positifs", "Part de l’ensemble des avis"
WHEN = "trois ans jusqu’à la fin de la période"


def render(view: View, wanted: Wanted) -> None:
    """The tone of the opinions, then, when some are asked among all, their share."""
    st.header("Au fil du temps")
    found = view.reader.compute(course, wanted, view.selection.against, view.thresholds, opinions(view.catalogue))
    what = "avis retenus" if wanted.narrowed else "avis"
    _series(view, found, POSITIVE, f"Part positive des {what}", "avis_ressenti", lambda step: step.positive)
    if wanted.narrowed and any(isinstance(step.frequency, Shown) for step in found.steps):
        said = "Part des avis retenus dans l’ensemble des avis"
        _series(view, found, FREQUENCY, said, "avis_part", lambda step: step.frequency)


def _series(view: View, found: Course, title: str, said: str, key: str, figure: Callable[[Step], Estimate]) -> None:
    """`said`: what is drawn, in its sentence."""
    shown = sum(isinstance(figure(step), Shown) for step in found.steps)
    read = read_course(said, shown, len(found.steps), found.months)
    if not shown:
        reading.show(read)
        return
    st.subheader(title)
    measure = Measure(f"{title} (%)", indicative=True)
    points = tuple(MonthPoint(step.month, figure(step)) for step in found.steps)
    chart.show(
        lambda: interval_series(Series(title, points, step=found.months), None, measure, view.palette),
        key=key,
        alt=f"{title}, {WHEN}, avec marge indicative. {read.conclusion}",
        reading=read,
        table=lambda: _table(title, found, figure),
        filename=key.replace("_", "-"),
        when=WHEN,
    )


def _table(title: str, found: Course, figure: Callable[[Step], Estimate]) -> Table:
    columns: list[Column | str] = ["Période", Column("Part (%)", 1), Column("Marge, bas", 1), Column("Marge, haut", 1),
               Column("Base (n)", 0), "Remarque"]  # fmt: skip
    return Table.of(title, columns, [_row(step.month, found.months, figure(step)) for step in found.steps])


def _row(month: dt.date, months: int, estimate: Estimate) -> list[Content]:
    label = step_words(month, months, rolling=False)
    if not isinstance(estimate, Shown):
        return [label, None, None, None, None, short.remark(estimate)]
    return [label, estimate.value, estimate.lower, estimate.upper, estimate.n, short.remark(estimate)]
