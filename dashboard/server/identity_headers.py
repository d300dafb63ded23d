"""What a proxy says of who is there, believed from the addresses that the operator named and from no other."""

import ipaddress

from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.domain.access import Person
from dashboard.sign_in_settings import PERSON_HEADER, IdentityHeaders, Network

_LONGEST = 255


def from_trusted(scope: Scope, proxies: tuple[Network, ...]) -> bool:
    """Whether the other end of the connection is one of the proxies; a socket without address is not."""
    client = scope.get("client")
    if client and any(client[0] in said for said in Headers(scope=scope).getlist("x-forwarded-for")):
        return False  # uvicorn, told to believe anybody (--forwarded-allow-ips), took it from there
    try:
        address = ipaddress.ip_address(client[0]) if client else None
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address  # a server that listens on IPv6 alone sees IPv4 so
    return address is not None and any(address in network for network in proxies)


def written(proxies: tuple[Network, ...]) -> list[str]:
    """The proxies as uvicorn reads them, to take the address of a visitor from X-Forwarded-For."""
    mapped = [
        f"::ffff:{network.network_address}/{96 + network.prefixlen}"
        for network in proxies
        if isinstance(network, ipaddress.IPv4Network)
    ]
    return [*map(str, proxies), *mapped]


def person_of(scope: Scope, names: IdentityHeaders) -> Person | None:
    """The person that the headers name; None without a key, or with two."""
    headers = Headers(scope=scope)
    subject, name, email = (_one(headers, header) for header in (names.subject, names.name, names.email))
    return Person(subject, name, email) if subject else None


def without_identity(scope: Scope, names: IdentityHeaders) -> Scope:
    """The same request without any of these headers, whoever put them there."""
    dropped = {name.encode() for name in (names.subject, names.name, names.email, PERSON_HEADER)}
    kept = [(name, value) for name, value in scope.get("headers", []) if name.lower() not in dropped]
    return {**scope, "headers": kept}


def _one(headers: Headers, name: str) -> str:
    """The value, if there is exactly one that can be read: of two, nobody knows which the proxy wrote."""
    values = headers.getlist(name)
    if len(values) != 1:
        return ""
    raw = values[0].encode("latin-1")
    try:
        text = raw.decode("utf-8").strip()
    except UnicodeDecodeError:
        text = values[0].strip()
    return text if text.isprintable() and len(text) <= _LONGEST else ""
