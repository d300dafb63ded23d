"""A small file that a hurried agent might send: most of its rows are refused, each for another reason."""

from pathlib import Path

from dashboard.demo.network import DemoSite
from dashboard.demo.writing import write_rows

_HEADER = ("site", "indicateur", "periode", "valeur", "numerateur", "denominateur", "n")


def write_oddities(path: Path, sites: tuple[DemoSite, ...]) -> int:
    """Write measures with the usual faults beside a few good rows. Returns the number of rows."""
    court, labour, probation = (_first(sites, prefix) for prefix in ("TJ", "CPH", "SPIP"))
    return write_rows(
        path,
        _HEADER,
        [
            (court, "taux-decroche-global", "2026-08", "", "412", "498", "498"),
            (court, "taux-decroche-global", "2026-09", "", "455", "530", "530"),
            (court, "taux-decroche-global", "2026-10", "130 %", "", "", "212"),
            (court, "taux-decroche-global", "2026-10", "", "540", "512", "512"),
            (court, "taux-decroche-global", "13/2026", "81,4", "", "", "220"),
            (court, "taux-decroche-global", "l’été dernier", "79,0", "", "", "160"),
            ("TJ-VILLE-INCONNUE", "taux-decroche-global", "2026-09", "84,2", "", "", "190"),
            (labour, "delai-traitement-p90", "2026-T2", "<50", "", "", "64"),
            (labour, "delai-traitement-p90", "2026-T3", "Non connu", "", "", ""),
            (probation, "delai-traitement-p90", "2026-T3", "environ 40", "", "", "71"),
            (probation, "delai-traitement-p90", "2026-T2", "-12", "", "", "71"),
            (probation, "taux-de-sourire", "2026-09", "92", "", "", "71"),
            (probation, "taux-decroche-global", "2026-09", "", "88", "0", "0"),
        ],
    )


def _first(sites: tuple[DemoSite, ...], prefix: str) -> str:
    return next(site.code for site in sites if site.kind.prefix == prefix and site.active)
