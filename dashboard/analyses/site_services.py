"""Which service each site belongs to: what a perimeter of services comes to, for what knows sites only."""

from dashboard.store import reads
from dashboard.store.reads import Reader


def site_services(reader: Reader) -> dict[str, str]:
    """The service of each published site that has one, by code."""
    return {row.code: row.service for row in reads.sites(reader.reference) if row.service}
