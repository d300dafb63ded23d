"""One installation that holds every case in which two engines could part: what replaces what, what merges, what rolls,
what weighs, what is missing, what sorts oddly.
"""

import math
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.domain.indicator import MethodBreak
from dashboard.sources.raw import Reject
from tests.builders import answer, canonical, day, indicator, measure, reference, review, site, stage

SITES = ("A", "B", "C", "D", "É’t é", "a", "Z\u00a0z", "z`z\"'", "日本")
"""Some with letters that a collation could sort otherwise than their bytes, some with what SQL quotes."""
CATALOGUE = reference(
    indicator(
        "broken", breaks=(MethodBreak(day("2024-03"), "Question reformulée", "tj"), MethodBreak(day("2024-01"), ""))
    ),
)
_MONTHS = [f"20{year}-{month:02d}" for year in (23, 24) for month in range(1, 13)]


def stage_targeted_cases(settings: Settings) -> dict[str, pa.Table]:
    """Stage them; what comes back is what people typed, which is of no load."""
    _register(settings)
    _measures(settings)
    _answers(settings)
    _reviews(settings)
    _others(settings)
    return {"reviews": canonical("reviews", [review("avis-1", "A", "2024-05-02", feeling=1, text="Tapé ici")])}


def _register(settings: Settings) -> None:
    shapes: list[dict[str, Any]] = [{}, {"region": None, "department": "75"}, {"service": None}, {"department": "2A"}]
    stage(
        settings,
        sites=[
            *(site(code, **shapes[place % len(shapes)]) for place, code in enumerate(SITES)),
            site("D69", level="department"),
            site("FR", level="nation", region=None, department=None),
            site("A", label="Deux fois", latitude=45.75, longitude=4.85),
        ],
        successions=[
            {"former": "B", "successor": "C", "month": day("2024-04"), "kind": "merger"},
            {"former": "D", "successor": "C", "month": day("2024-04"), "kind": "merger"},
            {"former": "a", "successor": None, "month": day("2024-09"), "kind": "closure"},
        ],
        judicial_areas=[
            {"department": "69", "court": "lyon", "court_label": "Lyon", "direction": "dr", "direction_label": "Est"},
            {"department": "75", "court": "paris", "court_label": "Paris"},
            {"department": "2A", "court": "lyon", "court_label": "Lyon (bis)", "direction": "dr"},
        ],
    )
    refused = [Reject("sites.csv", line, "region", "Narnia", "région inconnue") for line in (10, 9)]
    stage(
        settings,
        rejects=refused,
        sites=[site("A", label="Nouveau", active=False), site("E", service="spip", site_type="siege")],
    )


def _measures(settings: Settings) -> None:
    rolling = [
        measure(code, month, months=12, numerator=n, denominator=2 * n + 2)
        for code in ("A", "E")
        for n, month in enumerate(_MONTHS, start=1)
        if code == "A" or n <= 18
    ]
    stage(
        settings,
        measures=[
            *rolling,
            *(measure("B", month, 60.0 + n / 3, n=20 + n) for n, month in enumerate(_MONTHS[10:16])),
            *(measure("C", month, 55.5, n=33) for month in _MONTHS[10:16]),
            *(measure("D", month, 12.25) for month in _MONTHS[10:16]),
            measure("E", "2024-12", months=12, numerator=60, denominator=120, indicator="IND-1"),
            measure("Z\u00a0z", "2024-12", months=12, numerator=60, denominator=120),
            measure("Z\u00a0z", "2024-05", numerator=5, denominator=10.5),
            measure("Z\u00a0z", "2024-06", word="Non connu"),
            measure("日本", "2024-06", math.nan),
            measure("inconnu", "2024-06", 3.0),
            measure("A", "2024-06", 3.0, indicator="inconnu"),
            measure("A", "2024-06", 4.5, indicator="delay"),
            *(
                measure("A", month, 10.0 * n, indicator=what)
                for what in ("visits", "stock")
                for n, month in enumerate(("2024-01", "2024-02"), start=1)
            ),
            measure(
                "A", "2024-03", indicator="mean", numerator=900.5, denominator=30, contributors=3, first_share=61.5
            ),
            measure("B", "2024-03", indicator="mean", value=12.5, n=4, contributors=0),
            *(measure("E", "2024-03", indicator="question", grade=grade, n=5 * grade) for grade in (1, 2, 3, 4)),
            measure("E", "2024-03", indicator="question", numerator=3, denominator=4),
        ],
    )
    stage(settings, measures=[measure("A", "2024-12", months=12, numerator=9, denominator=10)])
    stage(
        settings,
        measures=[
            *(measure("A", "2024-12", months=12, value=value, n=10) for value in (71.0, 72.0)),
            *(measure("E", "2024-03", indicator="question", grade=grade, n=1) for grade in (2, 3)),
        ],
    )


def _answers(settings: Settings) -> None:
    """The first fifty people answer of four sites in four months, the others of one site on one day."""
    kinds = ("question", "score", "net", "nps")
    first = [
        answer(
            SITES[where % len(SITES)],
            f"2024-0{1 + where % 6}-1{where % 9}",
            1 + n % 3 if n % 11 else None,
            respondent=f"r{n // 4}",
            indicator=kinds[n % 4],
            excluded=None if n % 11 else "nsp",
            weight=(1.0, 0.7, 1.0 / 3, 0.0, 2.6)[n // 4 % 5],
            channel=("Courriel", "courriel", None)[n // 4 % 3],
        )
        for n in range(400)
        for where in (n if n < 200 else n // 4,)
    ]
    stage(settings, kind="survey", answers=first, comments=_comments(first))
    again = [{**row, "grade": 4, "excluded": None} for row in first[::5]]
    stage(settings, kind="survey", answers=again, comments=_comments(again[:3]))
    nobody = [answer("A", "2024-02-01", grade, survey=None, weight=None) for grade in (1, 2, 3)]
    for rows in (nobody, nobody[:2]):
        stage(settings, kind="survey", answers=[{**row, "respondent": None} for row in rows])
    _forget_a_column(settings)


def _comments(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Free texts, on the lines of their answers."""
    told = {"question": "Pourquoi ?", "text": "L’accueil ;\n« bien »\t😀"}
    kept = ("survey", "respondent", "site", "answered_on")
    return [{**{name: row[name] for name in kept}, **told, "line": line} for line, row in enumerate(rows[:40], start=2)]


def _forget_a_column(settings: Settings) -> None:
    """A load of before answers had a channel."""
    path = sorted(settings.staging.glob("*/answers.parquet"))[-1]
    pq.write_table(pq.read_table(path).drop_columns(["channel"]), path)


def _reviews(settings: Settings) -> None:
    stage(
        settings,
        kind="reviews",
        reviews=[
            review("1", "inconnu", "2024-01-10", rank=1, feeling=1, reply="Merci", replied_on=day("2024-01-14")),
            review("1", "A", "2024-01-10", rank=2, feeling=1, reply="Merci", replied_on=day("2024-01-14")),
            review("1", "B", "2024-01-10", rank=3, feeling=1),
            review("2", "B", "2024-01-20", feeling=-1, reply=" ", state="TRAITÉE"),
            review("3", "D", "2024-01-20", feeling=0, useful=1, reply="Oui", replied_on=day("2024-01-19")),
            review("4", None, "2024-03-01", published_on=None),
            review("5", "C", "2024-03-02", written_on=None, published_on=None),
            *(review(f"n{n}", SITES[n % 9], f"2024-04-{1 + n % 28:02d}", feeling=n % 3 - 1) for n in range(60)),
        ],
    )
    stage(settings, kind="reviews", reviews=[review("2", "B", "2024-01-20", state="Traitée", useful=4)])


def _others(settings: Settings) -> None:
    stage(
        settings,
        targets=[
            {"indicator": "IND-1", "scope": "", "year": 2024, "operator": ">=", "value": 85.0},
            {"indicator": "share", "scope": "tj", "year": 2024, "operator": ">=", "value": 70.0},
        ],
        events=[
            {"month": day("2024-02"), "title": "Grève", "kind": "other"},
            {
                "month": day("2024-02"),
                "title": "GRÈVE",
                "kind": "other",
                "indicator": "IND-1",
                "day": day("2024-02-03"),
            },
        ],
        indicators=[
            {"code": "IND-27", "service": "tj", "label": "Taux", "unit": " Taux ", "nature": "perceived"},
            {"code": "IND-28", "label": "Délai", "unit": "jours"},
        ],
        survey_waves=[
            {
                "survey": "enquete",
                "title": "Enquête",
                "opens_on": day("2024-01"),
                "closes_on": day("2024-06"),
                "served": 900,
            },
            {"survey": "enquete", "site": "B", "served": 300, "offered": 200},
            {"survey": "enquete", "channel": "Courriel", "served": 100},
            {"survey": "prévue", "title": "À venir", "opens_on": day("2025-01"), "target": 50},
        ],
    )
