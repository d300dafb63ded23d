"""The themes of the opinions: a chart of their shares, and a table with the words of each, that opens its opinions."""

from html import escape

import streamlit as st

from dashboard.analyses.review_selection import Wanted
from dashboard.analyses.review_topics import TopicFigure, Topics, topics
from dashboard.analyses.user_voice import opinions
from dashboard.charts import adapters
from dashboard.charts.intervals import Point, intervals
from dashboard.charts.scale import Measure
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.french_order import place_of
from dashboard.ui import address, chart, reading
from dashboard.ui import table as tables
from dashboard.ui.context import View
from dashboard.ui.method import Method
from dashboard.ui.table import Cell, Column, Table
from dashboard.wording import limits
from dashboard.wording import reviews as wording
from dashboard.wording.reading import Reading, limit
from dashboard.wording.user_voice import WITHHELD

MEASURE = Measure("Part des avis qui ont ce thème", indicative=True)


def render(view: View, wanted: Wanted) -> None:
    """Of every opinion of the scope, whatever is searched."""
    st.header("De quoi parlent les avis")
    chosen = view.selection
    found = view.reader.compute(
        topics, Wanted(wanted.scope, wanted.period), chosen.against, view.thresholds, opinions(view.catalogue)
    )
    if not found.figures:
        sentence = WITHHELD if found.withheld else wording.NO_OPINION
        reading.show(Reading(sentence, limit([wording.FEW if found.withheld else limits.WIDEN])))
        return
    read = _reading(found)
    points = [
        Point(one.topic.label, one.share, adapters.verdict(one.change.verdict))
        for one in found.figures
        if isinstance(one.share, Shown) and one.share.value > 0
    ]
    chart.show(
        lambda: intervals(points, MEASURE, view.palette),
        key="avis_themes",
        alt=f"Part des avis par thème, avec marge indicative. {read.conclusion}",
        reading=read,
        table=lambda: as_table(found),
        filename="avis-themes",
        method=lambda: Method(wording.CONVENTION),
    )
    tables.show(as_table(found, linked=True), tall=True)
    with st.expander("Quels mots comptent pour chaque thème", key="avis_mots_des_themes"):
        st.html(_words(found))


def _reading(found: Topics) -> Reading:
    rising = [one.topic.label for one in found.figures if one.change.verdict is Verdict.HIGHER]
    falling = [one.topic.label for one in found.figures if one.change.verdict is Verdict.LOWER]
    return wording.read_topics(rising, falling, found.without)


def as_table(found: Topics, *, linked: bool = False) -> Table:
    """One row a theme; `linked`: as on the screen, its name opens its opinions and the chart has the margins."""
    margins = [] if linked else [Column("Marge, bas", 1), Column("Marge, haut", 1)]
    columns: list[Column | str] = [
        "Thème", Column("Engagement", 0), Column("Avis", 0), Column("Part des avis (%)", 1), *margins, "Avis positifs",
        "Évolution de la part",
    ]  # fmt: skip
    return Table.of("Thèmes des avis", columns, [_row(one, linked=linked) for one in found.figures])


def _row(one: TopicFigure, *, linked: bool) -> list[Cell | str | float | int | None]:
    href = address.link("reviews", theme=one.topic.code, p=None) if linked else ""
    n = part = lower = upper = None
    if isinstance(one.share, Shown):
        n, part, lower, upper = one.share.numerator, one.share.value, one.share.lower, one.share.upper
    margins = () if linked else (lower, upper)
    positive = wording.written(one.positive)
    return [
        Cell(one.topic.label, href=href), one.topic.commitment, n, part, *margins, positive, wording.change(one.change),
    ]  # fmt: skip


def _words(found: Topics) -> str:
    lines = "".join(
        f"<dt><strong>{escape(one.topic.label)}</strong></dt><dd>{escape(', '.join(one.topic.expressions))}</dd>"
        for one in sorted(found.figures, key=lambda one: place_of(one.topic.label))
    )
    return f'<p class="spp-limit">{escape(wording.CONVENTION)}</p><dl>{lines}</dl>'
