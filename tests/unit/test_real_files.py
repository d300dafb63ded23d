"""Real public files, when they are at hand: what is staged is what they say."""

import json
import math
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard import catalog
from dashboard.analyses.figures import figures
from dashboard.analyses.over_time import over_time
from dashboard.analyses.question import Question
from dashboard.config import ROOT, Settings
from dashboard.domain.comparison import Against, Verdict
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.loading import load
from dashboard.stats.mean import mean
from dashboard.stats.proportion import wilson
from dashboard.store import staging
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.store.store import open_current

DATA = Path(__file__).parents[2] / "../shared/data"
MAPPINGS = ROOT / "data" / "mappings"
FAMILIES = {
    "PSP": {
        "tx-transparence-resultats": "transparence-resultats",
        "tx-satisfaction-usagers-services-publics": "satisfaction-usagers-psp",
    },
    "SAJ": {"nb-aide-juridictionnelle-dematerialisee": "aj-dematerialisees"},
    "TIG": {"tx-detenus-formation": "detenus-en-formation", "nb-postes-tig": "postes-tig"},
}
LEVELS = {"departemental": ("dep", "-dep-"), "regional": ("reg", "-reg-"), "national": ("", "-france")}
SERVICES = {"PSP": "services-publics-plus", "SAJ": "ministere-de-la-justice", "TIG": "ministere-de-la-justice"}
GRADES = ("very-dissatisfied", "dissatisfied", "neither", "satisfied", "very-satisfied")

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the public files are not here"),
]


def rows(settings, table):
    paths = [one.table(table) for one in staging.loads(settings)]
    return [row for path in paths if path for row in pq.read_table(path).to_pylist()]


def test_the_register_of_structures(tmp_path):
    settings = Settings(home=tmp_path)
    report = load(settings, "spplus-structures", [str(DATA / "spplus" / "export-structures.csv")], strict=True)
    assert (report.accepted, report.rejected) == ({"sites": 14_763}, 0)
    found = rows(settings, "sites")
    assert len({row["code"] for row in found}) == 14_763
    assert Counter(row["service_label"] for row in found)["Ministère de la Justice"] == 2_938
    assert len({row["service"] for row in found}) == 37
    assert len({row["site_type"] for row in found}) == 292
    assert sum(row["parent"] is not None for row in found) == 14_725
    assert sum(not row["active"] for row in found) == 788
    postal_codes = [row["postal_code"] for row in found if row["country"] == "France"]
    assert sum(len(code) == 4 for code in postal_codes) == 0
    assert sum(code.startswith("0") and len(code) == 5 for code in postal_codes) >= 985
    assert sum(len(row["postal_code"]) < 5 for row in found) == 90 + 70 + 9
    assert sum(row["region"] is not None for row in found) == 14_590
    assert all(len(row["commune"]) == 5 for row in found if row["commune"])
    assert {"2A", "2B", "974", "01"} <= {row["department"] for row in found}
    assert any("\n" in (row["description"] or "") for row in found)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_series_of_the_barometer(tmp_path, family, level):
    settings = Settings(home=tmp_path)
    path = DATA / "barometre" / f"OVQ-{family}-{level}.json"
    load(settings, "measures", [str(path)], MAPPINGS / f"barometre-{level}.toml", strict=True)
    key, infix = LEVELS[level]
    measures, targets, labels = {}, {}, {}
    for record in json.loads(path.read_text(encoding="utf-8")):
        site = SERVICES[family] + infix + record.get(key, "")
        for name, code in FAMILIES[family].items():
            for point in record[name]:
                measures[code, site, point["date"][:7]] = point["value"]
                labels[site] = record.get("libelle", "France entière")
            target = record["targets"].get(name, {}).get("target")
            if target is not None:
                targets[code, site] = (int(record["targets"][name]["target_date"][:4]), ">=", target)
                labels[site] = record.get("libelle", "France entière")
    staged = rows(settings, "measures")
    assert {(row["indicator"], row["site"], f"{row['month']:%Y-%m}"): row["value"] for row in staged} == measures
    assert len(staged) == len(measures)
    assert {
        (row["indicator"], row["scope"]): (row["year"], row["operator"], row["value"])
        for row in rows(settings, "targets")
    } == targets
    assert {row["code"]: row["label"] for row in rows(settings, "sites")} == labels
    if level != "national":
        assert all(row["region"] for row in rows(settings, "sites"))


def test_the_answers_of_the_office_of_the_public_guardian(tmp_path):
    settings = Settings(home=tmp_path)
    load(settings, "measures", [str(DATA / "opg")], MAPPINGS / "opg.toml", strict=True)
    records = [record for path in sorted((DATA / "opg").glob("*.json")) for record in json.loads(path.read_text())]
    expected = Counter()
    for record in records:
        place = (f"opg-{record['service']}", record["_timestamp"][:7], record["dataType"])
        expected[place] = float(record["count"])
    names = {
        "opg-satisfaction": "user-satisfaction-percent",
        "opg-recours-numerique": "digital-take-up",
        "opg-disponibilite": "uptime-percent",
    }
    staged = {}
    for row in rows(settings, "measures"):
        graded = row["grade"] is not None
        name = GRADES[row["grade"]] if graded else names[row["indicator"]]
        staged[row["site"], f"{row['month']:%Y-%m}", name] = row["n"] if graded else row["value"]
        assert (row["value"] is None) == graded
    assert staged.keys() == expected.keys()
    assert all(math.isclose(staged[place], value) for place, value in expected.items())
    assert len(rows(settings, "sites")) == 3


ROUNDED_ELSEWHERE = {("opg-use-an-lpa", "2023-02"), ("opg-use-an-lpa", "2025-04")}
"""Two months whose published percentage is not that of their own answers, by either rule (89 for 89.7; 87 for 85.7)."""


def test_the_answers_give_the_published_percentages_by_the_two_rules(tmp_path):
    settings = Settings(home=tmp_path, memory_limit="500MB")
    load(settings, "measures", [str(DATA / "opg")], MAPPINGS / "opg.toml", strict=True)
    published, answers = {}, {}
    for row in rows(settings, "measures"):
        place = row["site"], f"{row['month']:%Y-%m}"
        if row["grade"] is not None:
            answers.setdefault(place, {})[row["grade"]] = row["n"]
        elif row["indicator"] == "opg-satisfaction":
            published[place] = row["value"]
    scale = catalog.scales()["satisfaction-5"]
    points = {grade.index: grade.score for grade in scale.grades}
    different = set()
    for place, counts in answers.items():
        n = sum(counts.values())
        if place not in published or not n:
            continue
        if place[1] >= "2026-04":
            value = 100 * wilson(sum(counts[index] for index in scale.favourable), n).value
        else:
            value = mean(n, sum(points[index] * count for index, count in counts.items()), None).value
        if abs(value - published[place]) > 0.5 + 1e-9:
            different.add(place)
    assert len(answers) == 117
    assert different == ROUNDED_ELSEWHERE


def test_the_new_rule_of_april_2026_is_a_break_of_the_series(tmp_path):
    settings = Settings(home=tmp_path, memory_limit="500MB")
    load(settings, "measures", [str(DATA / "opg")], MAPPINGS / "opg.toml", strict=True)
    publish(settings, reference(settings))
    reader = open_current(settings)
    found = over_time(reader, "opg-satisfaction", Scope(sites=("opg-use-an-lpa",)), settings)
    assert [f"{one.month:%Y-%m}" for one in found.series.breaks] == ["2026-04"]
    assert [found.series.months[segment.start].month.isoformat() for segment in found.series.segments][
        -1
    ] == "2026-04-01"
    # What people answered did not change of definition: their own series has no break.
    told = over_time(reader, "opg-satisfaction-distribution", Scope(sites=("opg-use-an-lpa",)), settings)
    assert told.series.breaks == ()
    [across] = figures(
        reader,
        Question(
            ("opg-satisfaction",),
            scope=Scope(sites=("opg-use-an-lpa",)),
            period=Period.ending(found.series.last.month, 1),
            against=Against.LAST_YEAR,
        ),
        settings,
    )
    assert across.comparison.verdict is Verdict.NOT_TESTED
    assert "rupture de méthode en avril 2026" in across.comparison.reason
