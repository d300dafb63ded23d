"""What a person who may not see everything looks at: the scope that they choose, within their perimeter."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.domain.access import Perimeter
from dashboard.domain.scope import Scope


def narrowed(scope: Scope, perimeter: Perimeter, services: Mapping[str, str]) -> Scope:
    """A scope that names services or sites of the perimeter and nothing else. `services`: the service of each site."""
    if perimeter.everywhere:
        return scope
    if scope.sites:
        return replace(scope, sites=tuple(site for site in scope.sites if site in perimeter.sites) or perimeter.sites)
    if scope.services and set(scope.services) <= set(perimeter.services):
        return scope
    apart = [site for site in perimeter.sites if services.get(site) not in perimeter.services]
    if not scope.services and not apart:
        return replace(scope, services=perimeter.services)
    return replace(scope, sites=perimeter.sites)
