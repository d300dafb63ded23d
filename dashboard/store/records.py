"""One record a query of queries/read/: its fields are the columns of the query, in order (tests/contract).

What each field means is in the header of the query; a field that may be NULL says so here.
"""

import datetime as dt
from typing import NamedTuple

from dashboard.store.site_records import ObservedSites as ObservedSites
from dashboard.store.site_records import Register as Register
from dashboard.store.site_records import Site as Site
from dashboard.store.site_records import SiteReviews as SiteReviews
from dashboard.store.site_records import Sites as Sites
from dashboard.store.site_records import SiteTypes as SiteTypes
from dashboard.store.site_records import Successions as Successions


class ClosedMonths(NamedTuple):
    """The units of which no figure may start or end with a month."""

    indicator: str
    boundary: dt.date
    service: str | None
    site_type: str | None
    region: str | None
    department: str | None
    site: str | None
    court: str | None
    direction: str | None
    calendar: bool


class Commitments(NamedTuple):
    """The engagements of every edition."""

    edition: int
    valid_from: dt.date
    number: int
    pillar: str
    name: str
    short_label: str
    successors: str
    source: str


class Coverage(NamedTuple):
    """Who is up to date for a month, by service: deliveries (indicator × site), and sites."""

    service: str | None
    n_expected: int
    n_delivered: int
    n_sites: int
    n_late: int
    median_delay: float | None
    longest_delay: int | None


class DeliveredMonths(NamedTuple):
    """The months that end a figure, and how many months it covers."""

    indicator: str
    month: dt.date
    months: int


class JudicialAreas(NamedTuple):
    """The ressort and the direction of each department."""

    department: str
    court: str
    court_label: str
    direction: str | None
    direction_label: str | None
    has_site: bool


class Departments(NamedTuple):
    """The departments that hold a site, or whose figures are published directly."""

    code: str
    name: str
    region: str | None
    n_sites: int
    n_active: int


class IndicatorAliases(NamedTuple):
    """The other codes under which files name an indicator (SP+ `IND-27`)."""

    indicator: str
    alias: str


class IndicatorGrades(NamedTuple):
    """The possible answers, in the order of the scale."""

    indicator: str
    grade: int
    name: str
    score: float | None
    favourable: bool
    unfavourable: bool


class Indicators(NamedTuple):
    """The catalogue as published, with what the data hold of each indicator."""

    code: str
    name: str
    technical_label: str
    commitment: int | None
    nature: str
    kind: str
    unit: str
    direction: str
    decimals: int
    base: str
    accumulation: str
    headline: bool
    derived_from: str | None
    lower_bound: float | None
    upper_bound: float | None
    minimum_n: int
    material_gap: float
    source: str
    rule: str
    why: str
    service: str | None
    origin: str
    first_month: dt.date | None
    last_month: dt.date | None
    n_observations: int


class Loads(NamedTuple):
    """The loads behind this version."""

    load_id: int
    kind: str
    files: str
    mapping: str
    loaded_at: dt.datetime
    n_rows: int
    n_rejected: int
    n_superseded: int
    note: str
    demo: bool


class MethodBreaks(NamedTuple):
    """The months from which a definition is another one."""

    indicator: str
    month: dt.date
    name: str
    service: str


class MissingDeliveries(NamedTuple):
    """The deliveries that are late for a month."""

    indicator: str
    service: str | None
    site: str
    name: str
    last_delivered: dt.date


class Months(NamedTuple):
    """First and last month that hold an observation with a figure; `usual_month`: the last one that more than opinions
    tell of, at which the usual periods end."""

    first_month: dt.date | None
    last_month: dt.date | None
    usual_month: dt.date | None


class Regions(NamedTuple):
    """The regions that hold a site, or whose figures are published directly."""

    code: str
    name: str
    n_sites: int
    n_active: int


class RejectedRows(NamedTuple):
    """What a load refused, in the order of its report."""

    load_id: int
    file: str
    line: int | None
    column_name: str
    value: str
    reason: str


class Services(NamedTuple):
    """The services that hold a site, or whose figures are published for territories only."""

    code: str
    name: str
    n_sites: int
    n_active: int


class Targets(NamedTuple):
    """The values to reach."""

    indicator: str
    scope: str
    year: int
    operator: str
    value: float
    source: str | None
    load_id: int | None


class Version(NamedTuple):
    """Which data this is."""

    version: int
    built_at: dt.datetime
    demo: bool
    last_load: int | None
    n_loads: int
    first_month: dt.date | None
    last_month: dt.date | None
