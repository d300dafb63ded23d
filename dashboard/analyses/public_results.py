"""The results that the public reads, computed once a version: those of a network for all its sites at once.

An installation may have 15,000 sites: what is kept of each is compressed (some 1 KB), read again in a fraction of a
millisecond, and let go of with the network.
"""

import pickle
import zlib
from collections.abc import Mapping, Sequence

from dashboard.analyses.commitments import published_engagements
from dashboard.analyses.overview import overview
from dashboard.analyses.plain_results import Pillar, pillars
from dashboard.analyses.public_sites import PublicSite
from dashboard.analyses.services import matrix
from dashboard.analyses.site_results import site_results
from dashboard.analyses.standing import of_services, of_site, of_whole
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.site_records import Sites
from dashboard.wording import poster as words


def packed_network(
    reader: Reader, service: str, site_type: str, thresholds: Thresholds, period: Period
) -> Mapping[str, bytes]:
    """The results of the open sites of a network by their code, compressed. To be kept: see `of_public_site`."""
    sites = [
        row
        for row in reads.sites(
            reader, services=[service] if service else None, site_types=[site_type], levels=[Level.SITE.value]
        )
        if row.active and (row.service or "") == service
    ]
    return _packed_sites(reader, sites, thresholds, period)


def packed_site(reader: Reader, code: str, thresholds: Thresholds, period: Period) -> bytes:
    """The same for a site without a type, which has no network."""
    alone = reads.sites(reader, sites=[code], levels=[Level.SITE.value])
    return _packed_sites(reader, alone, thresholds, period)[code]


def _packed_sites(
    reader: Reader, sites: Sequence[Sites], thresholds: Thresholds, period: Period
) -> Mapping[str, bytes]:
    listed = published_engagements(reader)
    found = site_results(reader, sites, thresholds, period)
    return {
        code: _packed(pillars(listed, of_site(listed, results), words.OTHER_SITES)) for code, results in found.items()
    }


def of_public_site(reader: Reader, site: PublicSite, thresholds: Thresholds, period: Period) -> tuple[Pillar, ...]:
    """The results of an open site, by part of the programme."""
    if not site.site_type:
        return _unpacked(reader.compute(packed_site, site.code, thresholds, period))
    return _unpacked(reader.compute(packed_network, site.service, site.site_type, thresholds, period)[site.code])


def of_public_services(reader: Reader, thresholds: Thresholds, period: Period) -> Mapping[str, tuple[Pillar, ...]]:
    """The results of every service, by its code; a service without any is absent."""
    found = reader.compute(matrix, Scope(), thresholds, period=period, against=Against.LAST_YEAR)
    return {
        code: pillars(found.engagements, standing, words.OTHER_SERVICES)
        for code, standing in of_services(found).items()
    }


def of_public_whole(reader: Reader, thresholds: Thresholds, period: Period) -> tuple[Pillar, ...]:
    """The results of all the services together."""
    found = reader.compute(overview, Scope(), thresholds, period=period, against=Against.LAST_YEAR)
    return pillars([card.engagement for card in found.cards], of_whole(found), "")


def _packed(found: tuple[Pillar, ...]) -> bytes:
    return zlib.compress(pickle.dumps(found), 1)


def _unpacked(content: bytes) -> tuple[Pillar, ...]:
    found: tuple[Pillar, ...] = pickle.loads(zlib.decompress(content))  # made above, in this process
    return found
