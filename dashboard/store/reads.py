"""One typed function a query of queries/read/. They take a `Reader`: the store, or the cached one of the application.

None for a list means no restriction; an empty list would match nothing. Rows come back in the order of the query.
"""

import datetime as dt
from collections.abc import Sequence

from dashboard.store import records
from dashboard.store.events import Events, events
from dashboard.store.observation_record import Observations
from dashboard.store.observations import Reader, collect, parts, table_of, traits
from dashboard.store.provenance import Lineage, Restatements, lineage, restatements
from dashboard.store.records import (
    ClosedMonths,
    Commitments,
    Coverage,
    DeliveredMonths,
    Departments,
    IndicatorAliases,
    IndicatorGrades,
    Indicators,
    JudicialAreas,
    Loads,
    MethodBreaks,
    MissingDeliveries,
    Months,
    ObservedSites,
    Regions,
    Register,
    RejectedRows,
    Services,
    Site,
    SiteReviews,
    SiteTypes,
    Successions,
    Targets,
    Version,
)
from dashboard.store.reviews import (
    CodedReviews,
    ReviewTexts,
    ReviewThemes,
    ReviewTones,
    coded_reviews,
    review_texts,
    review_themes,
    review_tones,
)  # fmt: skip
from dashboard.store.scope_parameters import Codes, listed, restricted
from dashboard.store.scoped_sites import sites
from dashboard.store.site_records import Sites
from dashboard.store.surveys import (
    GradeWeights,
    answer_loads,
    grade_weights,
    survey_channels,
    survey_pairs,
    survey_parts,
    survey_questions,
    survey_waves,
)

__all__ = [
    *(name for name in vars(records) if name[0].isupper() and name != "NamedTuple"),
    "CodedReviews",
    "Codes",
    "Events",
    "GradeWeights",
    "Lineage",
    "Observations",
    "Reader",
    "Restatements",
    "ReviewTexts",
    "ReviewThemes",
    "ReviewTones",
    "Sites",
    "answer_loads",
    "coded_reviews",
    "events",
    "grade_weights",
    "lineage",
    "parts",
    "restatements",
    "sites",
    "review_texts",
    "review_themes",
    "review_tones",
    "survey_channels",
    "survey_pairs",
    "survey_parts",
    "survey_questions",
    "survey_waves",
    "table_of",
    "traits",
]


def observations(
    reader: Reader,
    *,
    start: dt.date,
    stop: dt.date,
    indicators: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
    by_service: bool = False,
    by_site_type: bool = False,
    by_region: bool = False,
    by_department: bool = False,
    by_court: bool = False,
    by_direction: bool = False,
    by_site: bool = False,
    grain: str | None = None,
) -> list[Observations]:
    """Sums of a scope over the axes asked, levels apart. `start` included, `stop` excluded, both first days of a month;
    `grain`: `month`, `quarter`, `year`, or None for one row over the whole period."""
    return collect(
        reader,
        indicators,
        {
            "start": start,
            "stop": stop,
            "by_service": by_service,
            "by_site_type": by_site_type,
            "by_region": by_region,
            "by_department": by_department,
            "by_court": by_court,
            "by_direction": by_direction,
            "by_site": by_site,
            "grain": grain,
            **restricted(services, site_types, regions, departments, sites),
        },
    )


def months(reader: Reader, *, indicators: Codes = None) -> Months:
    """First and last month with a figure, and the last usual one; None when there is none."""
    return Months(*reader.read("months", indicators=listed(indicators))[0])


def version(reader: Reader) -> Version:
    """Which data this is."""
    return Version(*reader.read("version")[0])


def indicators(reader: Reader) -> list[Indicators]:
    """The catalogue as published."""
    return [Indicators(*row) for row in reader.read("indicators")]


def indicator_aliases(reader: Reader) -> list[IndicatorAliases]:
    """The other codes of the indicators."""
    return [IndicatorAliases(*row) for row in reader.read("indicator_aliases")]


def indicator_grades(reader: Reader, *, indicators: Codes = None) -> list[IndicatorGrades]:
    """The possible answers, in the order of each scale."""
    return [IndicatorGrades(*row) for row in reader.read("indicator_grades", indicators=listed(indicators))]


def targets(reader: Reader, *, indicators: Codes = None) -> list[Targets]:
    """The values to reach."""
    return [Targets(*row) for row in reader.read("targets", indicators=listed(indicators))]


def method_breaks(reader: Reader, *, indicators: Codes = None) -> list[MethodBreaks]:
    """The months from which a definition is another one."""
    return [MethodBreaks(*row) for row in reader.read("method_breaks", indicators=listed(indicators))]


def commitments(reader: Reader) -> list[Commitments]:
    """The engagements of every edition."""
    return [Commitments(*row) for row in reader.read("commitments")]


def services(reader: Reader) -> list[Services]:
    """The services that hold a site."""
    return [Services(*row) for row in reader.read("services")]


def observed_sites(reader: Reader, *, indicator: str, stop: dt.date) -> list[ObservedSites]:
    """The sites that gave an indicator before `stop`, and when they last did."""
    return [ObservedSites(*row) for row in reader.read("observed_sites", indicator=indicator, stop=stop)]


def site_reviews(reader: Reader, *, site: str, start: dt.date, stop: dt.date) -> list[SiteReviews]:
    """What users wrote of a site, not protected: `analyses.site_reviews` decides what is shown."""
    return [SiteReviews(*row) for row in reader.read("site_reviews", site=site, start=start, stop=stop)]


def successions(reader: Reader) -> list[Successions]:
    """What became of the sites."""
    return [Successions(*row) for row in reader.read("successions")]


def site_types(reader: Reader) -> list[SiteTypes]:
    """The types of site that hold a site."""
    return [SiteTypes(*row) for row in reader.read("site_types")]


def regions(reader: Reader) -> list[Regions]:
    """The regions that hold a site, or whose figures are published directly."""
    return [Regions(*row) for row in reader.read("regions")]


def judicial_areas(reader: Reader) -> list[JudicialAreas]:
    """The judicial map; empty when no table is loaded."""
    return [JudicialAreas(*row) for row in reader.read("judicial_areas")]


def departments(reader: Reader) -> list[Departments]:
    """The departments that hold a site, or whose figures are published directly."""
    return [Departments(*row) for row in reader.read("departments")]


def site(reader: Reader, code: str) -> Site | None:
    """One site, None when the code is unknown."""
    rows = reader.read("site", site=code)
    return Site(*rows[0]) if rows else None


def register(reader: Reader) -> list[Register]:
    """The structures, with all that the SP+ export says of them, by code."""
    return [Register._make(row) for row in reader.read("register")]


def delivered_months(
    reader: Reader, *, start: dt.date, stop: dt.date, indicators: Codes = None, services: Codes = None
) -> list[DeliveredMonths]:
    """The months that end a figure of the services, and how many months it covers (the shortest, over the levels)."""
    asked = {"indicators": listed(indicators), "services": listed(services)}
    return [DeliveredMonths(*row) for row in reader.read("delivered_months", start=start, stop=stop, **asked)]


def closed_months(
    reader: Reader,
    *,
    indicators: Codes,
    boundaries: Sequence[dt.date] | None,
    with_groups: bool = True,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[ClosedMonths]:
    """Which sites of a scope, and which groups, have no figure that starts or ends at some months (None: the whole,
    services and regions at every month)."""
    wanted = {"indicators": listed(indicators), "boundaries": None if boundaries is None else list(boundaries)}
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("closed_months", **wanted, with_groups=with_groups, **scope)
    return [ClosedMonths._make(row) for row in rows]


def coverage(
    reader: Reader,
    *,
    month: dt.date,
    indicators: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[Coverage]:
    """How many of the expected sites are up to date for a month, by service."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("coverage", month=month, indicators=listed(indicators), **scope)
    return [Coverage(*row) for row in rows]


def missing_deliveries(
    reader: Reader,
    *,
    month: dt.date,
    indicators: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[MissingDeliveries]:
    """Which of the expected sites are late for a month, by indicator."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("missing_deliveries", month=month, indicators=listed(indicators), **scope)
    return [MissingDeliveries(*row) for row in rows]


def loads(reader: Reader) -> list[Loads]:
    """The loads behind this version, oldest first."""
    return [Loads(*row) for row in reader.read("loads")]


def rejected_rows(reader: Reader, *, load_id: int | None = None, max_rows: int | None = None) -> list[RejectedRows]:
    """What a load refused (None: every load)."""
    return [RejectedRows(*row) for row in reader.read("rejected_rows", load_id=load_id, max_rows=max_rows)]
