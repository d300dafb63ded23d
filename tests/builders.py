"""Tiny staged loads made by code, through the real writer: `stage(settings, sites=[site("A")], measures=[…])`."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from dashboard.config import Settings
from dashboard.domain.commitment import Commitment, Edition
from dashboard.domain.indicator import Accumulation, Direction, Grade, Indicator, Kind, Nature, Scale, Target
from dashboard.engine.reference import Reference
from dashboard.sources.canonical import TABLES
from dashboard.sources.raw import Reject
from dashboard.store.staging import LoadOrder, StagedFile, StagedLoad
from dashboard.store.staging_writer import StagingWriter

_unique = itertools.count(1)

Row = dict[str, Any]


def day(text: str) -> dt.date:
    """`2024-03` is the first day of March, `2024-03-15` that day."""
    return dt.date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def site(code: str, **others: Any) -> Row:
    """A site of service `tj`, type `tribunal`, in Rhône."""
    row = {
        "code": code,
        "label": f"Site {code}",
        "service": "tj",
        "service_label": "Tribunaux judiciaires",
        "site_type": "tribunal",
        "site_type_label": "Tribunal judiciaire",
        "region": "84",
        "department": "69",
        "city": "Lyon",
        "active": True,
        "level": "site",
    }
    return {**row, **others}


def measure(site: str, month: str, value: float | None = None, **others: Any) -> Row:
    """One measure of `share` unless `indicator` says otherwise."""
    return {"indicator": "share", "site": site, "month": day(month), "months": 1, "value": value, **others}


def answer(site: str, on: str, grade: int | None, *, respondent: str | None = None, **others: Any) -> Row:
    """One answer to `question`, from a respondent of its own."""
    row = {
        "survey": "enquete",
        "respondent": respondent or f"r{next(_unique)}",
        "site": site,
        "answered_on": day(on),
        "indicator": "question",
        "grade": grade,
        "weight": 1.0,
    }
    return {**row, **others}


def review(code: str, site: str | None, on: str, **others: Any) -> Row:
    return {
        "code": code,
        "site": site,
        "rank": 1,
        "written_on": day(on),
        "published_on": day(on),
        "state": "Publiée",
        **others,
    }


def stage(
    settings: Settings, *, kind: str = "measures", rejects: Iterable[Reject] = (), **tables: Iterable[Mapping[str, Any]]
) -> StagedLoad:
    """Stage one load. Rows may leave columns out: they are null; `file` and `line` are filled in."""
    number = next(_unique)
    name = f"fichier-{number}.csv"
    order = LoadOrder(kind=kind, files=(StagedFile(name, f"{number:064x}", 1),))
    with StagingWriter(settings, order) as writer:
        for table, rows in tables.items():
            writer.write({table: canonical(table, rows, name)})
        writer.reject(rejects)
        return writer.commit()


def canonical(table: str, rows: Iterable[Mapping[str, Any]], file: str = "fichier.csv") -> pa.Table:
    """The rows as an Arrow table of the canonical schema."""
    schema = TABLES[table]
    filled = [{"file": file, "line": line, **row} for line, row in enumerate(rows, start=2)]
    for row in filled:
        assert row.keys() <= set(schema.names), row.keys() - set(schema.names)
    return pa.Table.from_pylist(filled, schema=schema)


def indicator(code: str, kind: Kind = Kind.SHARE, **others: Any) -> Indicator:
    """An indicator of the test catalogue; `others` are fields of Indicator."""
    fields: dict[str, Any] = {
        "code": code,
        "label": code.capitalize(),
        "technical_label": code,
        "commitment": 1,
        "nature": Nature.PERCEIVED,
        "kind": kind,
        "unit": "%" if kind in {Kind.SHARE, Kind.DISTRIBUTION} else "",
        "direction": Direction.HIGHER,
    }
    return Indicator(**{**fields, **others})


SATISFACTION = Scale(
    code="satisfaction",
    label="Satisfaction",
    grades=tuple(
        Grade(index, label, float(index)) for index, label in enumerate(["mauvais", "moyen", "bon", "excellent"], 1)
    ),
    favourable=frozenset({3, 4}),
    unfavourable=frozenset({1}),
)
RECOMMENDATION = Scale(
    code="recommendation",
    label="Recommandation",
    grades=tuple(Grade(index, str(index), float(index)) for index in range(11)),
    favourable=frozenset({9, 10}),
    unfavourable=frozenset(range(7)),
)


def reference(*more: Indicator) -> Reference:
    """A catalogue with one indicator of each kind, and two departments."""
    listed = [
        indicator("share", aliases=("IND-1",), targets=(Target(2024, ">=", 80.0),)),
        indicator("mean", Kind.MEAN),
        indicator("delay", Kind.QUANTILE, unit="jours", direction=Direction.LOWER),
        indicator("visits", Kind.COUNT),
        indicator("stock", Kind.COUNT, accumulation=Accumulation.STOCK),
        indicator("question", Kind.DISTRIBUTION, scale=SATISFACTION),
        indicator("score", Kind.MEAN, scale=SATISFACTION),
        indicator("net", Kind.NET, scale=SATISFACTION),
        indicator("nps", Kind.NPS, scale=RECOMMENDATION),
        indicator("answered", derived_from="reviews.answered"),
        indicator("positive", derived_from="reviews.positive"),
        indicator("useful", derived_from="reviews.useful"),
        indicator("within-announced", derived_from="reviews.within_announced"),
        indicator("reply-delay", Kind.QUANTILE, unit="jours", derived_from="reviews.reply_delay"),
        *more,
    ]
    courtesy = Commitment(1, "proches", "Vous êtes accueillis avec courtoisie", "Courtoisie")
    return Reference(
        indicators={entry.code: entry for entry in listed},
        editions=(Edition(2021, dt.date(2021, 1, 1), "test", (courtesy,)),),
        regions={"84": "Auvergne-Rhône-Alpes", "11": "Île-de-France"},
        departments={"69": ("Rhône", "84"), "75": ("Paris", "11")},
    )


CROSSED = (
    ("tj", "tribunal", "84", "69"),
    ("tj", "tribunal", "84", "38"),
    ("tj", "proximite", "84", "69"),
    ("tj", "tribunal", "11", "75"),
    ("spip", "antenne", "84", "69"),
    ("spip", "antenne", "84", "38"),
    ("spip", "siege", "11", "75"),
    ("spip", "antenne", "11", "75"),
    ("spip", "antenne", None, None),
)
"""Service, type, region and department of sites that cross: several of each in the others, and one placed nowhere."""
