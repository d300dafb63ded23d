"""The reference data of an installation, read once and checked: what is measured, promised, and where.

Every file is pure data: ours are read once a process, those of an installation again when one of them changes.
"""

from functools import cache, lru_cache
from pathlib import Path

from dashboard.catalog.break_file import with_breaks
from dashboard.catalog.edition_file import read_editions
from dashboard.catalog.geography_file import read_departments, read_regions, read_sheet
from dashboard.catalog.indicator_file import read_indicator
from dashboard.catalog.scale_file import read_scales
from dashboard.config import REFERENCE
from dashboard.domain.commitment import Edition
from dashboard.domain.geography import Department, Region, Sheet
from dashboard.domain.indicator import Indicator, Scale
from dashboard.errors import ConfigurationError


def indicators(extra: Path | None = None) -> dict[str, Indicator]:
    """The catalogue by code, in the order of engagement then code (those of no engagement last).

    `extra` is the folder where an installation adds its own (`<home>/reference/indicators`, which may not exist): same
    rules, and neither a code, an alias nor a headline of the catalogue may be taken. Beside it, `breaks.toml` adds the
    method breaks of the installation to any indicator. Raises ConfigurationError.
    """
    return dict(_indicators(extra, _seen(extra)))


def codes(extra: Path | None = None) -> dict[str, str]:
    """Every code and alias, with the code of the indicator: what a file's indicator column is looked up in."""
    return {
        name: code
        for code, indicator in _indicators(extra, _seen(extra)).items()
        for name in (code, *indicator.aliases)
    }


def headlines(extra: Path | None = None) -> dict[int, Indicator]:
    """The indicator that stands for each engagement, by number."""
    return {
        indicator.commitment: indicator
        for indicator in _indicators(extra, _seen(extra)).values()
        if indicator.headline and indicator.commitment is not None
    }


def scales() -> dict[str, Scale]:
    """The scales of answers, by code."""
    return dict(_scales())


def editions() -> dict[int, Edition]:
    """The editions of the engagements by year, oldest first. `Indicator.commitment` is a number of the oldest one."""
    return dict(_editions())


def first_edition() -> Edition:
    """The oldest edition: `Indicator.commitment` is a number of it."""
    return _editions()[min(_editions())]


def regions() -> dict[str, Region]:
    """The régions by INSEE code, and the two groups of overseas collectivities that the SP+ register uses."""
    return dict(_regions())


def departments() -> dict[str, Department]:
    """The départements and inhabited overseas collectivities, by INSEE code."""
    return dict(_departments())


@cache
def outlines() -> Sheet:
    """The outlines of the 101 départements in Lambert-93 hectometres, with the insets; collectivities have none."""
    return read_sheet(REFERENCE / "geography" / "outlines.json", _departments())


@cache
def _scales() -> dict[str, Scale]:
    return read_scales(REFERENCE / "scales.toml")


@cache
def _editions() -> dict[int, Edition]:
    return read_editions(REFERENCE / "editions")


@cache
def _regions() -> dict[str, Region]:
    return read_regions(REFERENCE / "geography" / "regions.csv")


@cache
def _departments() -> dict[str, Department]:
    return read_departments(REFERENCE / "geography" / "departments.csv", _regions())


def _seen(extra: Path | None) -> tuple[tuple[str, int], ...]:
    """The names and dates of the files that an installation adds: a new indicator is known without a restart."""
    if extra is None:
        return ()
    files = [*extra.glob("*.toml"), extra.parent / "breaks.toml"]
    return tuple(sorted((file.name, file.stat().st_mtime_ns) for file in files if file.exists()))


@lru_cache(maxsize=8)
def _indicators(extra: Path | None, seen: tuple[tuple[str, int], ...]) -> dict[str, Indicator]:
    numbers = frozenset(commitment.number for commitment in first_edition().commitments)
    folders = [REFERENCE / "indicators", *([extra] if extra else [])]
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    owners: dict[str, Path] = {}
    result: list[Indicator] = []
    for path in paths:
        indicator = read_indicator(path, _scales(), numbers)
        claims = [("code", indicator.code), *(("aliases", alias) for alias in indicator.aliases)]
        if indicator.headline:
            claims.append(("headline", f"engagement {indicator.commitment}"))
        for key, name in claims:
            if name in owners:
                raise ConfigurationError(
                    f"{path.name}, clé « {key} » : « {name} » est déjà pris par {owners[name].name}."
                )
            owners[name] = path
        result.append(indicator)
    result = with_breaks(result, extra.parent / "breaks.toml") if extra else result
    result.sort(key=lambda indicator: (indicator.commitment is None, indicator.commitment or 0, indicator.code))
    return {indicator.code: indicator for indicator in result}
