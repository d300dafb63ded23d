"""The rows of what is not a figure: services, sites, engagements, indicators, targets, surveys, versions."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from dashboard.analyses.catalogue import find
from dashboard.analyses.catalogue import indicators as catalogue_of
from dashboard.analyses.dated_results import published_at
from dashboard.analyses.public_sites import public_sites
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.surveys import calendar
from dashboard.api import tables
from dashboard.api.answer import Answer, Row
from dashboard.api.parameters import Asked
from dashboard.api.places import scope_of, sites_of
from dashboard.config import Settings
from dashboard.domain.french_order import searchable
from dashboard.domain.indicator import Indicator
from dashboard.domain.survey import Survey
from dashboard.open_data.facts import instant
from dashboard.open_data.fields import Table
from dashboard.store import reads, version
from dashboard.store.observation_record import ObservationTraits
from dashboard.store.reads import Reader
from dashboard.wording.dates import local_day


class Published(NamedTuple):
    """The data that a request reads, and the settings of the installation."""

    reader: Reader
    settings: Settings


def services(data: Published, _asked: Asked) -> Answer:
    """By code."""
    return _answer(tables.SERVICES, [_labelled(row) for row in reads.services(data.reader)])


def sites(data: Published, asked: Asked) -> Answer:
    """By label. Raises QueryError: a code that is not published."""
    scope = scope_of(asked)
    check_scope(data.reader, scope)
    rows = sites_of(data.reader, scope)
    if words := searchable(asked.one("search")).split():
        known = data.reader.compute(public_sites)
        rows = [row for row in rows if all(word in known[row.code].found_by for word in words)]
    wanted = {"true": True, "false": False}.get(asked.one("active"))
    return _answer(tables.SITES, [_labelled(row) for row in rows if wanted is None or row.active is wanted])


def commitments(data: Published, asked: Asked) -> Answer:
    """By edition and number."""
    edition = asked.one("edition")
    rows = sorted(reads.commitments(data.reader), key=lambda row: (row.edition, row.number))
    return _answer(tables.COMMITMENTS, [_labelled(row) for row in rows if not edition or row.edition == int(edition)])


def indicators(data: Published, asked: Asked) -> Answer:
    """By code."""
    traits = reads.traits(data.reader)
    commitment, nature = asked.one("commitment"), asked.one("nature")
    rows = [
        _indicator(one, traits.get(one.code))
        for one in data.reader.compute(catalogue_of).values()
        if (not commitment or one.commitment == int(commitment)) and (not nature or one.nature.value == nature)
    ]
    return _answer(tables.INDICATORS, rows)


def one_indicator(data: Published, asked: Asked) -> Answer:
    """One row, its targets, its breaks of method and its possible answers beside. Raises QueryError."""
    one = find(data.reader.compute(catalogue_of), asked.one("code"))
    made = _answer(tables.INDICATORS, [_indicator(one, reads.traits(data.reader, [one.code]).get(one.code))])
    beside: dict[str, Any] = {
        "targets": [
            {**asdict(target), "scope": target.scope or None, "source": target.source or None} for target in one.targets
        ],
        "breaks": [
            {"month": f"{cut.month:%Y-%m}", "label": cut.label, "service": cut.service or None} for cut in one.breaks
        ],
        "grades": [
            {
                "index": grade.index,
                "label": grade.label,
                "favourable": grade.index in one.scale.favourable,
                "unfavourable": grade.index in one.scale.unfavourable,
            }
            for grade in one.scale.grades
        ]
        if one.scale
        else [],
    }
    return Answer(made.table, made.rows, beside)


def targets(data: Published, asked: Asked) -> Answer:
    """By indicator and year."""
    catalogue = data.reader.compute(catalogue_of)
    codes = [find(catalogue, code).code for code in asked.every("indicator")]
    rows = reads.targets(data.reader, indicators=codes or None)
    return _answer(
        tables.TARGETS, [{**row._asdict(), "scope": row.scope or None, "source": row.source or None} for row in rows]
    )


def surveys(data: Published, _asked: Asked) -> Answer:
    """The last opened first, as they stood on the day of the publication, which is that of the public pages."""
    on = local_day(published_at(data.reader))
    found = data.reader.compute(calendar, data.settings, on).surveys
    return _answer(tables.SURVEYS, [_survey(one) | {"state": one.state(on).value} for one in found])


def versions(data: Published, _asked: Asked) -> Answer:
    """The oldest first."""
    served = reads.version(data.reader).version
    rows = [
        {
            "version": one.number,
            "published_at": instant(one.built_at),
            "current": one.number == served,
        }
        for one in version.versions(data.settings)
        if one.number <= served  # a later one is not public yet, or was withdrawn
    ]
    return _answer(tables.VERSIONS, rows)


def _answer(table: Table, rows: Sequence[dict[str, Any]]) -> Answer:
    """Only the columns of the table leave."""
    return Answer(table, tuple(_row(table, row) for row in rows))


def _row(table: Table, values: dict[str, Any]) -> Row:
    return tuple(values.get(name) for name in table.columns)


def _labelled(record: Any) -> dict[str, Any]:
    """The fields of a record under their public names, as in the command line."""
    fields: dict[str, Any] = record._asdict()
    return fields | {"label": record.name or fields.get("code")}


def _indicator(one: Indicator, traits: ObservationTraits | None) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label,
        "technical_label": one.technical_label or None,
        "commitment": one.commitment,
        "nature": one.nature.value,
        "kind": one.kind.value,
        "unit": one.unit or None,
        "direction": one.direction.value,
        "decimals": one.decimals,
        "minimum_n": one.minimum_n,
        "aliases": " ".join(one.aliases) or None,
        "source": one.source or None,
        "rule": one.rule or None,
        "why": one.why or None,
        "first_month": traits.first_month if traits else None,
        "last_month": traits.last_month if traits else None,
    }


def _survey(one: Survey) -> dict[str, Any]:
    return {name: getattr(one, name) for name in tables.SURVEYS.columns if name != "state"}
