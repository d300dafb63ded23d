"""A mapping: how a foreign file says what the dashboard calls site, indicator, period and value (docs/formats.md).

A mapping is a small TOML file. Every key is known: an unknown one is an error that names the file and the key, never
a silent default.
"""

import hashlib
import tomllib
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.domain.sites import Level
from dashboard.errors import ConfigurationError

LAYOUTS = ("long", "indicators", "periods", "series")
INEQUALITIES = ("reject", "missing", "bound")
DECIMALS = ("auto", "comma", "point")
FIELDS = frozenset(
    {"site", "site_label", "site_type", "region", "department", "indicator", "period", "value", "numerator", "denominator"}
    | {"n", "grade", "updated_on", "frequency", "survey", "respondent", "date", "question", "answer", "weight", "channel"}
    | {"target", "target_date"}
)


@dataclass(frozen=True, slots=True)
class IndicatorMapping:
    """What a foreign indicator name stands for. `grade`: its value is the count of that answer of a distribution."""

    code: str
    grade: int | None = None
    factor: float = 1.0
    months: int | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A réseau named by a mapping."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class SiteMapping:
    """How foreign site codes become ours, and what is created when they are unknown.

    `code` is a template over `{site}` (the foreign code) and `{service}`.
    """

    code: str = "{site}"
    create: bool = False
    level: Level = Level.SITE
    label: str = ""
    labels: Dict[str, str] = field(default_factory=dict)
    service: str = ""
    site_type: str = ""
    site_type_label: str = ""


@dataclass(frozen=True, slots=True)
class SeriesMapping:
    """Names inside a nested record: `{indicator: [{date, value}, …], targets: {indicator: {target, target_date}}}`."""

    date: str = "date"
    value: str = "value"
    targets: str = ""
    target: str = "target"
    target_date: str = "target_date"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, checked. `columns` and `constants` go from our field to their column or to a fixed text."""

    name: str = ""
    digest: str = ""
    format: str = ""
    sheet: str = ""
    records: str = ""
    layout: str = "long"
    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)
    indicators: Dict[str, IndicatorMapping] = field(default_factory=dict)
    questions: Dict[str, str] = field(default_factory=dict)
    answers: Dict[str, Dict[str, int | str]] = field(default_factory=dict)
    services: Dict[str, Service] = field(default_factory=dict)
    sites: SiteMapping = field(default_factory=SiteMapping)
    series: SeriesMapping = field(default_factory=SeriesMapping)
    inequalities: str = "reject"
    words: tuple[str, ...] = ()
    decimal: str = "auto"
    period_format: str = ""
    period_months: int | None = None


def read_mapping(path: Path) -> Mapping:
    """The mapping of a TOML file. Raises ConfigurationError naming the file and the key."""
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise ConfigurationError(f"La correspondance {path} ne peut pas être lue ({error.strerror}) : vérifier le chemin.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"La correspondance {path.name} n’est pas un fichier TOML lisible ({error}) : le corriger.") from error
    top = _Section(path.name, "", table)
    source, values, period = top.section("source"), top.section("values"), top.section("period")
    sites = top.section("sites")
    top.text("label")
    mapping = Mapping(
        name=path.name,
        digest=hashlib.sha256(content).hexdigest(),
        format=source.choice("format", ("", "csv", "xlsx", "json")),
        sheet=source.text("sheet"),
        records=source.text("records"),
        layout=source.choice("layout", LAYOUTS),
        columns=top.section("columns").texts(FIELDS),
        constants=top.section("constants").texts(FIELDS),
        indicators=_indicators(top.section("indicators")),
        questions=top.section("questions").texts(),
        answers=_answers(top.section("answers")),
        services=_services(top.section("services")),
        sites=_sites(sites),
        series=_series(top.section("series")),
        inequalities=values.choice("inequalities", INEQUALITIES),
        words=values.list_of_texts("words"),
        decimal=values.choice("decimal", DECIMALS),
        period_format=period.text("format"),
        period_months=period.months("months"),
    )
    for section in (source, values, period, top):
        section.close()
    _check_services(path.name, mapping)
    return mapping


def _indicators(section: "_Section") -> dict[str, IndicatorMapping]:
    result = {}
    for name in section.names():
        if isinstance(section.table[name], str):
            result[name] = IndicatorMapping(section.text(name))
            continue
        entry = section.section(name)
        grade = entry.number("grade")
        result[name] = IndicatorMapping(
            code=entry.text("code", required=True),
            grade=None if grade is None else int(grade),
            factor=entry.number("factor", 1.0) or 1.0,
            months=entry.months("months"),
            service=entry.text("service"),
        )
        entry.close()
    return result


def _answers(section: "_Section") -> dict[str, Dict[str, int | str]]:
    result: dict[str, Dict[str, int | str]] = {}
    for name in section.names():
        entry = section.section(name)
        for answer in entry.names():
            if not isinstance(entry.take(answer), int | str):
                raise entry.error(answer, "doit être le rang d’une réponse (0, 1…) ou « nsp », « nc »")
        result[name] = entry.table
    return result


def _services(section: "_Section") -> dict[str, Service]:
    result = {}
    for name in section.names():
        entry = section.section(name)
        result[name] = Service(entry.text("code", required=True), entry.text("label", required=True))
        entry.close()
    return result


def _sites(section: "_Section") -> SiteMapping:
    code, prefix = section.text("code"), section.text("prefix")
    result = SiteMapping(
        code=code or prefix + "{site}",
        create=section.choice("unknown", ("reject", "create")) == "create",
        level=Level(section.choice("level", tuple(Level))),
        label=section.text("label"),
        labels=section.section("labels").texts(),
        service=section.text("service"),
        site_type=section.text("site_type"),
        site_type_label=section.text("site_type_label"),
    )
    section.close()
    try:
        result.code.format(site="", service="")
    except (KeyError, IndexError, ValueError) as error:
        raise section.error("code", "ne peut contenir que {site} et {service}") from error
    return result


def _series(section: "_Section") -> SeriesMapping:
    default = SeriesMapping()
    result = SeriesMapping(
        date=section.text("date") or default.date,
        value=section.text("value") or default.value,
        targets=section.text("targets"),
        target=section.text("target") or default.target,
        target_date=section.text("target_date") or default.target_date,
    )
    section.close()
    return result


def _check_services(file: str, mapping: Mapping) -> None:
    used = {mapping.sites.service, *(entry.service for entry in mapping.indicators.values())} - {""}
    if missing := sorted(used - mapping.services.keys()):
        raise ConfigurationError(f"{file} : le service « {missing[0]} » n’est pas décrit, ajouter [services.{missing[0]}].")
    if mapping.sites.create and not used:
        raise ConfigurationError(f"{file} : [sites] crée des sites sans dire de quel service, ajouter « service ».")


class _Section:
    """A TOML table whose keys are taken one by one, so that a key nobody asked for is an error."""

    def __init__(self, file: str, path: str, table: Any) -> None:
        self._file, self._path = file, path
        if not isinstance(table, dict):
            raise ConfigurationError(f"{file} : « {path} » doit être une section [{path}].")
        self.table: dict[str, Any] = table
        self._taken: set[str] = set()

    def names(self) -> list[str]:
        return list(self.table)

    def error(self, key: str, rule: str) -> ConfigurationError:
        return ConfigurationError(f"{self._file} : la clé « {self._full(key)} » {rule}.")

    def take(self, key: str) -> Any:
        self._taken.add(key)
        return self.table.get(key)

    def section(self, key: str) -> "_Section":
        value = self.take(key)
        return _Section(self._file, self._full(key), {} if value is None else value)

    def text(self, key: str, required: bool = False) -> str:
        value = self.take(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value):
            raise self.error(key, "doit être un texte")
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of `allowed`; the first when the key is absent."""
        value = self.take(key)
        if value is None:
            return allowed[0]
        if value not in allowed:
            raise self.error(key, f"vaut « {value} » : choisir parmi {', '.join(text for text in allowed if text)}")
        return str(value)

    def number(self, key: str, default: float | None = None) -> float | None:
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(key, "doit être un nombre")
        return value

    def months(self, key: str) -> int | None:
        value = self.number(key)
        if value is not None and value not in (1, 3, 6, 12):
            raise self.error(key, "doit être 1, 3, 6 ou 12")
        return None if value is None else int(value)

    def texts(self, allowed: frozenset[str] | None = None) -> dict[str, str]:
        """The whole section as texts; keys outside `allowed` are errors."""
        if allowed is not None and (unknown := [name for name in self.names() if name not in allowed]):
            raise self.error(unknown[0], f"est inconnue : choisir parmi {', '.join(sorted(allowed))}")
        return {name: self.text(name) for name in self.names()}

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.error(key, "doit être une liste de textes")
        return tuple(value)

    def close(self) -> None:
        """Raises ConfigurationError for the first key that nobody took."""
        if unknown := [name for name in self.table if name not in self._taken]:
            raise self.error(unknown[0], "est inconnue : la corriger ou la retirer")

    def _full(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key
