"""The succession table: one merger, one split and one closure, on the day of the reorganisation."""

from pathlib import Path

from dashboard.demo.network import DemoSite
from dashboard.demo.signals import REORGANISED
from dashboard.demo.writing import write_rows

_HEADER = ("Ancien site", "Nouveau site", "Mois", "Type")


def write_successions(path: Path, sites: tuple[DemoSite, ...]) -> int:
    """Write the table. Returns the number of rows."""
    month = f"{REORGANISED:%Y-%m}"
    merged = [site for site in sites if site.kind.prefix == "STEMO" and site.closed and site.respondents][:2]
    merger = _opened(sites, "STEMO")[:1]
    split = [site for site in sites if site.kind.prefix == "TPRX" and site.closed and site.respondents][:1]
    closure = [site for site in sites if site.kind.prefix == "DTPJJ" and site.closed][:1]
    return write_rows(
        path,
        _HEADER,
        [
            *((old.code, new.code, month, "fusion") for old in merged for new in merger),
            *((old.code, new.code, month, "scission") for old in split for new in _opened(sites, "TPRX")[:2]),
            *((old.code, "", month, "fermeture") for old in closure),
        ],
    )


def _opened(sites: tuple[DemoSite, ...], prefix: str) -> list[DemoSite]:
    return [site for site in sites if site.kind.prefix == prefix and site.opened]
