"""What a figure is about: a site, or one of the groups that hold it."""

from typing import NamedTuple


class Unit(NamedTuple):
    """What a figure is about; None: not restricted. Sites, and the groups that hold them."""

    service: str | None = None
    site_type: str | None = None
    region: str | None = None
    department: str | None = None
    site: str | None = None


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
    """The territories that hold a site, the largest first."""
    chain = [Unit()]
    if site.region is not None:
        chain.append(Unit(region=site.region))
    if site.department is not None:
        chain.append(Unit(department=site.department))
    return chain
