"""datapackage.json: the files of the package and their dictionaries (frictionless Data Package)."""

from typing import Any

from dashboard.open_data.facts import MEDIA, TITLE, Facts, Written
from dashboard.open_data.fields import Table

MARK = "barometre-services-publics-plus/export"
"""What tells a package of ours."""
GENERATOR, CONTENT = "x-generator", "x-content"


def schema_path(table: Table) -> str:
    """Where the dictionary of a file is."""
    return f"schemas/{table.name}.json"


def data_package(facts: Facts, content: list[str]) -> dict[str, Any]:
    """The descriptor. `content`: every file of the package, itself apart."""
    found: dict[str, Any] = {
        "profile": "data-package",
        "name": "barometre-services-publics-plus",
        "title": TITLE,
        "description": " ".join(
            part for part in (facts.notice, "Lire LISEZMOI.md\u00a0: contenu, statuts, secret statistique.") if part
        ),
        "version": str(facts.version),
        "created": facts.issued,
        "keywords": ["services publics +", "qualité de service", "satisfaction des usagers"],
    }
    if facts.licence is not None:
        licence = facts.licence
        name = {"name": licence.code} if licence.code else {}
        found["licenses"] = [name | {"title": licence.title, "path": licence.address}]
    return found | {
        "resources": [_resource(file) for file in facts.files],
        GENERATOR: MARK,
        CONTENT: content,
    }


def _resource(file: Written) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": file.key,
        "path": file.name,
        "title": file.table.title,
        "description": file.table.description,
        "format": file.form,
        "mediatype": MEDIA[file.form],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": schema_path(file.table),
        "x-rows": file.rows,
    }
    if file.form != "csv":
        return {"profile": "data-resource"} | found
    dialect = {"delimiter": file.table.delimiter, "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}
    return {"profile": "tabular-data-resource"} | found | {"encoding": "utf-8", "dialect": dialect}
