"""The documentation of the API, out of its OpenAPI document: what can be asked, what comes back, what is refused."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.public_pages.rendering import Frame, render


@dataclass(frozen=True, slots=True)
class Column:
    """A parameter, or a column of a row. `form`: what it may be, in words."""

    name: str
    form: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Described:
    """An address: how to ask it, and what a row holds."""

    name: str
    path: str
    address: str
    summary: str
    description: str
    parameters: tuple[Column, ...]
    columns: tuple[Column, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind of refusal: the anchor that its `type` leads to."""

    anchor: str
    status: int
    title: str
    example: str


def page(frame: Frame, document: Mapping[str, Any], asked: Mapping[str, str]) -> str:
    """The page. `asked`: the end of the address of an example, by operation."""
    root = document["servers"][0]["url"]
    described = [_described(document, root, path, each["get"], asked) for path, each in document["paths"].items()]
    return render(
        "api_documentation.html",
        frame,
        root=root,
        description=document["info"]["description"],
        resources=[one for one in described if one.columns],
        documents=[one for one in described if not one.columns],
        refusals=sorted(_refusals(document), key=lambda one: one.status),
    )


def _described(
    document: Mapping[str, Any], root: str, path: str, operation: Mapping[str, Any], asked: Mapping[str, str]
) -> Described:
    content = operation["responses"]["200"]["content"].get("application/json", {})
    item = content.get("schema", {}).get("properties", {}).get("rows", {}).get("items", {})
    rows = document["components"]["schemas"].get(str(item.get("$ref", "")).rpartition("/")[2], {})
    parameters = operation["parameters"]
    address = path
    for one in parameters:
        address = address.replace(f"{{{one['name']}}}", str(one.get("example", "")))
    return Described(
        operation["operationId"],
        f"{root}{path}".removesuffix("/"),
        f"{root}{address}".removesuffix("/") + asked.get(operation["operationId"], ""),
        operation["summary"],
        operation.get("description", ""),
        tuple(Column(one["name"], _form(one), one["description"]) for one in parameters),
        tuple(Column(name, _kind(of), of["description"]) for name, of in rows.get("properties", {}).items()),
        json.dumps(content["example"], ensure_ascii=False, indent=2) if "example" in content else "",
    )


_LONG = 10
"""Words that are too many to be listed: the meaning says them."""


def _form(parameter: Mapping[str, Any]) -> str:
    schema = parameter["schema"]
    one = schema.get("items", schema)
    said = ["obligatoire"] if parameter["required"] else []
    if "maximum" in one:
        said.append(f"entier de 1 à {one['maximum']}")
    elif "enum" in one:
        said.append(" ou ".join(one["enum"]) if len(one["enum"]) < _LONG else "une combinaison")
    if "maxItems" in schema:
        said.append(f"{schema['maxItems']}\u00a0valeurs au plus")
    if "default" in one:
        said.append(f"par défaut {one['default']}")
    if "example" in parameter and not 0 < len(one.get("enum", ())) < _LONG and "default" not in one:
        example = parameter["example"]
        said.append(f"par exemple {example[0] if isinstance(example, list) else example}")
    return "\u00a0; ".join(said)


_KINDS = {"string": "texte", "integer": "entier", "number": "nombre", "boolean": "vrai ou faux"}


def _kind(schema: Mapping[str, Any]) -> str:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    word = "date" if schema.get("format") == "date" else _KINDS[kinds[0]]
    return f"{word} ou null" if "null" in kinds else word


def _refusals(document: Mapping[str, Any]) -> Iterator[Refused]:
    for anchor, response in document["components"]["responses"].items():
        example = next(iter(response["content"].values()))["example"]
        yield Refused(anchor, example["status"], example["title"], example["detail"])
