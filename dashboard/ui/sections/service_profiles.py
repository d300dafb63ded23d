"""Two to six chosen services side by side over the engagements: the same indicator, the same axis, the same months."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.analyses.profiles import LEAST, MOST, Line, Pair, Profiles, most_apart, profiles
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.services import Matrix, matrix
from dashboard.charts import adapters
from dashboard.charts.grouped_intervals import Group, grouped_intervals
from dashboard.charts.intervals import Point
from dashboard.charts.scale import Measure
from dashboard.domain.comparison import Verdict as Found
from dashboard.domain.period import Period
from dashboard.ui import address, chart, navigation, reading, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column, Table
from dashboard.wording import dates, numerals, short
from dashboard.wording import profiles as wording

LENGTHS = {"periode": "Période choisie", "12": "12 mois", "24": "24 mois"}
MIRRORED = {
    Found.BETTER: Found.WORSE,
    Found.WORSE: Found.BETTER,
    Found.HIGHER: Found.LOWER,
    Found.LOWER: Found.HIGHER,
}


@st.fragment
def render(view: View) -> None:
    """The choice of the services and of the months, then the comparison."""
    st.header("Comparer des services", anchor="comparer")
    chosen = view.selection
    # Every service: one that the filters keep alone is compared with another one.
    wide = replace(chosen.scope, services=()) if view.sees_all else chosen.scope
    known = view.reader.compute(matrix, wide, view.thresholds, period=chosen.period, against=chosen.against)
    asked, length = _choices(view)
    codes = asked if len(asked) >= LEAST else _usual(known, asked or chosen.scope.services)
    if codes is None:
        st.info(wording.NOT_ENOUGH)
        return
    period = Period.ending(chosen.period.last_month, length) if length else chosen.period
    found = view.reader.compute(profiles, codes, chosen.scope, view.thresholds, period=period)
    caption = wording.caption(
        list(found.services.values()), dates.period(period), usual=not (asked or chosen.scope.services)
    )
    st.html(f'<p class="spp-data">{escape(caption)}</p>')
    _chart(view, found)


def _choices(view: View) -> tuple[tuple[str, ...], int]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        codes = address.several(
            f"Services à comparer ({LEAST} à {MOST})",
            "comparer",
            view.selection.labels.services,
            placeholder="Les deux qui diffèrent le plus",
            width=520,
            max_selections=MOST,
        )
        length = address.switch("Mois comparés", "duree", LENGTHS, default="periode")
    address.save()
    return codes, 0 if length == "periode" else int(length)


def _usual(known: Matrix, kept: Sequence[str]) -> tuple[str, ...] | None:
    """The services of the filters when there are several, else the two that differ most (one of them kept alone)."""
    if LEAST <= len(kept) <= MOST:
        return tuple(kept)
    return most_apart(known, kept[0] if len(kept) == 1 else None)


def _chart(view: View, found: Profiles) -> None:
    """The lines of the commonest unit on one axis; those of another unit in a table, where no axis can be shared."""
    if not found.lines:
        reading.show(found.reading)
        return
    [(unit, _)] = Counter(line.indicator.unit for line in found.lines).most_common(1)
    together = [line for line in found.lines if line.indicator.unit == unit]
    measure = replace(Measure.of(together[0].indicator), title="")
    groups = [_group(line, found, measure) for line in together]
    codes = tuple(line.indicator.code for line in together)
    scope = replace(view.selection.scope, services=tuple(found.services))
    names = wording.names(list(found.services.values()))
    chart.show(
        lambda: grouped_intervals(groups, measure, view.palette),
        key="profils",
        alt=f"{names} par engagement, avec intervalle de confiance à 95 %. {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: figures_table(found),
        filename="services-compares",
        method=lambda: method_of(view, Question(codes, (Axis.SERVICE,), scope, found.period)),
    )
    chart.data_panel(
        "profils_ecarts", "Écarts deux à deux", lambda: gaps_table(found), "ecarts-entre-services", named=True
    )
    if apart := [line for line in found.lines if line.indicator.unit != unit]:
        table.show(apart_table(found, apart))


def apart_table(found: Profiles, lines: Sequence[Line]) -> Table:
    """One row an engagement, one column a service, and the gap when there are two."""
    two = len(found.services) == 2
    rows = [
        [
            navigation.commitment_label(line.commitment),
            line.indicator.label,
            *(short.value(line.indicator, line.figures[code]) for code in found.services),
            *(_gap_cells(line, line.pairs[0])[2:] if two else ()),
        ]
        for line in lines
    ]
    columns = ["Engagement", "Indicateur", *found.services.values(), *(["Verdict"] if two else [])]
    return Table.of(wording.APART, columns, rows)


def _group(line: Line, found: Profiles, measure: Measure) -> Group:
    """One engagement: its services, and between two of them the gap, when it is demonstrated."""
    verdicts = {code: line.network[code].verdict for code in found.services}
    note = ""
    if len(found.services) == 2:
        gap = line.pairs[0].comparison
        first, second = found.services
        verdicts = {first: gap.verdict, second: MIRRORED.get(gap.verdict, gap.verdict)}
        shown = gap.difference is not None and gap.verdict in (*MIRRORED, Found.STABLE)
        note = measure.gap(gap.difference) if shown and gap.difference is not None else short.PAIR[gap.verdict]
    points = tuple(
        Point(label, line.figures[code], adapters.verdict(verdicts[code])) for code, label in found.services.items()
    )
    return Group(navigation.commitment_label(line.commitment), points, note)


def figures_table(found: Profiles) -> Table:
    """One row an engagement and service."""
    rows = [
        [
            navigation.commitment_label(line.commitment),
            line.indicator.label,
            label,
            *figure_cells(line.indicator, line.figures[code], mixed=True),
            short.NETWORK.get(line.network[code].verdict, ""),
        ]
        for line in found.lines
        for code, label in found.services.items()
    ]
    columns: list[Column | str] = ["Engagement", "Indicateur", "Service", *figure_columns(None), "Face au réseau"]
    return Table.of("Services comparés, par engagement", columns, rows)


def gaps_table(found: Profiles) -> Table:
    """One row an engagement and pair of services: the gap, its interval, the verdict once corrected."""
    rows = [
        [
            navigation.commitment_label(line.commitment),
            found.services[pair.first],
            found.services[pair.second],
            *_gap_cells(line, pair),
        ]
        for line in found.lines
        for pair in line.pairs
    ]
    columns = ["Engagement", "Service", "Comparé à", "Écart", "Intervalle de l’écart", "Verdict"]
    return Table.of("Écarts deux à deux, par engagement", columns, rows)


def _gap_cells(line: Line, pair: Pair) -> tuple[str, str, str]:
    found, indicator = pair.comparison, line.indicator
    gap = "" if found.difference is None else numerals.gap(indicator, found.difference)
    words = short.PAIR.get(found.verdict, "")
    margin = numerals.interval(found.lower, found.upper, indicator.decimals)
    return gap, margin, f"{words} ({found.reason})" if found.reason else words
