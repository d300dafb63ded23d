"""From the names of a foreign file to the indicators and sites of the dashboard."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from dashboard.domain.indicator import Indicator
from dashboard.domain.sites import Level
from dashboard.sources.mapping import IndicatorMapping, Service
from dashboard.sources.reader import ReadContext, canonical_table
from dashboard.sources.values import normal_name, slug

_LEVEL_LABELS = {Level.SITE: "Site", Level.DEPARTMENT: "Département", Level.REGION: "Région", Level.NATION: "France entière"}


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """An indicator of the catalogue and how the foreign file gives it; `None` of both: a column left out on purpose."""

    indicator: Indicator | None
    entry: IndicatorMapping


class IndicatorNames:
    """Finds an indicator by the name of the mapping, by its code, or by an alias (SP+ `IND-27`)."""

    def __init__(self, context: ReadContext) -> None:
        self._mapped = {normal_name(name): entry for name, entry in context.mapping.indicators.items()}
        self._known: dict[str, Indicator] = {}
        for indicator in context.indicators.values():
            for alias in indicator.aliases:
                self._known.setdefault(normal_name(alias), indicator)
        self._known.update((normal_name(code), indicator) for code, indicator in context.indicators.items())

    def find(self, name: str) -> FoundIndicator | None:
        """None when no indicator has that name."""
        entry = self._mapped.get(normal_name(name)) or IndicatorMapping(name)
        if normal_name(name) in self._mapped and not entry.code:
            return FoundIndicator(None, entry)
        indicator = self._known.get(normal_name(entry.code))
        return FoundIndicator(indicator, entry) if indicator else None


class SiteNames:
    """Finds our site code for a foreign one, and remembers the sites that the mapping creates on the way."""

    def __init__(self, context: ReadContext) -> None:
        self._context, self._mapping = context, context.mapping.sites
        self._created: set[str] = set()
        self._new: list[dict[str, object]] = []

    def code(self, foreign: str, service: str = "") -> str:
        """The code by the template of the mapping; `service` is the key of a [services] section."""
        if "{site}" in self._mapping.code and not foreign:
            return ""
        found = self._context.mapping.services.get(service or self._mapping.service)
        return self._mapping.code.format(site=foreign, service=found.code if found else "")

    def known(self, code: str) -> bool:
        return code in self._context.known_sites or code in self._created

    def accept(self, code: str, foreign: str, service: str, details: Dict[str, str], file: str, line: int) -> bool:
        """True when the site exists, or is created now (`details`: site_label, site_type, region, department)."""
        if not code:
            return False
        if self.known(code):
            return True
        if not self._mapping.create:
            return False
        self._created.add(code)
        self._new.append(self._row(code, foreign, service, details) | {"file": file, "line": line})
        return True

    def table(self) -> pa.Table | None:
        """The sites created since the last call."""
        if not self._new:
            return None
        frame, self._new = pd.DataFrame(self._new), []
        return canonical_table("sites", frame)

    def _row(self, code: str, foreign: str, service: str, details: Dict[str, str]) -> dict[str, object]:
        mapping = self._mapping
        owner: Service = self._context.mapping.services[service or mapping.service]
        department = details.get("department") or (foreign if mapping.level is Level.DEPARTMENT else "")
        region = details.get("region") or (foreign if mapping.level is Level.REGION else "")
        site_type = details.get("site_type") or mapping.site_type_label or _LEVEL_LABELS[mapping.level]
        return {
            "code": code,
            "label": details.get("site_label") or mapping.labels.get(foreign) or mapping.label or foreign,
            "service": owner.code,
            "service_label": owner.label,
            "site_type": mapping.site_type or slug(site_type),
            "site_type_label": site_type,
            "region": region or self._context.departments.get(department, ""),
            "department": department,
            "active": True,
            "level": str(mapping.level),
        }
