"""A gap at equal mix: between two periods or two services, over the strata that the data have."""

from html import escape

import streamlit as st

from dashboard.analyses.composition import Composition, between_periods, between_services
from dashboard.analyses.question import Axis
from dashboard.analyses.service_comparison import ServiceComparison
from dashboard.domain.estimate import Shown
from dashboard.ui import address, reading, table
from dashboard.ui.context import View
from dashboard.ui.table import Column, Content, Table
from dashboard.wording import composition as wording
from dashboard.wording import numerals, short

SIDES = {"periodes": "Deux périodes", "services": "Deux services"}
AXES = {
    "periodes": {"typologie": Axis.SITE_TYPE, "region": Axis.REGION, "service": Axis.SERVICE},
    "services": {"region": Axis.REGION, "typologie": Axis.SITE_TYPE},
}
NAMES = {"typologie": "Typologies", "region": "Régions", "service": "Services"}


def render(view: View, found: ServiceComparison) -> None:
    """The choice of both sides and of the strata, the reading, then the table of the strata."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        between = address.switch("Écart entre", "ecart", SIDES, default="periodes")
        names = {code: NAMES[code] for code in AXES[between]}
        strata = address.switch("Strates", f"strates-{between}", names, default=next(iter(names)))
        pair = _pair(found) if between == "services" else None
    axis, chosen = AXES[between][strata], view.selection
    if between == "services" and pair is None:
        st.info(wording.TWO_NEEDED)
        return
    if pair is None:
        made = view.reader.compute(
            between_periods, found.indicator.code, chosen.scope, view.thresholds, chosen.period, axis, chosen.against
        )
        sides = chosen.when, chosen.before
    else:
        made = view.reader.compute(
            between_services, found.indicator.code, chosen.scope, view.thresholds, chosen.period, axis, pair
        )
        labels = {item.service: item.label for item in found.services}
        sides = labels[pair[0]], labels[pair[1]]
    reading.show(made.reading)
    st.html(f'<p class="spp-data">{escape(wording.METHOD)}</p>')
    if made.rows:
        table.show(effects_table(made))
        table.show(strata_table(made, sides, NAMES[strata]))


def warn(view: View, indicator: str) -> None:
    """Under two periods compared: what mix explains, when it is a part that matters."""
    chosen = view.selection
    made = view.reader.compute(
        between_periods, indicator, chosen.scope, view.thresholds, chosen.period, Axis.SITE_TYPE, chosen.against
    )
    if made.material:
        reading.show(made.reading)


def _pair(found: ServiceComparison) -> tuple[str, str] | None:
    """Two services with a figure: by default the highest and the lowest."""
    labels = {item.service: item.label for item in found.services if isinstance(item.judged.figure.estimate, Shown)}
    if len(labels) < 2:
        return None
    codes = list(labels)
    first = address.one("Service", "premier", labels, default=codes[0], width=300)
    others = {code: label for code, label in labels.items() if code != first}
    second = address.one("Comparé à", "second", others, default=list(others)[-1], width=300)
    return str(first), str(second)


def effects_table(made: Composition) -> Table:
    """The raw gap, its two effects, and the gap at equal mix."""
    assert made.split is not None
    assert made.standardised is not None
    indicator, equal = made.indicator, made.standardised.difference

    def gap(value: float | None) -> str:
        return "" if value is None else numerals.gap(indicator, value)

    def margin(lower: float | None, upper: float | None) -> str:
        return numerals.interval(lower, upper, indicator.decimals)

    raw = made.raw
    rows: list[list[Content]] = [
        ["Écart publié", gap(raw.difference), margin(raw.lower, raw.upper), short.GAPS[raw.verdict]],
        ["Écart sur les strates communes", gap(made.split.difference), "", ""],
        ["dont effet des niveaux", gap(made.split.rate_effect), "", ""],
        ["dont effet de la composition", gap(made.split.mix_effect), "", ""],
        ["Écart à composition identique", gap(equal.value), margin(equal.lower, equal.upper), short.GAPS[made.verdict]],
    ]
    return Table.of(f"{indicator.label}\u00a0: ce qui fait l’écart", ["", "Écart", "Intervalle", "Verdict"], rows)


def strata_table(made: Composition, sides: tuple[str, str], strata: str) -> Table:
    """One row a stratum of both sides: its figure and its weight on each."""
    indicator = made.indicator
    columns: list[Column | str] = [strata]
    for side in sides:
        columns += [f"Valeur, {side}", Column(f"Part des réponses, {side}", 1, "%")]
    rows: list[list[Content]] = [
        [
            row.label,
            short.value(indicator, row.first),
            100 * row.shares[0],
            short.value(indicator, row.second),
            100 * row.shares[1],
        ]
        for row in made.rows
    ]
    return Table.of(f"{indicator.label}, par strate", columns, rows)
