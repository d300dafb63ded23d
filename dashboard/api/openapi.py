"""The OpenAPI 3.1 document, out of what the routes themselves follow."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dashboard.api import schemas
from dashboard.api.forms import MEDIA
from dashboard.api.operations import FIGURES, OPERATIONS, Operation
from dashboard.api.parameters import Parameter
from dashboard.api.problem import MEDIA as PROBLEM_MEDIA
from dashboard.api.problem import TITLES, Kind
from dashboard.api.tables import EVERY_AXIS
from dashboard.open_data.licence import Licence
from dashboard.wording.citation import PRODUCT

API_VERSION = "1.0.0"
ROOT = "/api/v1"
_OBJECT = {"type": "object"}
DOCUMENTS: Mapping[str, tuple[str, str, str, dict[str, Any]]] = {
    "": ("entry", "Lire l’entrée", "application/json", schemas.ENTRY),
    "/dictionary": ("dictionary", "Lire le dictionnaire (Table Schema)", "application/json", schemas.DICTIONARY),
    "/catalogue": (
        "catalogue",
        "Lire la description pour un catalogue (DCAT)",
        "application/ld+json",
        {"type": "object"},
    ),
    "/openapi.json": ("openapi", "Lire ce document (OpenAPI)", "application/json", _OBJECT),
}
"""Address → name, summary, media type and schema of what is not rows."""
_DESCRIPTION = (
    "Les résultats publiés du Baromètre, en lecture, sans inscription. Chaque ligne est le résultat que montrent les "
    "pages et la ligne de commande. Le secret statistique retient les petits effectifs et ce qui les ferait "
    "connaître, dans toutes les demandes ensemble. Une réponse porte la version des données (data_version), un ETag, "
    "et l’adresse de la page suivante (next, et en-tête Link)."
)
_EXAMPLES: Mapping[Kind, str] = {
    Kind.PARAMETER: "Le paramètre «\u00a0indicateur\u00a0» n’existe pas ici. Paramètres\u00a0: indicator, by.",
    Kind.QUESTION: "by=year donne des années entières\u00a0: commencer par from=2025-01.",
    Kind.UNKNOWN: "L’indicateur «\u00a0accueil\u00a0» n’est pas publié. Codes proches\u00a0: accueil-courtois.",
    Kind.ADDRESS: "Cette adresse ne mène à rien\u00a0: partir de /api/v1, qui liste les autres.",
    Kind.METHOD: "Cette adresse se lit par GET ou HEAD, et rien d’autre.",
    Kind.CURSOR: "Ce curseur ne désigne aucune page de cette demande sur la version en service\u00a0: reprendre à la "
    "première page, sans cursor.",
    Kind.RATE: "Cette adresse dépasse 120\u00a0demandes par minute\u00a0: recommencer dans 3\u00a0secondes.",
    Kind.UNAVAILABLE: "Aucune donnée n’est publiée\u00a0: recommencer plus tard.",
    Kind.FAULT: "Une erreur inattendue s’est produite\u00a0: recommencer. Référence\u00a0: 1f2e3d4c.",
}


@lru_cache(maxsize=8)
def document(base: str, licence: Licence | None, notice: str = "") -> dict[str, Any]:
    """The whole document, made once: nobody changes it. `base`: the path of the application; `notice`:
    what is said of invented data."""
    paths = {one.path: {"get": _operation(one)} for one in OPERATIONS}
    paths |= {
        path or "/": {"get": _document(name, summary, media, schema)}
        for path, (name, summary, media, schema) in DOCUMENTS.items()
    }
    info: dict[str, Any] = {
        "title": f"API du {PRODUCT}",
        "version": API_VERSION,
        "description": f"{notice} {_DESCRIPTION}".strip(),
    }
    if licence is not None:
        info["license"] = {"name": licence.title, "url": licence.address}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": f"{base}{ROOT}", "description": "Cette installation"}],
        "tags": [{"name": "Données"}, {"name": "Descriptions"}],
        "paths": paths,
        "components": {"schemas": _schemas(), "responses": _responses(base), "headers": _headers()},
    }


def _schemas() -> dict[str, Any]:
    found = {one.table.name: schemas.row_schema(one.table) for one in OPERATIONS}
    axes = tuple(axis.value for axis in EVERY_AXIS)
    found[FIGURES] = schemas.row_schema(OPERATIONS[0].table, axes)
    return found | {"problem": schemas.PROBLEM}


def _operation(one: Operation) -> dict[str, Any]:
    refused = [Kind.PARAMETER, Kind.UNKNOWN, Kind.CURSOR]
    refused += [Kind.QUESTION] if one.name == FIGURES else []
    content: dict[str, Any] = {
        MEDIA["json"]: {"schema": schemas.envelope(one), "example": _example(one)},
        "text/csv": {"schema": {"type": "string"}},
        MEDIA["parquet"]: {"schema": {"type": "string", "format": "binary"}},
    }
    return {
        "operationId": one.name,
        "tags": ["Données"],
        "summary": one.summary,
        "description": one.description,
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "responses": _answers(content, refused, {"Link": {"$ref": "#/components/headers/Link"}}),
    }


def _document(name: str, summary: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "tags": ["Descriptions"],
        "summary": summary,
        "parameters": [],
        "responses": _answers({media: {"schema": schema}}, [Kind.PARAMETER, Kind.UNKNOWN], {}),
    }


def _answers(content: dict[str, Any], refused: list[Kind], headers: dict[str, Any]) -> dict[str, Any]:
    known = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Cache-Control")}
    usual = [Kind.METHOD, Kind.RATE, Kind.FAULT, Kind.UNAVAILABLE]
    return {
        "200": {"description": "La réponse.", "headers": known | headers, "content": content},
        "304": {"description": "La réponse déjà reçue (If-None-Match) vaut encore.", "headers": known},
        **{str(TITLES[kind][0]): {"$ref": f"#/components/responses/{kind.value}"} for kind in (*refused, *usual)},
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "required": one.required,
        "description": one.meaning,
        "schema": one.schema(),
    }
    if one.many:
        found |= {"style": "form", "explode": True}
    if one.example:
        found["example"] = [one.example] if one.many else int(one.example) if one.whole else one.example
    return found


def _example(one: Operation) -> dict[str, Any]:
    columns = [name for name in one.table.columns if one.name != FIGURES or name in one.example or name not in _AXES]
    beside: dict[str, Any] = {}
    if one.name == FIGURES:
        beside = {"by": ["service", "month"], "period": {"from": "2026-01", "to": "2026-03"}}
    if one.name == "indicator":
        target = {"year": 2026, "operator": ">=", "value": 80.0, "scope": None, "source": None}
        beside = {"targets": [target], "breaks": [], "grades": []}
    rows = [{name: one.example.get(name) for name in columns}]
    return {"data_version": 12, "notice": None, "total": 1, "next": None, **beside, "rows": rows}


_AXES = {axis.value for axis in EVERY_AXIS}


def _responses(base: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind, example in _EXAMPLES.items():
        status, title = TITLES[kind]
        body = {"type": f"{base}/api/#{kind.value}", "title": title, "status": status, "detail": example}
        content = {"schema": {"$ref": "#/components/schemas/problem"}, "example": body | {"instance": f"{base}{ROOT}"}}
        found[kind.value] = {"description": title, "content": {PROBLEM_MEDIA: content}}
    for kind in (Kind.RATE, Kind.UNAVAILABLE):
        found[kind.value]["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    found[Kind.METHOD.value]["headers"] = {"Allow": {"$ref": "#/components/headers/Allow"}}
    return found


def _headers() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "ETag": {"description": "Empreinte de la réponse, à rendre dans If-None-Match.", "schema": text},
        "Cache-Control": {"description": "Durée pendant laquelle la réponse peut être gardée.", "schema": text},
        "Link": {"description": "Adresse de la page suivante (RFC 8288).", "schema": text},
        "Allow": {"description": "Méthodes acceptées.", "required": True, "schema": text},
        "Retry-After": {"description": "Secondes à attendre.", "required": True, "schema": {"type": "integer"}},
    }
