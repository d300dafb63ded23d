"""The JSON Schemas of what leaves: rows of a table, their envelope, problem details."""

from typing import Any

from dashboard.api.operations import FIGURES, Operation
from dashboard.api.problem import Kind
from dashboard.api.tables import EVERY_AXIS
from dashboard.open_data.fields import Field, Table

NOTICE = {"type": ["string", "null"], "description": "Avertissement\u00a0: données inventées. null\u00a0: aucun."}
VERSION = {"type": "integer", "minimum": 1, "description": "Version des données."}


def row_schema(table: Table, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """A row: every column is there, `optional` ones aside."""
    return {
        "type": "object",
        "title": table.title,
        "description": table.description,
        "properties": {field.name: _column(field) for field in table.fields},
        "required": [name for name in table.columns if name not in optional],
        "additionalProperties": False,
    }


def _column(field: Field) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "string", "format": "date"} if field.kind == "date" else {"type": field.kind}
    if field.values:
        kind["enum"] = list(field.values)
    if not field.required:
        kind["type"] = [kind["type"], "null"]
    return kind | {"description": field.meaning}


def envelope(operation: Operation) -> dict[str, Any]:
    """The document that an operation answers."""
    properties: dict[str, Any] = {
        "data_version": VERSION,
        "notice": NOTICE,
        "total": {"type": "integer", "minimum": 0, "description": "Lignes de toutes les pages."},
        "next": {
            "type": ["string", "null"],
            "description": "Adresse de la page suivante, relative à celle du serveur. null\u00a0: dernière page.",
        },
        **_beside(operation),
        "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{operation.table.name}"}},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _beside(operation: Operation) -> dict[str, Any]:
    text, whole, maybe = {"type": "string"}, {"type": "integer"}, {"type": ["string", "null"]}
    if operation.name == FIGURES:
        months = {"from": text, "to": text}
        period = {"type": ["object", "null"], "properties": months, "required": list(months)}
        words = [axis.value for axis in EVERY_AXIS]
        return {
            "by": {"type": "array", "items": {"type": "string", "enum": words}, "description": "Axes demandés."},
            "period": period | {"description": "Mois demandés. null\u00a0: tout ce qui est publié."},
        }
    if operation.name != "indicator":
        return {}
    truth = {"type": "boolean"}
    target = {"year": whole, "operator": text, "value": {"type": "number"}, "scope": maybe, "source": maybe}
    return {
        "targets": _list(target, "Cibles."),
        "breaks": _list({"month": text, "label": text, "service": maybe}, "Ruptures de méthode."),
        "grades": _list(
            {"index": whole, "label": text, "favourable": truth, "unfavourable": truth}, "Réponses possibles."
        ),
    }


def _list(properties: dict[str, Any], meaning: str) -> dict[str, Any]:
    item = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"type": "array", "items": item, "description": meaning}


PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Refus (RFC 9457)",
    "properties": {
        "type": {
            "type": "string",
            "description": f"Nature du refus\u00a0: adresse qui finit par {', '.join(f'#{kind}' for kind in Kind)}.",
        },
        "title": {"type": "string", "description": "Nature du refus, en quelques mots."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "Ce qui ne va pas et ce qu’il faut faire, en une phrase."},
        "instance": {"type": "string", "description": "Adresse demandée."},
        "parameter": {"type": "string", "description": "Paramètre refusé, s’il y en a un."},
    },
    "required": ["type", "title", "status", "detail", "instance"],
    "additionalProperties": False,
}
ENTRY: dict[str, Any] = {
    "type": "object",
    "title": "Entrée de l’API",
    "properties": {
        "data_version": VERSION,
        "notice": NOTICE,
        "title": {"type": "string"},
        "api_version": {"type": "string"},
        "published_at": {"type": "string", "format": "date-time", "description": "Publication de la version (UTC)."},
        "period": {
            "type": ["object", "null"],
            "properties": {"from": {"type": "string"}, "to": {"type": "string"}, "last_whole": {"type": "string"}},
            "description": "Premier et dernier mois publiés, et dernier mois entier.",
        },
        "licence": {
            "type": ["object", "null"],
            "properties": {"title": {"type": "string"}, "address": {"type": "string"}},
            "description": "null\u00a0: données inventées, sans licence.",
        },
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "href": {"type": "string"}, "title": {"type": "string"}},
                "required": ["name", "href", "title"],
            },
            "description": "Ce qui peut être demandé.",
        },
    },
    "required": ["data_version", "notice", "title", "api_version", "published_at", "period", "licence", "rows"],
    "additionalProperties": False,
}
DICTIONARY: dict[str, Any] = {
    "type": "object",
    "title": "Dictionnaire",
    "properties": {
        "data_version": VERSION,
        "notice": NOTICE,
        "rows": {"type": "array", "items": {"type": "object"}, "description": "Un Table Schema par ressource."},
    },
    "required": ["data_version", "notice", "rows"],
    "additionalProperties": False,
}
