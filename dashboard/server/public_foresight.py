"""The results that the public reads, computed in the background once a version: no visitor waits for them."""

from collections.abc import Callable, Iterator
from functools import partial

from dashboard.analyses.dated_results import dated
from dashboard.analyses.deposited_reviews import deposited_reviews
from dashboard.analyses.public_results import of_public_services, of_public_whole, packed_network
from dashboard.analyses.public_sites import public_sites
from dashboard.analyses.public_surveys import network_findings, public_surveys
from dashboard.analyses.usual_period import usual_period
from dashboard.config import Settings
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.ui.cache import CachedReader


def views(reader: CachedReader, thresholds: Settings) -> Iterator[Callable[[], object]]:
    """The whole and the services, then each network of sites, the largest first; each fills what the pages read."""
    if reads.months(reader).usual_month is None:
        return
    period = reader.compute(usual_period)
    yield partial(of_public_whole, reader, thresholds, period)
    yield partial(of_public_services, reader, thresholds, period)
    day = reader.compute(dated, period).day
    yield partial(reader.compute, public_surveys, Scope(), thresholds, day)
    sizes: dict[tuple[str, str], int] = {}
    for site in reader.compute(public_sites).values():
        if site.active and site.site_type:
            network = (site.service, site.site_type)
            sizes[network] = sizes.get(network, 0) + 1
    for service, site_type in sorted(sizes, key=lambda one: (-sizes[one], one)):
        yield partial(reader.compute, packed_network, service, site_type, thresholds, period)
        yield partial(reader.compute, network_findings, service, site_type, thresholds, day)
        yield partial(reader.compute, deposited_reviews, service, site_type, thresholds, period)
