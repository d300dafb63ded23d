"""The records of the queries about sites: see dashboard.store.records."""

import datetime as dt
from typing import NamedTuple


class ObservedSites(NamedTuple):
    """The sites that gave an indicator before a month, and when they last did."""

    site: str
    last_month: dt.date
    months: int


class Site(NamedTuple):
    """One site, with its place in the network."""

    code: str
    name: str
    level: str
    service: str | None
    service_label: str | None
    site_type: str | None
    site_type_label: str | None
    parent: str | None
    region: str | None
    region_label: str | None
    department: str | None
    department_label: str | None
    city: str | None
    active: bool
    parent_label: str | None
    postal_code: str | None
    address: str | None
    country: str | None
    identifier: str | None
    identifier_type: str | None
    url: str | None
    email: str | None
    description: str | None
    n_children: int
    closed_month: dt.date | None
    load_id: int
    file: str
    line: int | None


class Sites(NamedTuple):
    """The sites of a scope, or those that a text designates (label, town or code; case and accents do not count)."""

    code: str
    name: str
    level: str
    service: str | None
    service_label: str | None
    site_type: str | None
    site_type_label: str | None
    parent: str | None
    region: str | None
    region_label: str | None
    department: str | None
    department_label: str | None
    court: str | None
    direction: str | None
    city: str | None
    active: bool
    observed: bool
    latitude: float | None
    longitude: float | None


class SiteReviews(NamedTuple):
    """What users wrote of a site over some months, the most recent first."""

    code: str
    known_on: dt.date | None
    feeling: int | None
    title: str | None
    text: str | None
    reply: str | None
    delay: int | None


class SiteTypes(NamedTuple):
    """The types of site that hold a site, territories left aside."""

    code: str
    name: str
    service: str | None
    n_sites: int
    n_active: int


class Successions(NamedTuple):
    """What became of the sites: mergers, splits, closures."""

    former: str
    former_name: str | None
    successor: str | None
    successor_name: str | None
    month: dt.date
    kind: str


class Register(NamedTuple):
    """What the SP+ export says of each structure; every text but the code and the label may be NULL."""

    code: str
    name: str
    service_label: str | None
    site_type: str | None
    site_type_label: str | None
    description: str | None
    identifier: str | None
    identifier_type: str | None
    parent: str | None
    parent_label: str | None
    address: str | None
    postal_code: str | None
    city: str | None
    country: str | None
    commune: str | None
    department: str | None
    region: str | None
    url: str | None
    email: str | None
    active: bool
