"""The tone of the opinions that speak of each engagement: side by side, each row opens its opinions."""

import streamlit as st

from dashboard.analyses.review_commitments import Spoken, tone_by_commitment
from dashboard.analyses.review_selection import Wanted
from dashboard.analyses.user_voice import opinions
from dashboard.charts import adapters
from dashboard.charts.intervals import Point, intervals
from dashboard.charts.scale import Measure
from dashboard.domain.estimate import Shown
from dashboard.ui import address, chart
from dashboard.ui import table as tables
from dashboard.ui.context import View
from dashboard.ui.method import Method
from dashboard.ui.navigation import commitment_label
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import reviews as wording

MEASURE = Measure("Part d’avis positifs", indicative=True)


def render(view: View, wanted: Wanted) -> None:
    """Of every opinion of the scope, whatever is searched; nothing when none may be told."""
    chosen = view.selection
    found = view.reader.compute(
        tone_by_commitment,
        Wanted(wanted.scope, wanted.period),
        chosen.against,
        view.thresholds,
        opinions(view.catalogue),
    )
    shown = [one for one in found if isinstance(one.positive, Shown)]
    if not shown:
        return
    st.header("Ressenti par engagement")
    read = wording.read_commitments(
        [(commitment_label(one.commitment), one.positive) for one in shown if isinstance(one.positive, Shown)],
        [(commitment_label(one.commitment), one.change.verdict) for one in shown],
    )
    points = [
        Point(commitment_label(one.commitment), one.positive, adapters.verdict(one.change.verdict)) for one in shown
    ]
    chart.show(
        lambda: intervals(points, MEASURE, view.palette),
        key="avis_engagements",
        alt=f"Part d’avis positifs par engagement, avec marge indicative. {read.conclusion}",
        reading=read,
        table=lambda: as_table(found),
        filename="avis-engagements",
        method=lambda: Method(wording.CONVENTION),
    )
    tables.show(as_table(found, linked=True))


def as_table(found: tuple[Spoken, ...], *, linked: bool = False) -> Table:
    """One row an engagement; `linked`: as on the screen, its name opens its opinions and the chart has the margins."""
    margins = [] if linked else [Column("Marge, bas", 1), Column("Marge, haut", 1)]
    columns: list[Column | str] = [
        "Engagement", Column("Avis", 0), Column("Part des avis (%)", 1), Column("Avis positifs (%)", 1), *margins,
        "Évolution de la part positive",
    ]  # fmt: skip
    return Table.of("Avis par engagement", columns, [_row(one, linked=linked) for one in found])


def _row(one: Spoken, *, linked: bool) -> list[Cell | Content]:
    label = commitment_label(one.commitment)
    if not one.topics:
        empty: list[Content] = [None] * (3 if linked else 5)
        return [label, *empty, wording.NO_THEME]
    href = address.link("reviews", theme=f"e{one.commitment.number}", p=None) if linked else ""
    spoken = (one.share.numerator, one.share.value) if isinstance(one.share, Shown) else (None, None)
    positive = lower = upper = None
    if isinstance(one.positive, Shown):
        positive, lower, upper = one.positive.value, one.positive.lower, one.positive.upper
    change = wording.change(one.change) if isinstance(one.positive, Shown) else wording.written(one.positive)
    return [Cell(label, href=href), *spoken, positive, *(() if linked else (lower, upper)), change]
