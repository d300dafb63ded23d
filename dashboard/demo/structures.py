"""The register of structures, with the 26 columns of the SP+ export and the two that place it on a map."""

import math
import zlib
from pathlib import Path

from dashboard.demo.network import DemoSite
from dashboard.demo.writing import write_rows

HEADER = (
    "Code SP+ de la structure", "Intitulé du réseau", "Intitulé de la typologie", "Intitulé de la structure",
    "Intitulé structure usager", "Description de la structure", "Identifiant de la structure", "Type d'identifiant",
    "Code SP+ structure parent", "Intitulé de la structure parente", "Adresse", "Compléments Adresse",
    "Code postal de la structure", "Ville", "PAYS", "Codes Postaux", "Départements", "URL du site internet",
    "Boîte à lettre fonctionnelle", "Clé de tracking", "Actif", "Code sp+ de la typologie", "INSEE Ville",
    "INSEE Département", "INSEE Région", "INSEE Arrondissement",
    "Latitude", "Longitude",
)  # fmt: skip
_KILOMETRES_IN_A_DEGREE = 111.2
_STREETS = (
    "place du Palais", "rue de la Halle-aux-Blés", "avenue des Tilleuls", "rue du Vieux-Pressoir",
    "quai des Lavandières", "boulevard de la Concorde", "rue des Trois-Pigeons", "place de la Fontaine",
    "rue du Clos-Fleuri", "allée des Platanes",
)  # fmt: skip


def write_structures(path: Path, sites: tuple[DemoSite, ...]) -> int:
    """Write every structure, parents first. Returns the number of rows."""
    names = {site.code: site.label for site in sites}
    return write_rows(path, HEADER, [_row(site, names) for site in sites])


def _row(site: DemoSite, names: dict[str, str]) -> list[str]:
    town, kind = site.town, site.kind
    number = zlib.crc32(site.code.encode())
    latitude, longitude = _place(site)
    row = dict.fromkeys(HEADER, "")
    row |= {
        "Code SP+ de la structure": site.code,
        "Intitulé du réseau": kind.service,
        "Intitulé de la typologie": kind.label,
        "Intitulé de la structure": site.label,
        "Intitulé structure usager": site.label,
        "Description de la structure": _description(site),
        "Code SP+ structure parent": site.parent,
        "Intitulé de la structure parente": names.get(site.parent, ""),
        "Adresse": f"{number % 48 + 1} {_STREETS[number // 48 % len(_STREETS)]}",
        "Code postal de la structure": town.postal_code,
        "Ville": town.name.upper(),
        "PAYS": "France",
        "Départements": town.department,
        "Boîte à lettre fonctionnelle": f"{site.code.lower()}@demonstration.invalid",
        "Actif": "Oui" if site.active else "Non",
        "Code sp+ de la typologie": f"TYP-{kind.prefix}",
        "INSEE Département": f"dep{town.department}",
        "INSEE Région": f"reg{town.region}",
        "Latitude": f"{latitude:.5f}",
        "Longitude": f"{longitude:.5f}",
    }
    return list(row.values())


def _place(site: DemoSite) -> tuple[float, float]:
    """Within a kilometre of the middle of the town: sites of one town are not at one door."""
    number = zlib.crc32(f"place {site.code}".encode())
    angle, away = math.radians(number % 360), (0.2 + 0.8 * (number // 360 % 1000) / 1000) / _KILOMETRES_IN_A_DEGREE
    town = site.town
    shrink = math.cos(math.radians(town.latitude))
    return town.latitude + away * math.sin(angle), town.longitude + away * math.cos(angle) / shrink


def _description(site: DemoSite) -> str:
    invented = "Structure inventée pour la démonstration."
    if site.closed:
        return f"{invented} Fermée en janvier 2024."
    if site.opened:
        return f"{invented} Ouverte en janvier 2024 par regroupement."
    return invented
