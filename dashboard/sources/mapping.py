"""A mapping: how a foreign file says what the dashboard calls site, indicator, period and value (docs/formats.md).

A mapping is a small TOML file. Every key is known: an unknown one is an error that names the file and the key, never
a silent default.
"""

import hashlib
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from dashboard.catalog.table import Table, read_table
from dashboard.domain.sites import Level
from dashboard.errors import ConfigurationError
from dashboard.sources.mapping_answers import read_answers, read_choices


class Format(StrEnum):
    """The format of the file; by its extension when nothing is said."""

    AUTO = "auto"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class Layout(StrEnum):
    """How the figures lie in the file."""

    LONG = "long"  # a row a figure
    INDICATORS = "indicators"  # a column an indicator
    PERIODS = "periods"  # a column a period
    SERIES = "series"  # JSON: a record holds a list of {date, value} for each indicator


class Inequalities(StrEnum):
    """What `<5` becomes in a column of figures."""

    REJECT = "reject"
    MISSING = "missing"  # no value, the text is kept as the reason
    BOUND = "bound"  # the bound stands for the value


class DecimalSign(StrEnum):
    """Which sign is the decimal one; `auto` takes a lone comma or point for it."""

    AUTO = "auto"
    COMMA = "comma"
    POINT = "point"


class SiteKey(StrEnum):
    """What the column of sites holds."""

    CODE = "code"
    LABEL = "label"


class UnknownSites(StrEnum):
    """What becomes of a row whose site was never loaded."""

    REJECT = "reject"
    CREATE = "create"


FIELDS = frozenset(
    {"site", "site_label", "site_type", "region", "department", "indicator", "period", "year", "frequency"}
    | {
        "value",
        "n",
        "numerator",
        "denominator",
        "contributors",
        "first_share",
        "grade",
        "updated_on",
        "target",
        "target_date",
    }
    | {"survey", "respondent", "date", "question", "answer", "weight", "channel"}
)
"""What `[columns]` and `[constants]` may name."""


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

    `code` is a template over `{site}` (the foreign code) and `{service}`; with `by_label` a site is first looked for by
    its name among those already loaded.
    """

    code: str = "{site}"
    by_label: bool = False
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
    """A mapping file, checked. `columns` and `constants` go from our field to their column or to a fixed text;
    `profile` goes from a variable of a file of margins (age, sex…) to the column that holds it;
    `comments` are the columns of free text, `ignored` those that a person chose not to read."""

    name: str = ""
    digest: str = ""
    format: Format = Format.AUTO
    sheet: str = ""
    records: str = ""
    layout: Layout = Layout.LONG
    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)
    indicators: Dict[str, IndicatorMapping] = field(default_factory=dict)
    questions: Dict[str, str] = field(default_factory=dict)
    profile: Dict[str, str] = field(default_factory=dict)
    answers: Dict[str, Dict[str, int | str]] = field(default_factory=dict)
    choices: Dict[str, Dict[str, str]] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    services: Dict[str, Service] = field(default_factory=dict)
    sites: SiteMapping = field(default_factory=SiteMapping)
    series: SeriesMapping = field(default_factory=SeriesMapping)
    inequalities: Inequalities = Inequalities.REJECT
    words: tuple[str, ...] = ()
    decimal: DecimalSign = DecimalSign.AUTO
    period_format: str = ""
    period_months: int | None = None


def read_mapping(path: Path) -> Mapping:
    """The mapping of a TOML file. Raises ConfigurationError naming the file and the key."""
    if not path.is_file():
        raise ConfigurationError(
            f"Le fichier de correspondance « {path} » n’existe pas : vérifier son chemin (exemples : data/mappings/)."
        )
    root = read_table(path)
    source, values, period = root.section("source"), root.section("values"), root.section("period")
    comments, ignored = root.section("comments"), root.section("ignored")
    root.text("label", "")
    mapping = Mapping(
        name=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        format=source.choice("format", Format, Format.AUTO),
        sheet=source.text("sheet", ""),
        records=source.text("records", ""),
        layout=source.choice("layout", Layout, Layout.LONG),
        columns=_texts(root.section("columns"), FIELDS),
        constants={name: text.strip() for name, text in _texts(root.section("constants"), FIELDS).items()},
        indicators=_indicators(root.section("indicators")),
        questions=_texts(root.section("questions")),
        profile=_texts(root.section("profile")),
        answers=read_answers(root.section("answers")),
        choices=read_choices(root.section("choices")),
        comments=comments.texts("columns"),
        ignored=ignored.texts("columns"),
        services=_services(root.section("services")),
        sites=_sites(root.section("sites")),
        series=_series(root.section("series")),
        inequalities=values.choice("inequalities", Inequalities, Inequalities.REJECT),
        words=values.texts("words"),
        decimal=values.choice("decimal", DecimalSign, DecimalSign.AUTO),
        period_format=period.text("format", ""),
        period_months=_months(period),
    )
    for table in (source, values, period, comments, ignored, root):
        table.close()
    _check_services(root, mapping)
    return mapping


def _texts(table: Table, allowed: frozenset[str] | None = None) -> dict[str, str]:
    if unknown := [name for name in table.names() if allowed is not None and name not in allowed]:
        raise table.refusal(unknown[0], f"clé inconnue, choisir parmi {', '.join(sorted(allowed or ()))}")
    return {name: table.text(name, "") for name in table.names()}


def _indicators(table: Table) -> dict[str, IndicatorMapping]:
    """`"their name" = "our code"` (empty: left out), or a table with a grade, a factor, a length, a service."""
    result = {}
    for name in table.names():
        if not table.is_section(name):
            result[name] = IndicatorMapping(table.text(name, ""))
            continue
        entry = table.section(name)
        result[name] = IndicatorMapping(
            code=entry.text("code"),
            grade=entry.optional_integer("grade"),
            factor=entry.number("factor", 1.0),
            months=_months(entry),
            service=entry.text("service", ""),
        )
        entry.close()
    return result


def _months(table: Table) -> int | None:
    months = table.optional_integer("months")
    if months not in (None, 1, 3, 6, 12):
        raise table.refusal("months", "attendu 1, 3, 6 ou 12")
    return months


def _services(table: Table) -> dict[str, Service]:
    result = {}
    for name in table.names():
        entry = table.section(name)
        result[name] = Service(entry.text("code"), entry.text("label"))
        entry.close()
    return result


def _sites(table: Table) -> SiteMapping:
    result = SiteMapping(
        code=table.text("code", "{site}"),
        by_label=table.choice("by", SiteKey, SiteKey.CODE) is SiteKey.LABEL,
        create=table.choice("unknown", UnknownSites, UnknownSites.REJECT) is UnknownSites.CREATE,
        level=table.choice("level", Level, Level.SITE),
        label=table.text("label", ""),
        labels=_texts(table.section("labels")),
        service=table.text("service", ""),
        site_type=table.text("site_type", ""),
        site_type_label=table.text("site_type_label", ""),
    )
    table.close()
    try:
        result.code.format(site="", service="")
    except (KeyError, IndexError, ValueError):
        raise table.refusal("code", "le modèle ne peut contenir que {site} et {service}") from None
    return result


def _series(table: Table) -> SeriesMapping:
    default = SeriesMapping()
    result = SeriesMapping(
        date=table.text("date", default.date),
        value=table.text("value", default.value),
        targets=table.text("targets", ""),
        target=table.text("target", default.target),
        target_date=table.text("target_date", default.target_date),
    )
    table.close()
    return result


def _check_services(root: Table, mapping: Mapping) -> None:
    used = {mapping.sites.service, *(entry.service for entry in mapping.indicators.values())} - {""}
    if missing := sorted(used - mapping.services.keys()):
        raise root.refusal("services", f"« {missing[0]} » n’est pas décrit, ajouter [services.{missing[0]}]")
    if mapping.sites.create and not used:
        raise root.refusal("sites", "des sites sont créés sans dire de quel service, ajouter « service »")
