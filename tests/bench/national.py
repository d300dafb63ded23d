"""A whole nation of invented measures: 2,000 sites × 60 indicators × 96 months, staged in the canonical form.

Written through the real staging writer, without the reading of files that `loading` measures; then built, protected and
published as any installation.
"""

import datetime as dt
import os
import tempfile
import time
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import catalog
from dashboard.config import Settings, settings
from dashboard.domain.indicator import Indicator, Kind
from dashboard.domain.period import shift
from dashboard.sources.canonical import MEASURES, SITES
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.store.staging import LoadOrder, StagedFile
from dashboard.store.staging_writer import StagingWriter

N_SITES, N_INDICATORS, N_MONTHS = 2_000, 60, 96
LAST_MONTH = dt.date(2026, 10, 1)
SERVICES, TYPES = 12, 3
"""Services, and types of site in each."""


def folder() -> Path:
    """The published installation; BAROMETRE_NATIONAL_HOME gives one that exists."""
    given = os.environ.get("BAROMETRE_NATIONAL_HOME")
    return Path(given) if given else _made()[0]


def run() -> tuple[str, list[str], list[list[object]]]:
    """Seconds and sizes of the making of the nation."""
    _, *row = _made()
    return "A nation, staged and published", ["measures", "staging, s", "publication, s", "file, MB"], [list(row)]


@cache
def _made() -> tuple[Path, int, int, int, int]:
    """Its folder, how many measures, the seconds of both steps, the size in MB: made once for all benchmarks."""
    chosen = settings({"BAROMETRE_HOME": tempfile.mkdtemp(prefix="barometre-national-")})
    started = time.perf_counter()
    stage(chosen)
    staged = time.perf_counter()
    published = publish(chosen, reference(chosen))
    done = time.perf_counter()
    size = round(published.bytes / 1e6)
    measures = N_SITES * N_INDICATORS * N_MONTHS
    return chosen.home, measures, round(staged - started), round(done - staged), size


def stage(chosen: Settings) -> None:
    """The register and the measures, as two loads."""
    with StagingWriter(chosen, LoadOrder("spplus-structures", (StagedFile("structures.csv", "a" * 64, 1),))) as writer:
        writer.write({"sites": _register()})
        writer.commit()
    random = np.random.default_rng(20261101)
    levels = random.normal(0, 6, N_SITES)
    sizes = np.exp(random.normal(3.7, 0.7, N_SITES)) + 8
    with StagingWriter(chosen, LoadOrder("measures", (StagedFile("mesures.csv", "b" * 64, 1),))) as writer:
        for rank, indicator in enumerate(_indicators()):
            writer.write({"measures": _measures(indicator, rank, levels, sizes, random)})
        writer.commit()


def _indicators() -> list[Indicator]:
    """Shares and means of the catalogue, the headline ones first; distributions are left to `loading`."""
    plain = [i for i in catalog.indicators().values() if i.kind in {Kind.SHARE, Kind.MEAN, Kind.QUANTILE, Kind.COUNT}]
    plain.sort(key=lambda indicator: (not indicator.headline, indicator.code))
    return plain[:N_INDICATORS]


def _register() -> pa.Table:
    departments = sorted(catalog.departments().values(), key=lambda department: department.code)
    rows = []
    for rank in range(N_SITES):
        service = rank % SERVICES
        department = departments[rank // SERVICES % len(departments)]
        rows.append(
            {
                "code": f"S{rank:04d}",
                "label": f"Site {rank:04d} de {department.label}",
                "service": f"service-{service:02d}",
                "service_label": f"Service {service + 1}",
                "site_type": f"type-{service:02d}-{rank % TYPES}",
                "site_type_label": f"Type {rank % TYPES + 1} du service {service + 1}",
                "region": department.region,
                "department": department.code,
                "city": f"Ville {rank}",
                "active": True,
                "level": "site",
                "file": "structures.csv",
                "line": rank + 2,
            }
        )
    return pa.Table.from_pylist(rows, schema=SITES)


def _measures(
    indicator: Indicator, rank: int, levels: np.ndarray, sizes: np.ndarray, random: np.random.Generator
) -> pa.Table:
    """Every site and month of one indicator: sites differ, a few months move, bases are those of real sites."""
    months = [shift(LAST_MONTH, -back) for back in range(N_MONTHS - 1, -1, -1)]
    base = np.maximum(1, random.poisson(np.repeat(sizes[:, None], N_MONTHS, axis=1)))
    level = 70 + levels[:, None] + 3 * np.sin(np.arange(N_MONTHS) * np.pi / 6)[None, :] + (rank % 9 - 4)
    if rank % 10 == 0:
        level = level - 6 * (np.arange(N_MONTHS) >= N_MONTHS - 5)[None, :]
    numerator = random.binomial(base, np.clip(level, 2, 98) / 100)
    size = N_SITES * N_MONTHS
    share = indicator.kind is Kind.SHARE
    values = numerator / base * 100 if share else level + random.normal(0, 4, base.shape)
    columns = {
        "indicator": pc.fill_null(pa.nulls(size, pa.string()), indicator.code),
        "site": pa.array(np.repeat([f"S{rank:04d}" for rank in range(N_SITES)], N_MONTHS)),
        "month": pa.array(months * N_SITES, pa.date32()),
        "months": pa.array(np.ones(size, np.int16)),
        "value": pa.array(values.ravel()),
        "n": pa.array(base.ravel()),
        "file": pc.fill_null(pa.nulls(size, pa.string()), "mesures.csv"),
        "line": pa.array(np.arange(size) + 2),
    }
    if share:
        columns |= {
            "numerator": pa.array(numerator.ravel().astype(float)),
            "denominator": pa.array(base.ravel().astype(float)),
        }
    arrays = [columns.get(field.name, pa.nulls(size, field.type)).cast(field.type) for field in MEASURES]
    return pa.Table.from_arrays(arrays, schema=MEASURES)
