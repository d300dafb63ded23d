"""Two to six chosen services side by side over the engagements: the same indicator, the same axis, the same months."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.analyses.profiles import LEAST, MOST, Line, Profiles, most_apart, profiles, read_lines
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.services import Matrix, matrix
from dashboard.charts import adapters
from dashboard.charts.grouped_intervals import Group, grouped_intervals
from dashboard.charts.intervals import Point
from dashboard.charts.scale import Measure
from dashboard.domain.comparison import Verdict as Found
from dashboard.domain.period import Period
from dashboard.ui import chart, navigation, reading
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column, Table
from dashboard.wording import dates, numerals, short
from dashboard.wording import profiles as wording
from dashboard.wording.reading import Reading

LENGTHS = {"Période choisie": 0, "12 mois": 12, "24 mois": 24}
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
    known = view.reader.compute(matrix, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
    asked, length = _choices(view)
    codes = asked if len(asked) >= LEAST else _usual(known, asked or chosen.scope.services)
    if codes is None:
        st.info(wording.NOT_ENOUGH)
        return
    period = Period.ending(chosen.period.last_month, length) if length else chosen.period
    found = view.reader.compute(profiles, codes, chosen.scope, view.thresholds, period=period)
    caption = wording.caption(list(found.services.values()), dates.period(period), usual=not asked)
    st.html(f'<p class="spp-data">{escape(caption)}</p>')
    _charts(view, found)


def _choices(view: View) -> tuple[tuple[str, ...], int]:
    labels = view.selection.labels.services
    with st.container(horizontal=True, vertical_alignment="bottom"):
        codes = st.multiselect(
            f"Services à comparer ({LEAST} à {MOST})",
            list(labels),
            format_func=labels.__getitem__,
            key="comparer",
            bind="query-params",
            max_selections=MOST,
            placeholder="Les deux qui diffèrent le plus",
            width=520,
        )
        length = st.segmented_control(
            "Mois comparés", list(LENGTHS), default="Période choisie", required=True, key="duree", bind="query-params"
        )
    return tuple(codes), LENGTHS[str(length)]


def _usual(known: Matrix, kept: Sequence[str]) -> tuple[str, ...] | None:
    """The services of the filters when there are several, else the two that differ most (one of them kept alone)."""
    if LEAST <= len(kept) <= MOST:
        return tuple(kept)
    return most_apart(known, kept[0] if len(kept) == 1 else None)


def _charts(view: View, found: Profiles) -> None:
    """One chart a unit: the shares together, whatever has another unit apart, on its own axis."""
    if not found.lines:
        reading.show(found.reading)
        return
    units: dict[str, list[Line]] = {}
    for line in found.lines:
        units.setdefault(line.indicator.unit, []).append(line)
    family = sum(pair.comparison.verdict is not Found.NOT_TESTED for line in found.lines for pair in line.pairs)
    for place, lines in enumerate(sorted(units.values(), key=len, reverse=True)):
        read = read_lines(found.services, lines, found.setting, family) if place else found.reading
        _chart(view, found, lines, read, f"profils_{place}")
    chart.data_panel(
        "profils_ecarts", "Voir les écarts deux à deux", lambda: gaps_table(found), "ecarts-entre-services"
    )


def _chart(view: View, found: Profiles, lines: Sequence[Line], read: Reading, key: str) -> None:
    measure = Measure.of(lines[0].indicator)
    measure = measure if len(lines) == 1 else replace(measure, title="")
    groups = [_group(line, found, measure) for line in lines]
    codes = tuple(line.indicator.code for line in lines)
    scope = replace(view.selection.scope, services=tuple(found.services))
    names = wording.names(list(found.services.values()))
    chart.show(
        lambda: grouped_intervals(groups, measure, view.palette),
        key=key,
        alt=f"{names} par engagement, avec intervalle de confiance à 95 %. {read.conclusion}",
        reading=read,
        table=lambda: figures_table(found, lines),
        filename="services-compares",
        method=lambda: method_of(view, Question(codes, (Axis.SERVICE,), scope, found.period)),
    )


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


def figures_table(found: Profiles, lines: Sequence[Line]) -> Table:
    """One row an engagement and service."""
    rows = [
        [
            navigation.commitment_label(line.commitment),
            line.indicator.label,
            label,
            *figure_cells(line.indicator, line.figures[code], mixed=True),
            short.NETWORK.get(line.network[code].verdict, ""),
        ]
        for line in lines
        for code, label in found.services.items()
    ]
    columns: list[Column | str] = ["Engagement", "Indicateur", "Service", *figure_columns(None), "Face au réseau"]
    return Table.of("Services comparés, par engagement", columns, rows)


def gaps_table(found: Profiles) -> Table:
    """One row an engagement and pair of services: the gap, its interval, the verdict once corrected."""
    rows = []
    for line in found.lines:
        for pair in line.pairs:
            gap, first, second = pair.comparison, found.services[pair.first], found.services[pair.second]
            drawn = "" if gap.difference is None else numerals.gap(line.indicator, gap.difference)
            margin = numerals.interval(gap.lower, gap.upper, line.indicator.decimals)
            words = short.PAIR.get(gap.verdict, "")
            verdict = f"{words} ({gap.reason})" if gap.reason else words
            rows.append([navigation.commitment_label(line.commitment), first, second, drawn, margin, verdict])
    columns = ["Engagement", "Service", "Comparé à", "Écart", "Intervalle de l’écart", "Verdict"]
    return Table.of("Écarts deux à deux, par engagement", columns, rows)
