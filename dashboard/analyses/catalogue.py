"""The catalogue as published, as domain objects: what the data file holds, not what the reference files say today."""

import difflib
from collections import defaultdict
from collections.abc import Collection, Mapping

from dashboard.domain.indicator import (
    Accumulation,
    Base,
    Direction,
    Grade,
    Indicator,
    Kind,
    MethodBreak,
    Nature,
    Scale,
    Target,
)
from dashboard.errors import QueryError
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.grammar import listed


def indicators(reader: Reader) -> dict[str, Indicator]:
    """Every published indicator by code, in the order of the codes."""
    targets, breaks, scales = _targets(reader), _breaks(reader), _scales(reader)
    aliases = _aliases(reader)
    return {
        row.code: Indicator(
            code=row.code,
            label=row.name or row.code,
            technical_label=row.technical_label or row.name or row.code,
            commitment=row.commitment,
            nature=Nature(row.nature),
            kind=Kind(row.kind),
            unit=row.unit or "",
            direction=Direction(row.direction),
            decimals=row.decimals,
            base=Base(row.base),
            accumulation=Accumulation(row.accumulation),
            headline=row.headline,
            scale=scales.get(row.code),
            targets=tuple(targets[row.code]),
            breaks=tuple(breaks[row.code]),
            aliases=tuple(aliases[row.code]),
            derived_from=row.derived_from or "",
            lower_bound=row.lower_bound,
            upper_bound=row.upper_bound,
            minimum_n=row.minimum_n,
            material_gap=row.material_gap,
            source=row.source or "",
            rule=row.rule or "",
            why=row.why or "",
        )
        for row in reads.indicators(reader)
    }


def _aliases(reader: Reader) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in reads.indicator_aliases(reader):
        found[row.indicator].append(row.alias)
    return found


def _targets(reader: Reader) -> defaultdict[str, list[Target]]:
    found: defaultdict[str, list[Target]] = defaultdict(list)
    for row in reads.targets(reader):
        found[row.indicator].append(Target(row.year, row.operator, row.value, row.scope, row.source or ""))
    return found


def _breaks(reader: Reader) -> defaultdict[str, list[MethodBreak]]:
    found: defaultdict[str, list[MethodBreak]] = defaultdict(list)
    for row in reads.method_breaks(reader):
        found[row.indicator].append(MethodBreak(row.month, row.name, row.service or ""))
    return found


def _scales(reader: Reader) -> dict[str, Scale]:
    rows = defaultdict(list)
    for row in reads.indicator_grades(reader):
        rows[row.indicator].append(row)
    return {
        code: Scale(
            code=code,
            label="",
            grades=tuple(Grade(row.grade, row.name, row.score) for row in grades),
            favourable=frozenset(row.grade for row in grades if row.favourable),
            unfavourable=frozenset(row.grade for row in grades if row.unfavourable),
        )
        for code, grades in rows.items()
    }


def find(catalogue: Mapping[str, Indicator], code: str) -> Indicator:
    """The indicator of a code or alias. Raises QueryError that names the nearest codes."""
    if code in catalogue:
        return catalogue[code]
    for indicator in catalogue.values():
        if code in indicator.aliases:
            return indicator
    raise unknown("L’indicateur", "n’est pas publié", code, catalogue)


def unknown(subject: str, refusal: str, code: str, known: Collection[str]) -> QueryError:
    """« L’indicateur « x » n’est pas publié. Codes proches : a, b. »"""
    near = difflib.get_close_matches(code, list(known), n=3, cutoff=0.4)
    if near:
        advice = f"Codes proches\u00a0: {listed(near)}."
    elif known:
        advice = f"Exemples\u00a0: {listed(sorted(known)[:3])}."
    else:
        advice = "Aucun n’est publié."
    return QueryError(f"{subject} «\u00a0{code}\u00a0» {refusal}. {advice}")
