"""A file of the open data: its columns, what each means, and the same as Table Schema (frictionless)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `kind`: a type of Table Schema; `values`: the words it may hold, when they are known; `example` shows
    what is written."""

    name: str
    kind: str
    meaning: str
    required: bool = False
    unique: bool = False
    values: tuple[str, ...] = ()
    example: str = ""

    def schema(self) -> dict[str, Any]:
        """The descriptor of the field."""
        found: dict[str, Any] = {"name": self.name, "type": self.kind, "description": self.meaning}
        if self.example:
            found["example"] = self.example
        if self.kind == "boolean":
            found |= {"trueValues": ["true"], "falseValues": ["false"]}
        rules: dict[str, Any] = {}
        if self.required:
            rules["required"] = True
        if self.unique:
            rules["unique"] = True
        if self.values:
            rules["enum"] = list(self.values)
        return found | ({"constraints": rules} if rules else {})


@dataclass(frozen=True, slots=True)
class Table:
    """A file. `name`: without extension; `delimiter` between the cells of its CSV; `key`: the columns that tell its
    rows apart, when none of them is ever empty; `links`: a column → the file and the column that explain its codes."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    delimiter: str = ","
    key: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, str]] | None = None

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [field.name for field in self.fields]

    def schema(self, notice: str = "") -> dict[str, Any]:
        """The Table Schema of the file; `notice` is said first (invented data)."""
        found: dict[str, Any] = {
            "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
            "name": self.name,
            "title": self.title,
            "description": f"{notice} {self.description}".strip(),
            "fields": [field.schema() for field in self.fields],
            "missingValues": [""],
        }
        if self.key:
            found["primaryKey"] = list(self.key)
        if self.links:
            found["foreignKeys"] = [
                {"fields": column, "reference": {"resource": name, "fields": target}}
                for column, (name, target) in self.links.items()
            ]
        return found

    def arrow(self) -> pa.Schema:
        """The types of the same columns in a Parquet file."""
        return pa.schema([pa.field(field.name, ARROW[field.kind], not field.required) for field in self.fields])
