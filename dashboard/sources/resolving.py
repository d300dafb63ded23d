"""From the names of a foreign file to the indicators and sites of the dashboard."""

from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.domain.indicator import Indicator
from dashboard.domain.sites import Level
from dashboard.sources.figures import distinct
from dashboard.sources.mapping import IndicatorMapping, Service
from dashboard.sources.reader import ReadContext, Rows, canonical_table
from dashboard.sources.values import normal_name, slug

_LEVEL_LABELS = {
    Level.SITE: "Site",
    Level.DEPARTMENT: "Département",
    Level.REGION: "Région",
    Level.NATION: "France entière",
}
_DETAILS = ("site_label", "site_type", "region", "department")


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

    def add(self, names: Dict[str, IndicatorMapping]) -> None:
        """Other names, which come before the codes of the catalogue."""
        self._mapped |= {normal_name(name): entry for name, entry in names.items()}

    def find(self, name: str) -> FoundIndicator | None:
        """None when no indicator has that name."""
        entry = self._mapped.get(normal_name(name)) or IndicatorMapping(name)
        if normal_name(name) in self._mapped and not entry.code:
            return FoundIndicator(None, entry)
        indicator = self._known.get(normal_name(entry.code))
        return FoundIndicator(indicator, entry) if indicator else None


class RowIndicators:
    """The indicator of every row: refuses the rows that name none, leaves out those that the mapping ignores."""

    def __init__(self, rows: Rows, names: IndicatorNames, name: str = "indicator") -> None:
        self._places, self.found = distinct(rows.text(name), names.find)
        rows.refuse(
            self.pick(lambda item: False, True).astype(bool),
            name,
            "indicateur inconnu : l’ajouter au catalogue ou corriger la correspondance",
        )
        rows.kept &= self.pick(lambda item: item.indicator is not None, False).astype(bool)

    def pick(self, of: Callable[[FoundIndicator], Any], default: Any) -> npt.NDArray[Any]:
        """Something of the indicator of each row; `default` where it is unknown."""
        values = np.array([default if item is None else of(item) for item in self.found])
        return values[self._places] if len(values) else np.zeros(0)

    def of_catalogue(self, of: Callable[[Indicator], Any], default: Any) -> npt.NDArray[Any]:
        """The same, of its catalogue entry."""
        return self.pick(lambda item: of(item.indicator) if item.indicator else default, default)

    def at(self, place: int) -> FoundIndicator | None:
        return self.found[int(self._places[place])]

    @property
    def places(self) -> "pd.Series[int]":
        """For each row, the place of its indicator in `found`."""
        return pd.Series(self._places)

    @property
    def codes(self) -> "pd.Series[str]":
        return pd.Series(self.of_catalogue(lambda indicator: indicator.code, ""), dtype="str")


class SiteLabels:
    """Finds a site by its code, else by its label; a label that two sites share names neither."""

    def __init__(self, known: Dict[str, str]) -> None:
        self._known = known
        self._by_label: dict[str, str | None] = {}
        for code, label in known.items():
            name = normal_name(label or "")
            self._by_label[name] = None if name in self._by_label else code

    def find(self, text: str) -> str | None:
        """The code, or None when the text names no site, or several."""
        return text if text in self._known else self._by_label.get(normal_name(text))


class SiteNames:
    """Finds our site code for a foreign one, and remembers the sites that the mapping creates on the way."""

    def __init__(self, context: ReadContext) -> None:
        self._context, self._mapping = context, context.mapping.sites
        self._created: set[str] = set()
        self._new: list[dict[str, object]] = []
        self._labels = SiteLabels(context.known_sites) if self._mapping.by_label else None

    def code(self, foreign: str, service: str = "") -> str:
        """The code by the template of the mapping; `service` is the key of a [services] section."""
        if "{site}" in self._mapping.code and not foreign:
            return ""
        found = self._context.mapping.services.get(service or self._mapping.service)
        return self._mapping.code.format(site=foreign, service=found.code if found else "")

    def known(self, code: str) -> bool:
        return code in self._context.known_sites or code in self._created

    def _create(self, code: str, foreign: str, service: str, details: Dict[str, str], line: int) -> None:
        self._created.add(code)
        self._new.append(self._row(code, foreign, service, details) | {"file": details["file"], "line": line})

    def resolve(self, rows: Rows, services: npt.NDArray[Any]) -> "pd.Series[str]":
        """Our site code for every row; refuses the rows whose site is unknown and may not be created."""
        foreign = rows.text("site")
        pairs = foreign + "\0" + pd.Series(services, index=foreign.index, dtype="str")
        pairs[~rows.kept] = "\0"
        places, values = pd.factorize(pairs)
        first = np.full(len(values), len(rows))
        np.minimum.at(first, places, np.arange(len(rows)))
        codes = [self._code_of(rows, str(pair), int(line)) for pair, line in zip(values, first, strict=True)]
        known = np.array([code is not None for code in codes], dtype=bool)
        rows.refuse(
            ~known[places], "site", "site inconnu : charger d’abord le référentiel des structures ou corriger le code"
        )
        return pd.Series(np.array([code or "" for code in codes], dtype=object)[places], dtype="str")

    def _code_of(self, rows: Rows, pair: str, first: int) -> str | None:
        foreign, service = pair.split("\0")
        code = (self._labels.find(foreign) if self._labels else None) or self.code(foreign, service)
        if self.known(code):
            return code
        if not code or not rows.kept[first] or not self._mapping.create:
            return None
        details = {name: str(rows.text(name).iloc[first]) for name in _DETAILS if rows.has(name)}
        self._create(code, foreign, service, details | {"file": rows.file}, int(rows.lines[first]))
        return code

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
