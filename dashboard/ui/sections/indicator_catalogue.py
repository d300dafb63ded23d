"""The indicators, engagement by engagement, as the catalogue describes them."""

import streamlit as st

from dashboard import catalog
from dashboard.analyses.catalogue import indicators as published_indicators
from dashboard.config import Settings, settings
from dashboard.domain.indicator import Direction, Indicator, Kind, Nature
from dashboard.store import reads
from dashboard.ui import cache, navigation, table
from dashboard.ui.table import Column, Row
from dashboard.wording.target import short_target

KINDS = {
    Kind.SHARE: "part",
    Kind.MEAN: "moyenne",
    Kind.QUANTILE: "quantile",
    Kind.COUNT: "nombre",
    Kind.NPS: "recommandation nette",
    Kind.NET: "solde net",
    Kind.DISTRIBUTION: "répartition",
}
DIRECTIONS = {Direction.HIGHER: "plus haut", Direction.LOWER: "plus bas", Direction.NEUTRAL: "sans sens"}
NATURES = {Nature.PERCEIVED: "perçue", Nature.DELIVERED: "rendue"}
HEADS = ("Indicateur", "Code", "Qualité", "Forme", "Unité", "Mieux", "Règle de calcul", "Pourquoi", "Cibles", "Source")


def render() -> None:
    """One table an engagement, then the indicators that belong to none."""
    indicators = _known(settings()).values()
    edition = catalog.first_edition()
    st.header("Catalogue des indicateurs")
    st.html(
        f'<p class="spp-sentence">{len(indicators)} indicateurs, rangés par engagement de l’édition {edition.year}.</p>'
    )
    for commitment in edition.commitments:
        listed = [indicator for indicator in indicators if indicator.commitment == commitment.number]
        _group(f"{navigation.commitment_label(commitment)} ({len(listed)})", listed)
    others = [indicator for indicator in indicators if indicator.commitment is None]
    _group(f"Indicateurs transversaux ({len(others)})", others)


def _known(chosen: Settings) -> dict[str, Indicator]:
    """Ours and those of the installation, which are in the published file alone where its versions are copied."""
    known = catalog.indicators(chosen.home / "reference" / "indicators")
    if chosen.published_from and (reader := cache.whole_reader()):
        theirs = {row.code for row in reads.indicators(reader) if row.origin == "catalogue"} - known.keys()
        known |= {code: one for code, one in reader.compute(published_indicators).items() if code in theirs}
    return known


def _group(label: str, listed: list[Indicator]) -> None:
    with st.expander(label):
        table.html_table(
            label, [Column(head) for head in HEADS], [_row(indicator) for indicator in listed], filtered=False
        )


def _row(indicator: Indicator) -> Row:
    targets = "\u00a0; ".join(short_target(indicator, target) for target in indicator.targets)
    return [
        indicator.label,
        indicator.code,
        NATURES[indicator.nature],
        KINDS[indicator.kind],
        indicator.unit,
        DIRECTIONS[indicator.direction],
        indicator.rule,
        indicator.why,
        targets,
        indicator.source,
    ]
