"""The catalogue and the annual results in the shape of SP+: rates with an update date, without any base."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from dashboard.demo.network import DemoSite
from dashboard.demo.scale import LAST_MONTH, Scale
from dashboard.demo.seeds import generator
from dashboard.demo.writing import write_rows
from dashboard.domain.indicator import Indicator, Nature

INDICATOR_HEADER = (
    "Code SP+ de l'indicateur", "Réseau", "Intitulé original de l'indicateur", "Intitulé usager de l'indicateur",
    "Type d'indicateur", "Sources et méthodes", "Type d'unité", "Unité",
)  # fmt: skip
RESULT_HEADER = (
    "Code SP+ du résultat", "Intitulé du réseau", "Typologie", "Intitulé de la structure", "Code SP+ de la structure",
    "Titre original de l'indicateur", "Code SP+ de l'indicateur", "Valeur", "Fréquence", "Date de mise à jour",
)  # fmt: skip
PUBLISHED = {"locaux-accessibles": 74.0, "actions-tenues": 68.0}
"""Indicators that reach us as published rates only, with their usual level."""
_SHARE_OF_SITES = 0.5


def write_indicators(path: Path, catalogue: Mapping[str, Indicator]) -> int:
    """Write the SP+ entries of the indicators that RESULTS uses. Returns the number of rows."""
    rows = []
    for code in PUBLISHED:
        entry = catalogue[code]
        nature = "satisfaction" if entry.nature is Nature.PERCEIVED else "performance"
        unit = "Taux" if entry.unit == "%" else "Nombre"
        rows.append((code, "", entry.technical_label, entry.label, nature, entry.rule, unit, entry.unit))
    return write_rows(path, INDICATOR_HEADER, rows)


def write_results(path: Path, sites: tuple[DemoSite, ...], scale: Scale, catalogue: Mapping[str, Indicator]) -> int:
    """Write one rate a year for half of the sites, updated in the next winter. Returns the number of rows."""
    rng = generator("results")
    publishing = [site for site in sites if site.kind.handles and site.active and rng.random() < _SHARE_OF_SITES]
    rows: list[tuple[object, ...]] = []
    for code, level in PUBLISHED.items():
        own = rng.normal(0, 6, len(publishing))
        for year in range(scale.first_month.year, LAST_MONTH.year):
            noise = rng.normal(0, 2.5, len(publishing))
            for index, site in enumerate(publishing):
                updated = dt.date(year + 1, int(rng.integers(1, 4)), int(rng.integers(1, 29)))
                if site.open_in(dt.date(year, 12, 1)):
                    value = float(np.clip(level + own[index] + noise[index], 5, 99))
                    rows.append(_row(len(rows), site, code, catalogue[code], value, updated))
    return write_rows(path, RESULT_HEADER, rows)


def _row(rank: int, site: DemoSite, code: str, entry: Indicator, value: float, updated: dt.date) -> tuple[object, ...]:
    text = f"{value:.1f}".replace(".", ",")
    kind = site.kind
    name = entry.technical_label
    return (
        f"RES-{rank + 1:05d}",
        kind.service,
        kind.label,
        site.label,
        site.code,
        name,
        code,
        text,
        "annuelle",
        updated,
    )
