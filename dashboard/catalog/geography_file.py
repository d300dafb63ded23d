"""Reads data/reference/geography/: the régions, the départements, and the outlines that a map draws."""

import csv
import json
from pathlib import Path
from typing import Any

from dashboard.domain.geography import Department, Inset, Outline, Placement, Plane, Region, Ring, Sheet, Zone
from dashboard.errors import ConfigurationError


def read_regions(path: Path) -> dict[str, Region]:
    """The régions by INSEE code. Raises ConfigurationError that names the file and the column."""
    return {row["code"]: Region(row["code"], row["label"], _zone(path, row)) for row in _rows(path, "code,label,zone")}


def read_departments(path: Path, regions: dict[str, Region]) -> dict[str, Department]:
    """The départements by INSEE code. Raises ConfigurationError, also when a région does not exist."""
    result: dict[str, Department] = {}
    for row in _rows(path, "code,label,region,zone"):
        if row["region"] not in regions:
            raise ConfigurationError(
                f"{path.name}, département {row['code']}, colonne « region » : {row['region']} est inconnue."
            )
        result[row["code"]] = Department(row["code"], row["label"], row["region"], _zone(path, row))
    return result


def read_sheet(path: Path, departments: dict[str, Department]) -> Sheet:
    """The drawing of the territory. Raises ConfigurationError when an outline has no département, frame or area."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        insets = tuple(_inset(row) for row in content["insets"])
        outlines = tuple(_outline(row) for row in content["outlines"])
    except FileNotFoundError:
        raise ConfigurationError(f"{path.name} est introuvable dans {path.parent} : restaurer le fichier.") from None
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigurationError(f"{path.name} est illisible ({error}) : le refaire avec prepare.py.") from error
    frames = {"", *(inset.code for inset in insets)}
    for outline in outlines:
        if outline.department not in departments or outline.inset not in frames or not outline.rings:
            raise ConfigurationError(
                f"{path.name}, tracé « {outline.department} » : département ou encart inconnu, ou tracé vide."
            )
    return Sheet(outlines, insets)


def _inset(row: dict[str, Any]) -> Inset:
    (across, along), (right, up) = row["scale"], row["shift"]
    placement = Placement(Plane(row["plane"]), (across, along), (right, up))
    left, bottom, right, top = row["frame"]
    return Inset(row["code"], row["label"], left, bottom, right, top, placement)


def _outline(row: dict[str, Any]) -> Outline:
    return Outline(row["department"], row["inset"], tuple(_ring(flat) for flat in row["rings"]))


def _ring(flat: list[int]) -> Ring:
    points = tuple(zip(flat[::2], flat[1::2], strict=True))
    if len(points) < 4 or points[0] != points[-1]:
        raise ValueError("tracé non fermé")
    return points


def _rows(path: Path, header: str) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = list(reader)
    except FileNotFoundError:
        raise ConfigurationError(f"{path.name} est introuvable dans {path.parent} : restaurer le fichier.") from None
    if reader.fieldnames != header.split(","):
        raise ConfigurationError(f"{path.name}, première ligne : attendu « {header} ».")
    codes = [row["code"] for row in rows]
    if len(set(codes)) < len(codes):
        raise ConfigurationError(f"{path.name}, colonne « code » : un code est écrit deux fois.")
    return rows


def _zone(path: Path, row: dict[str, str]) -> Zone:
    if row["zone"] not in list(Zone):
        raise ConfigurationError(
            f"{path.name}, code {row['code']}, colonne « zone » : « {row['zone']} » n’est pas l’un de"
            f" {', '.join(Zone)}."
        )
    return Zone(row["zone"])
