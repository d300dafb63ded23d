"""The invented towns. None bears the name of a commune of France (checked: docs/decisions/0011)."""

import csv
from dataclasses import dataclass

from dashboard.config import ROOT

_FILE = ROOT / "data" / "demo" / "towns.csv"


@dataclass(frozen=True, slots=True)
class Town:
    """A town that does not exist, in a department and a region that do (INSEE codes); its place was chosen there."""

    name: str
    department: str
    region: str
    latitude: float
    longitude: float

    @property
    def of(self) -> str:
        """« de Valmorande », « d’Ambroncourt »."""
        return f"d’{self.name}" if self.name[0] in "AEIOUÉÎ" else f"de {self.name}"

    @property
    def postal_code(self) -> str:
        """A code of the right shape; 999 ends no real one of these departments."""
        prefix = "20" if self.department in {"2A", "2B"} else self.department
        return prefix.ljust(5, "9")


def towns() -> tuple[Town, ...]:
    """All invented towns, in the order of the file: by department, the seat first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Town(row["town"], row["department"], row["region"], float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file, delimiter=";")
        )
