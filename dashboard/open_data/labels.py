"""The rows of the files that explain codes: indicators, and the units that observations are about."""

from collections.abc import Iterator, Sequence

from dashboard.domain.indicator import Indicator, Nature
from dashboard.domain.sites import Level
from dashboard.open_data.observations import DIRECTION, NATION
from dashboard.open_data.request import Unit
from dashboard.store import reads
from dashboard.store.reads import Reader

NATURE = {Nature.PERCEIVED: "percue", Nature.DELIVERED: "rendue"}

Row = tuple[object, ...]


def indicator_rows(chosen: Sequence[Indicator]) -> Iterator[Row]:
    """One row an indicator, as `tables.INDICATORS` has its columns."""
    for one in chosen:
        yield (
            one.code,
            one.label,
            one.technical_label or None,
            one.commitment,
            NATURE[one.nature],
            one.kind.value,
            one.unit or None,
            DIRECTION[one.direction],
            one.decimals,
            " ".join(one.aliases) or None,
            one.source or None,
            one.rule or None,
            one.why or None,
        )


def unit_rows(reader: Reader) -> Iterator[Row]:
    """One row a unit, as `tables.UNIT_LABELS` has its columns."""
    yield Unit.NATION.value, NATION, None, "France", None, None
    for service in reads.services(reader):
        yield Unit.SERVICE.value, service.code, service.code, service.name or service.code, None, None
    for kind in reads.site_types(reader):
        yield Unit.SITE_TYPE.value, kind.code, kind.service, kind.name or kind.code, None, None
    for region in reads.regions(reader):
        yield Unit.REGION.value, region.code, None, region.name or region.code, None, None
    for place in reads.departments(reader):
        yield Unit.DEPARTMENT.value, place.code, None, place.name or place.code, place.region, None
    sites = reads.sites(reader, levels=[Level.SITE.value])
    for site in sorted(sites, key=lambda row: row.code):
        yield Unit.SITE.value, site.code, site.service, site.name, site.region, site.department
