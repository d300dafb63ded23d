"""Real public files, when they are at hand: what is staged is what they say."""

import json
import math
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.config import ROOT, Settings
from dashboard.loading import load
from dashboard.store import staging

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
