"""What a figure is about: a site, or one of the groups that hold it."""

from typing import NamedTuple


class Unit(NamedTuple):
    """What a figure is about; None: not restricted. Sites, and the groups that hold them. `court` and `direction` are
    those of the judicial map, None when no table is loaded."""

    service: str | None = None
    site_type: str | None = None
    region: str | None = None
    department: str | None = None
    site: str | None = None
    court: str | None = None
    direction: str | None = None


def organisation(site: Unit) -> list[Unit]:
    """The groups of the organisation that hold a site, the largest first; the finest split a type by region."""
    chain = [Unit()]
    if site.service is not None:
        chain.append(Unit(site.service))
        if site.site_type is not None:
            chain.append(Unit(site.service, site.site_type))
        if site.region is not None:
            chain.append(Unit(site.service, site.site_type, site.region))
    return chain


def territory(site: Unit) -> list[Unit]:
    """The territories that hold a site, the largest first. What a direction and a ressort have in one région are groups
    as well, when a judicial map is loaded: ressorts cross régions, their parts do not."""
    chain = [Unit()]
    if site.region is not None:
        chain.append(Unit(region=site.region))
        if site.direction is not None:
            chain.append(Unit(region=site.region, direction=site.direction))
        if site.court is not None:
            chain.append(Unit(region=site.region, court=site.court, direction=site.direction))
    if site.department is not None:
        chain.append(Unit(department=site.department))
    return chain
