"""The indicators, engagement by engagement, as the catalogue describes them."""

import streamlit as st

from dashboard import catalog
from dashboard.config import settings
from dashboard.domain.indicator import Direction, Indicator, Kind, Nature
from dashboard.ui import navigation, table
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
    indicators = catalog.indicators(settings().home / "reference" / "indicators").values()
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
