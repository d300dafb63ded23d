"""All the indicators of a site among its peers, on one chart."""

from collections.abc import Sequence

from dashboard.analyses.site_sheet import SheetRow, SiteSheet
from dashboard.analyses.spine import quarter
from dashboard.charts.adapters import verdict
from dashboard.charts.scale import Measure
from dashboard.charts.spine import SpineRow, spine
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Direction
from dashboard.ui import chart
from dashboard.ui.context import View
from dashboard.ui.table import Column, Table
from dashboard.wording import numerals, short
from dashboard.wording.reading import Reading
from dashboard.wording.site_sheet import read_spine


def render(view: View, found: SiteSheet, filename: str) -> None:
    """The spine chart with its sentence and table; the sentence alone when no indicator has enough peers."""
    rows = [row for row in found.rows if row.spine is not None]
    chart.show(
        lambda: spine([_drawn(row) for row in rows], view.palette),
        key="site_pairs",
        alt=f"Indicateurs de {found.site.name} parmi ses pairs. {reading(rows).conclusion}",
        reading=reading(rows),
        table=lambda: as_table(found.site.name, rows),
        filename=filename,
    )


def reading(rows: Sequence[SheetRow]) -> Reading:
    """Where the site stands, indicators without polarity left aside for the quarters."""
    quarters = []
    for row in rows:
        estimate, direction = row.figure.estimate, row.figure.indicator.direction
        if row.spine is not None and isinstance(estimate, Shown) and direction is not Direction.NEUTRAL:
            quarters.append(quarter(estimate, row.spine, higher_is_better=direction is Direction.HIGHER))
    similar = sum(row.spine is not None and row.spine.similar for row in rows)
    return read_spine(len(rows), quarters.count(1), quarters.count(-1), similar)


def _drawn(row: SheetRow) -> SpineRow:
    indicator, estimate = row.figure.indicator, row.figure.estimate
    assert isinstance(estimate, Shown)
    assert row.spine is not None
    return SpineRow(
        indicator.label,
        estimate,
        row.spine,
        Measure.of(indicator),
        verdict(row.peers.verdict),
        indicator.direction is Direction.LOWER,
        indicator.direction is Direction.NEUTRAL,
    )


def as_table(name: str, rows: Sequence[SheetRow]) -> Table:
    """One row an indicator: the site, then the spread of its peers."""
    heads = ["Indicateur", "Site", "Précision", "Pairs, minimum", "1er quartile", "Médiane", "3e quartile", "Maximum"]
    lines = []
    for row in rows:
        indicator, estimate, found = row.figure.indicator, row.figure.estimate, row.spine
        assert found is not None
        cuts = (found.low, found.lower_quartile, found.median, found.upper_quartile, found.high)
        texts = [None if cut is None else _value(row, cut) for cut in cuts]
        peers = f"{numerals.number(found.n_peers)}{', taille semblable' if found.similar else ''}"
        own = [indicator.label, short.value(indicator, estimate), short.details(indicator, estimate)]
        lines.append([*own, *texts, peers, short.NETWORK.get(row.peers.verdict, "").replace("le réseau", "ses pairs")])
    columns = [*(Column(head) for head in heads), Column("Pairs"), Column("Verdict")]
    return Table.of(f"{name} parmi ses pairs", columns, lines)


def _value(row: SheetRow, value: float) -> str:
    return Measure.of(row.figure.indicator).text(value)
