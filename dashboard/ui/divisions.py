"""How a map divides the country: by département, by ressort or by direction when a judicial map is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import catalog
from dashboard.analyses.question import Axis
from dashboard.analyses.scopes import judicial_axes
from dashboard.charts.area import Area
from dashboard.charts.territory import department_areas, united_areas
from dashboard.domain.french_order import by_name
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.ui import address

OUTSIDE = "Hors de la carte judiciaire"


@dataclass(frozen=True, slots=True)
class Division:
    """Its axis and its words."""

    axis: Axis
    several: str
    distinct: str
    heading: str
    by: str
    filename: str


DEPARTMENTS = "departements"
DIVISIONS = {
    DEPARTMENTS: Division(
        *(Axis.DEPARTMENT, "Départements", "Départements"),
        *("Département", "par département", "par-departement"),
    ),
    "cour": Division(
        *(Axis.COURT, "Cours d’appel", "Ressorts"),
        *("Ressort", "par ressort de cour d’appel", "par-cour-d-appel"),
    ),
    "direction": Division(
        *(Axis.DIRECTION, "Directions", "Directions"),
        *("Direction interrégionale", "par direction interrégionale", "par-direction-interregionale"),
    ),
}
"""Code of the address → division."""


def offered(reader: Reader) -> dict[str, Division]:
    """Those that the published data have: the départements, and what the judicial map gives."""
    axes = (Axis.DEPARTMENT, *judicial_axes(reader))
    return {code: division for code, division in DIVISIONS.items() if division.axis in axes}


def choose(reader: Reader) -> Division:
    """A few options side by side; nothing without a judicial map."""
    options = {code: division.several for code, division in offered(reader).items()}
    return DIVISIONS[switch("Découpage", "decoupage", options)]


def switch(label: str, key: str, options: Mapping[str, str]) -> str:
    """The code of a map. One option is no choice: it is drawn only to say that the address asks for another one."""
    if len(options) == 1 and address.wanted(key) in ((), (DEPARTMENTS,)):
        return DEPARTMENTS
    return address.switch(label, key, options, default=DEPARTMENTS)


def names(reader: Reader, division: Division) -> Mapping[str, str]:
    """Code → name of each territory, by name but for the départements."""
    if division.axis is Axis.DEPARTMENT:
        return {row.code: row.name for row in reads.departments(reader)}
    rows = reads.judicial_areas(reader)
    if division.axis is Axis.COURT:
        found = {row.court: row.court_label for row in rows}
    else:
        found = {row.direction: str(row.direction_label) for row in rows if row.direction}
    return by_name(found)


def areas(reader: Reader, division: Division) -> list[Area]:
    """What the map draws: the whole country, whatever the table leaves out."""
    sheet, departments = catalog.outlines(), catalog.departments()
    if division.axis is Axis.DEPARTMENT:
        return department_areas(sheet, departments)
    placed = {row.department: getattr(row, division.axis.value) or "" for row in reads.judicial_areas(reader)}
    return united_areas(
        sheet, {code: placed.get(code, "") for code in departments}, {**names(reader, division), "": OUTSIDE}
    )
