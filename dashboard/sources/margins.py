"""A file of margins: how many people of the population each category of a variable holds (docs/weighting.md).

A row a category: `variable;modalité;population;source;date`, and `regroupement` when strata are merged. A variable that
crosses others is written `canal × âge`, its categories `En ligne × Moins de 50 ans`.
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import SourceError
from dashboard.sources import files
from dashboard.sources.mapping import Mapping
from dashboard.sources.periods import parse_date, parse_period
from dashboard.sources.reader import Columns, Rows
from dashboard.sources.values import Number, normal_name, parse_number, plain

COLUMNS = Columns(
    {
        "variable": ("variable", "critère", "marge"),
        "category": ("modalité", "catégorie", "strate", "category"),
        "population": ("population", "effectif", "effectif de la population"),
        "source": ("source", "source de la population"),
        "date": ("date", "date de référence"),
        "group": ("regroupement", "modalité regroupée", "group"),
    },
    required=("variable", "category", "population", "source", "date"),
)
_CROSSED = re.compile(r"\s*×\s*|\s+x\s+")


@dataclass(frozen=True, slots=True)
class Category:
    """A category as the file writes it, its population, and the stratum it belongs to (itself unless merged)."""

    label: str
    population: float
    stratum: str


@dataclass(frozen=True, slots=True)
class Margin:
    """A variable, the variables it crosses (itself alone as a rule), and its categories in the order of the file."""

    variable: str
    parts: tuple[str, ...]
    categories: tuple[Category, ...]
    source: str
    date: str

    def split(self, label: str) -> tuple[str, ...]:
        """The category of each part."""
        return split(label) if len(self.parts) > 1 else (label,)


def split(text: str) -> tuple[str, ...]:
    """« canal × âge » → (« canal », « âge »)."""
    return tuple(part for part in _CROSSED.split(text.strip()) if part)


@dataclass(slots=True)
class _Found:
    """What the rows of a variable say, as they are read."""

    name: str
    categories: list[Category] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    dates: dict[str, None] = field(default_factory=dict)


def read_margins(path: Path) -> tuple[Margin, ...]:
    """The margins of a file, in its order.

    SourceError, in one sentence with the line: a missing column, an empty cell, a population that is not a positive
    number, a category given twice, a variable without source or date.
    """
    found: dict[str, _Found] = {}
    for line, cells in _rows(path):
        where = f"« {path.name} », ligne {line}"
        for name, title in (("variable", "variable"), ("category", "modalité"), ("population", "population")):
            if not cells[name]:
                raise SourceError(f"{where} : la colonne « {title} » est vide, la remplir ou retirer la ligne.")
        _add(found.setdefault(normal_name(cells["variable"]), _Found(cells["variable"])), cells, where, line)
    if not found:
        raise SourceError(f"« {path.name} » ne contient aucune marge : vérifier le fichier.")
    return tuple(_margin(path.name, variable) for variable in found.values())


def _rows(path: Path) -> Iterator[tuple[int, Dict[str, str]]]:
    if not path.is_file():
        raise SourceError(f"Le fichier de marges « {path} » n’existe pas : vérifier son chemin.")
    for batch in files.read(path, COLUMNS.wanted):
        if batch.rejects:
            first = batch.rejects[0]
            raise SourceError(f"« {path.name} », ligne {first.line} : {first.reason}, corriger le fichier de marges.")
        rows = Rows(batch, COLUMNS, Mapping())
        texts = [rows.text(name).tolist() for name in COLUMNS.names]
        for line, *cells in zip(rows.lines.tolist(), *texts, strict=True):
            if any(cells):
                yield line, dict(zip(COLUMNS.names, cells, strict=True))


def _add(variable: _Found, cells: Dict[str, str], where: str, line: int) -> None:
    label = cells["category"]
    if label in variable.lines:
        raise SourceError(
            f"{where} : la modalité « {label} » de « {variable.name} » est déjà donnée ligne {variable.lines[label]}, "
            "garder une seule ligne."
        )
    read = parse_number(cells["population"], units=())
    if not isinstance(read, Number) or read.value < 0:
        raise SourceError(
            f"{where} : la population « {cells['population']} » n’est pas un nombre positif, corriger la cellule."
        )
    if cells["date"] and parse_date(cells["date"]) is None and parse_period(cells["date"]) is None:
        raise SourceError(f"{where} : la date « {cells['date']} » est illisible, écrire 2024-01-01 ou 2024.")
    variable.lines[label] = line
    variable.categories.append(Category(label, read.value, cells["group"] or label))
    for name, values in (("source", variable.sources), ("date", variable.dates)):
        if cells[name]:
            day = parse_date(cells[name]) if name == "date" else None
            values[day.isoformat() if day else cells[name]] = None


def _margin(file: str, found: _Found) -> Margin:
    for title, values in (("source", found.sources), ("date", found.dates)):
        if not values:
            raise SourceError(
                f"« {file} » : la {title} de la population de « {found.name} » n’est pas indiquée, remplir la colonne "
                f"« {title} » (qui a compté, à quelle date)."
            )
    parts = split(found.name) or (found.name,)
    for category in found.categories:
        if len(parts) > 1 and len(split(category.label)) != len(parts):
            raise SourceError(
                f"« {file} » : la modalité « {category.label} » de « {found.name} » doit donner {len(parts)} modalités "
                "séparées par « × »."
            )
    merged = {category.label: category.stratum for category in found.categories}
    for label, stratum in merged.items():
        if merged.get(stratum, stratum) != stratum:
            raise SourceError(
                f"« {file} » : « {label} » est regroupée avec « {stratum} », elle-même regroupée ailleurs : donner le "
                "même regroupement à toutes les modalités réunies."
            )
    if repeated := [part for rank, part in enumerate(parts) if plain(part) in map(plain, parts[:rank])]:
        raise SourceError(f"« {file} » : la variable « {found.name} » croise « {repeated[0]} » avec elle-même.")
    return Margin(found.name, parts, tuple(found.categories), " ; ".join(found.sources), " ; ".join(found.dates))
