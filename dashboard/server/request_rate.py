"""How many requests that cost a computation one network may make, to the API or for figures shown elsewhere: a token
bucket each, in memory alone."""

import ipaddress
import math
import threading

from cachetools import LRUCache
from starlette.requests import Request

from dashboard.wording.grammar import count

MOST_NETWORKS = 10_000
"""Networks that are remembered: the one that asked longest ago gives its place."""


class Buckets:
    """`per_minute` tokens for each network, given back evenly. Nothing is written anywhere."""

    def __init__(self) -> None:
        self._known: LRUCache[str, tuple[float, float]] = LRUCache(MOST_NETWORKS)
        self._lock = threading.Lock()

    def wait(self, address: str, per_minute: int, now: float) -> int:
        """0 when a request of this address may be answered, which takes a token; else the seconds to wait. `now`: of a
        clock that never goes back."""
        network = network_of(address)
        with self._lock:
            left, since = self._known.get(network, (float(per_minute), now))
            left = min(float(per_minute), left + (now - since) * per_minute / 60)
            allowed = left >= 1
            self._known[network] = (left - 1 if allowed else left, now)
        return 0 if allowed else math.ceil((1 - left) * 60 / per_minute)


def client_of(request: Request) -> str:
    """The address that a request comes from, empty when it is not known."""
    return request.client.host if request.client else ""


def too_many(most: int, seconds: int) -> tuple[str, dict[str, str]]:
    """The sentence and the headers of a refusal: `most` requests a minute, `seconds` to wait."""
    sentence = f"Cette adresse dépasse {count(most, 'demande')} par minute\u00a0: recommencer dans "
    return f"{sentence}{count(seconds, 'seconde')}.", {"retry-after": str(seconds)}


def network_of(address: str) -> str:
    """The address, or the 64 first bits of an IPv6 one: whoever has one has them all."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
