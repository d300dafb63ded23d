"""What a package of open data says of its files, checked against the files: types, rules, keys, sizes, digests."""

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, str]

READS: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": dt.date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def rows_of(folder: Path, name: str) -> list[Row]:
    """The rows of a CSV of the package, as it describes itself."""
    [resource] = [one for one in _package(folder)["resources"] if one["name"] == name]
    with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
        return list(csv.DictReader(file, delimiter=resource["dialect"]["delimiter"]))


def check_package(folder: Path) -> list[str]:
    """The names of the resources, once everything that is said of them is found true."""
    package = _package(folder)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"datapackage.json", *package["x-content"]} == found
    described = {one["path"] for one in package["resources"]} | {one["schema"] for one in package["resources"]}
    assert found - described == {"datapackage.json", "LISEZMOI.md", "catalogue.jsonld"}
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (resource["bytes"], resource["hash"][7:])
        if resource["format"] == "csv":
            _check_table(folder, resource)
    return [one["name"] for one in package["resources"]]


def _check_table(folder: Path, resource: Mapping[str, Any]) -> None:
    schema, name = json.loads((folder / resource["schema"]).read_text(encoding="utf-8")), resource["name"]
    rows = rows_of(folder, name)
    assert len(rows) == resource["x-rows"]
    header = (folder / resource["path"]).read_text(encoding="utf-8").split("\n", 1)[0]
    assert next(csv.reader([header], **_delimiter(resource))) == [field["name"] for field in schema["fields"]]
    for field in schema["fields"]:
        _check_column(field, [row[field["name"]] for row in rows], name)
    if key := schema.get("primaryKey"):
        assert len({tuple(row[column] for column in key) for row in rows}) == len(rows), name
    for link in schema.get("foreignKeys", ()):
        target = link["reference"]
        known = {row[target["fields"]] for row in rows_of(folder, target["resource"])}
        assert {row[link["fields"]] for row in rows} <= known, name


def _check_column(field: Mapping[str, Any], cells: list[str], name: str) -> None:
    rules, where = field.get("constraints", {}), (name, field["name"])
    filled = [cell for cell in cells if cell != ""]
    for cell in set(filled):
        READS[field["type"]](cell)
    assert not rules.get("required") or len(filled) == len(cells), where
    assert not rules.get("unique") or len(set(filled)) == len(filled), where
    assert set(filled) <= set(rules.get("enum", filled)), where
    assert field["description"], where


def _package(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def _delimiter(resource: Mapping[str, Any]) -> dict[str, str]:
    return {"delimiter": resource["dialect"]["delimiter"]}
