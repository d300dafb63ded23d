"""Invented events: one explains a change that really happens, others explain nothing."""

from pathlib import Path

from dashboard.demo import signals
from dashboard.demo.kinds_of_site import COURTS, LABOUR, PROBATION, YOUTH
from dashboard.demo.network import DemoSite
from dashboard.demo.writing import write_rows

HEADER = ("date", "fin", "titre", "type", "service", "région", "site", "indicateur")
EXPLAINS = "Bascule vers un nouveau logiciel de suivi (fictif)"
EXPLAINS_NOTHING = "Campagne d’affichage sur l’accueil (fictif)"


def write_events(path: Path, sites: tuple[DemoSite, ...]) -> int:
    """Write the events that agree with `signals`. Returns the number of rows."""
    there = {site.code for site in sites}
    rows = [
        (f"{signals.WORSENED_SINCE:%Y-%m}-02", "", EXPLAINS, "nouveau logiciel", PROBATION, "", "", ""),
        ("2025-09", "2025-10", EXPLAINS_NOTHING, "communication", "", "", "", ""),
        (f"{signals.IMPROVED_SINCE:%Y-%m}-01", "", "Renfort de greffiers (fictif)", "moyens", LABOUR, "", "", ""),
        (f"{signals.REORGANISED:%Y-%m}", "", "Regroupement de services (fictif)", "réorganisation", YOUTH, "", "", ""),
        ("2024-11-18", "2024-11-22", "Grève des transports (fictif)", "grève", COURTS, "11", "", ""),
        (f"{signals.FAILING_SINCE:%Y-%m}", "2025-06", "Travaux du hall d’accueil (fictif)", "travaux", "", "",
         signals.FAILING_SITE, ""),
    ]  # fmt: skip
    return write_rows(path, HEADER, [row for row in rows if not row[6] or row[6] in there])
