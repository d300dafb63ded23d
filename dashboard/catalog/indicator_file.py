"""Reads one file of data/reference/indicators/ (or of the same folder of an installation): one indicator."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from dashboard.catalog.break_file import read_break
from dashboard.catalog.table import Table, read_table
from dashboard.domain.indicator import (
    Accumulation,
    Base,
    Direction,
    Indicator,
    Kind,
    Nature,
    Scale,
    Target,
)

LONGEST_LABEL = 60
"""What a heading, an axis or a table shows whole."""
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NEED_SCALE = {Kind.NET, Kind.NPS, Kind.DISTRIBUTION}
_PERCENTAGES = {Kind.SHARE: "%", Kind.DISTRIBUTION: "%"}
_POINTS = {Kind.NET: "points", Kind.NPS: "points"}
_UNITS = _PERCENTAGES | _POINTS


class Operator(StrEnum):
    """How a value reaches its target."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"


class Derivation(StrEnum):
    """Facts from which the build draws observations that no file delivers."""

    ANSWERED = "reviews.answered"
    POSITIVE = "reviews.positive"
    REPLY_DELAY = "reviews.reply_delay"
    USEFUL = "reviews.useful"
    WITHIN_ANNOUNCED = "reviews.within_announced"


def read_indicator(path: Path, scales: Mapping[str, Scale], commitments: frozenset[int]) -> Indicator:
    """The indicator of a file, whose name without `.toml` is its code. Raises ConfigurationError with file and key."""
    table = read_table(path)
    if not _CODE.fullmatch(path.stem):
        raise table.refusal("nom du fichier", "attendu des minuscules sans accent, des chiffres et des tirets")
    kind = table.choice("kind", Kind)
    lowest, highest = (0.0, 100.0) if kind in _PERCENTAGES else (-100.0, 100.0) if kind in _POINTS else (None, None)
    lower_bound, upper_bound = table.optional_number("lower_bound"), table.optional_number("upper_bound")
    derived = table.choice("derived_from", Derivation) if table.has("derived_from") else None
    indicator = Indicator(
        code=path.stem,
        label=table.text("label", longest=LONGEST_LABEL),
        technical_label=table.text("technical_label"),
        commitment=table.optional_integer("commitment"),
        nature=table.choice("nature", Nature),
        kind=kind,
        unit=table.text("unit"),
        direction=table.choice("direction", Direction),
        decimals=table.integer("decimals", 1),
        base=table.choice("base", Base, Base.PEOPLE),
        accumulation=table.choice("accumulation", Accumulation, Accumulation.FLOW),
        headline=table.flag("headline", False),
        scale=_scale(table, scales),
        targets=tuple(_target(target) for target in table.tables("targets")),
        breaks=tuple(read_break(row) for row in table.tables("breaks")),
        aliases=table.texts("aliases"),
        derived_from=derived.value if derived else "",
        lower_bound=lowest if lower_bound is None else lower_bound,
        upper_bound=highest if upper_bound is None else upper_bound,
        minimum_n=table.integer("minimum_n", 30),
        material_gap=table.number("material_gap", 2.0),
        source=table.text("source"),
        rule=table.text("rule"),
        why=table.text("why"),
    )
    table.close()
    _check(table, indicator, commitments)
    return indicator


def _scale(table: Table, scales: Mapping[str, Scale]) -> Scale | None:
    if not table.has("scale"):
        return None
    code = table.text("scale")
    if code not in scales:
        raise table.refusal("scale", f"l’échelle « {code} » n’existe pas dans scales.toml")
    return scales[code]


def _target(table: Table) -> Target:
    target = Target(
        year=table.integer("year"),
        operator=table.choice("operator", Operator).value,
        value=table.number("value"),
        scope=table.text("scope", ""),
        source=table.text("source", ""),
    )
    table.close()
    return target


def _check(table: Table, indicator: Indicator, commitments: frozenset[int]) -> None:
    """The rules that tie several keys together."""
    expected = _UNITS.get(indicator.kind)
    if expected and indicator.unit != expected:
        raise table.refusal("unit", f"« {indicator.unit} » au lieu de « {expected} » pour {indicator.kind}")
    if indicator.commitment is not None and indicator.commitment not in commitments:
        raise table.refusal("commitment", f"l’engagement {indicator.commitment} n’existe pas")
    if indicator.headline and indicator.commitment is None:
        raise table.refusal("headline", "un indicateur phare doit appartenir à un engagement")
    if indicator.scale is None and indicator.kind in _NEED_SCALE:
        raise table.refusal("scale", f"clé absente, nécessaire pour {indicator.kind}")
    if indicator.scale and indicator.kind is Kind.MEAN and any(g.score is None for g in indicator.scale.grades):
        raise table.refusal("scale", "une moyenne demande une échelle dont les degrés ont un score")
    if indicator.accumulation is Accumulation.STOCK and indicator.kind is not Kind.COUNT:
        raise table.refusal("accumulation", "« stock » ne vaut que pour un dénombrement (count)")
    if indicator.decimals not in range(4):
        raise table.refusal("decimals", "attendu 0 à 3")
    if indicator.minimum_n < 1:
        raise table.refusal("minimum_n", "attendu un entier d’au moins 1")
    if indicator.material_gap <= 0:
        raise table.refusal("material_gap", "attendu un nombre positif")
    low, high = indicator.lower_bound, indicator.upper_bound
    if low is not None and high is not None and low >= high:
        raise table.refusal("lower_bound", "supérieure ou égale à upper_bound")
    years = [(target.year, target.scope) for target in indicator.targets]
    if len(set(years)) < len(years):
        raise table.refusal("targets", "deux cibles pour la même année et le même périmètre")
