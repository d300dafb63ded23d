"""What can be asked: each address, its parameters, and what answers it. Routes and the OpenAPI document follow it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.api import listings, tables
from dashboard.api.answer import Answer
from dashboard.api.asked_figures import question
from dashboard.api.combinations import BY
from dashboard.api.figures import figure_answer
from dashboard.api.listings import Published
from dashboard.api.parameters import (
    ACTIVE,
    CODE,
    COMMITMENT,
    EDITION,
    FROM,
    INDICATOR,
    NATURE,
    PAGES,
    PLACES,
    SEARCH,
    SITE,
    TO,
    Asked,
    Parameter,
)
from dashboard.open_data.fields import Table

FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Operation:
    """An address that answers rows. `asked`: the end of an example; `example`: a row, some members left out."""

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    table: Table
    answer: Callable[[Published, Asked], Answer]
    example: Mapping[str, Any]
    asked: str = ""


def _figures(data: Published, asked: Asked) -> Answer:
    return figure_answer(data.reader, question(data.reader, asked), data.settings)


_INDICATOR = {
    "code": "satisfaction-globale",
    "label": "Satisfaction globale",
    "nature": "perceived",
    "kind": "share",
    "unit": "%",
    "direction": "higher",
    "decimals": 1,
    "minimum_n": 30,
}
"""The example of an indicator."""
OPERATIONS = (
    Operation(
        FIGURES,
        "/figures",
        "Lire des résultats",
        "Un résultat par indicateur et par combinaison des axes de by\u00a0: les mêmes lignes que la commande figures "
        "et que les pages. Les petits effectifs, et ce qui les ferait connaître, sont retenus\u00a0: la ligne a alors "
        "un statut et aucun nombre. Ne jamais faire la moyenne de parts\u00a0: demander la maille au-dessus. Une "
        "demande qui peut donner plus de 20\u00a0000\u00a0lignes est refusée.",
        (INDICATOR, BY, FROM, TO, *PLACES, SITE, *PAGES),
        tables.FIGURES,
        _figures,
        {
            "indicator": "satisfaction-globale",
            "service": "tribunaux-judiciaires",
            "month": "2026-03",
            "value": 71.2,
            "lower": 69.8,
            "upper": 72.5,
            "n": 4312,
            "status": "ok",
            "numerator": 3070.0,
            "denominator": 4312.0,
        },
        "?indicator=satisfaction-globale&by=service,month&from=2026-01&to=2026-03",
    ),
    Operation(
        "sites",
        "/sites",
        "Lister les sites",
        "Les sites qui répondent à tous les filtres, ouverts ou fermés.",
        (*PLACES, SEARCH, ACTIVE, *PAGES),
        tables.SITES,
        listings.sites,
        {
            "code": "TJ-VALMORANDE",
            "label": "Tribunal judiciaire de Valmorande",
            "service": "tribunaux-judiciaires",
            "site_type": "TYP-TJ",
            "region": "84",
            "department": "69",
            "active": True,
            "level": "site",
        },
        "?search=valmorande",
    ),
    Operation(
        "services",
        "/services",
        "Lister les services",
        "Les services (réseaux) et leur nombre de sites.",
        PAGES,
        tables.SERVICES,
        listings.services,
        {"code": "tribunaux-judiciaires", "label": "Tribunaux judiciaires", "n_sites": 164, "n_active": 160},
    ),
    Operation(
        "commitments",
        "/commitments",
        "Lister les engagements",
        "Les engagements du programme, dans chacune de ses éditions.",
        (EDITION, *PAGES),
        tables.COMMITMENTS,
        listings.commitments,
        {
            "edition": 2021,
            "valid_from": "2021-01-01",
            "number": 1,
            "pillar": "proches",
            "label": "Dans le respect mutuel, vous êtes accueillis avec courtoisie et bienveillance",
            "short_label": "Accueil courtois",
        },
        "?edition=2021",
    ),
    Operation(
        "indicators",
        "/indicators",
        "Lister les indicateurs",
        "Ce qui est mesuré\u00a0: définition, règle de calcul, source, unité, sens favorable.",
        (COMMITMENT, NATURE, *PAGES),
        tables.INDICATORS,
        listings.indicators,
        _INDICATOR | {"first_month": "2018-01-01"},
        "?nature=perceived",
    ),
    Operation(
        "indicator",
        "/indicators/{code}",
        "Lire un indicateur",
        "Un indicateur, avec ses cibles, ses ruptures de méthode et, s’il en a, les réponses possibles.",
        (CODE, *PAGES),
        tables.INDICATORS,
        listings.one_indicator,
        _INDICATOR,
    ),
    Operation(
        "targets",
        "/targets",
        "Lister les cibles",
        "Les valeurs à atteindre, par indicateur et par année.",
        (replace(INDICATOR, required=False), *PAGES),
        tables.TARGETS,
        listings.targets,
        {"indicator": "affaires-civiles-12-mois", "year": 2026, "operator": ">=", "value": 80.0},
        "?indicator=affaires-civiles-12-mois",
    ),
    Operation(
        "surveys",
        "/surveys",
        "Lister les enquêtes",
        "Les vagues d’enquête et leur calendrier.",
        PAGES,
        tables.SURVEYS,
        listings.surveys,
        {"code": "satisfaction-2026-s1", "label": "Satisfaction des usagers, 1er semestre 2026", "state": "closed"},
    ),
    Operation(
        "versions",
        "/versions",
        "Lister les versions publiées",
        "Les publications conservées par l’installation\u00a0; seule celle qui est en service répond.",
        PAGES,
        tables.VERSIONS,
        listings.versions,
        {"version": 12, "published_at": "2026-11-03T14:05:00Z", "current": True},
    ),
)
"""Every address that answers rows, the most asked first."""
