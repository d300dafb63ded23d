"""`figures`, `indicators`, `sites` over the small demonstration: public fields, and the same figures as a page."""

import csv
import io
import json
import re
import sys

import pyarrow.parquet as pq
import pytest

from dashboard.analyses.figures import Axis, Question, figures
from dashboard.cli import main
from dashboard.config import settings
from dashboard.domain.estimate import Shown
from dashboard.store.store import open_current
from tests.shared_home import demonstration

NUMBERS = ("value", "lower", "upper", "n", "numerator", "denominator", "n_eff", "deff")
FIELDS = ["value", "lower", "upper", "n", "status", "numerator", "denominator", "note"]
WEIGHTS = ["n_eff", "deff"]
GAP = ["difference_lower", "difference_upper", "p_value", "adjusted_p"]
DETAIL = [*GAP, "significant", "material", "reference", "reference_n", "reason", "target"]
CODE = "satisfaction-globale"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The small demonstration, made by the command itself."""
    return demonstration(tmp_path_factory)


@pytest.fixture
def rows(command):
    """The rows of a command as JSON."""

    def run(*arguments):
        code, out, err = command(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        content = json.loads(out)
        assert list(content) == ["data_version", "rows"]
        assert content["data_version"] == 1
        return content["rows"]

    return run


@pytest.mark.parametrize("axis", [axis.value for axis in Axis])
def test_one_row_a_value_of_the_axis(rows, axis):
    found = rows("figures", "--indicator", CODE, "--by", axis)
    assert found
    assert all(list(row) == ["indicator", axis, *FIELDS, *WEIGHTS, *DETAIL] for row in found)
    assert all(row[name] is None for row in found for name in DETAIL)
    assert len({row[axis] for row in found}) == len(found)


@pytest.mark.parametrize(
    ("axis", "pattern"), [("month", r"\d{4}-\d{2}"), ("quarter", r"\d{4}-T[1-4]"), ("year", r"\d{4}")]
)
def test_periods_are_written_the_french_way(command, axis, pattern):
    _, out, _ = command("figures", "--indicator", CODE, "--by", axis)
    values = [row[axis] for row in csv.DictReader(io.StringIO(out))]
    assert values == sorted(values)
    assert all(re.fullmatch(pattern, value) for value in values)


@pytest.mark.parametrize("against", ["previous", "last-year", "target", "network"])
def test_a_comparison_adds_its_verdict(rows, against):
    found = rows("figures", "--indicator", CODE, "--by", "service,year", "--against", against)
    fields = ["indicator", "service", "year", *FIELDS, "verdict", "difference", *WEIGHTS, *DETAIL]
    assert all(list(row) == fields for row in found)
    assert any(row["verdict"] for row in found)


def test_engagements_are_compared_when_they_can_be(command, rows):
    found = rows("figures", "--indicator", "accueil-courtois", "--by", "service", "--against", "engagements")
    assert any(row["verdict"] == "better" and row["difference"] > 2 for row in found)
    code, out, err = command("figures", "--indicator", "delai-annonce-respecte", "--against", "engagements")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "ne se compare pas entre engagements" in err


def test_a_withheld_figure_has_a_reason_and_no_number(rows):
    found = rows("figures", "--indicator", CODE, "--by", "site,month", "--against", "previous")
    withheld = [row for row in found if row["value"] is None]
    assert withheld
    for row in withheld:
        assert all(row[name] is None for name in (*NUMBERS, "difference"))
        assert all(row[name] is None for name in DETAIL if name != "reason")
        assert row["status"] not in ("ok", "fragile")
        assert row["note"] or row["status"]
        assert row["reason"]


@pytest.mark.parametrize("against", ["previous", "last-year", "network", "engagements"])
def test_a_comparison_says_what_it_rests_on(rows, against):
    """The gap is inside its interval; no test, no significance; a verdict with a direction holds once corrected."""
    code = "accueil-courtois" if against == "engagements" else CODE
    by = "service" if against == "engagements" else "site,year"
    found = rows("figures", "--indicator", code, "--by", by, "--against", against)
    assert any(row["difference"] is not None for row in found)
    for row in found:
        if row["difference_lower"] is not None:
            assert row["difference_lower"] <= row["difference"] <= row["difference_upper"]
        if row["reference"] is not None and row["difference"] is not None:
            assert row["value"] - row["reference"] == pytest.approx(row["difference"])
        tested = row["p_value"] is not None
        assert tested == (row["significant"] is not None) == (row["material"] is not None)
        assert tested == (row["adjusted_p"] is not None)
        if row["verdict"] == "not_tested":
            assert not tested
            assert row["reason"]
        if row["verdict"] in ("better", "worse", "higher", "lower"):
            assert row["significant"]
            assert row["material"]
            assert row["p_value"] <= row["adjusted_p"] <= 0.05
        assert row["target"] is None


def test_a_target_is_written(rows):
    """Its value, and no test: a target is a promise, not a sample."""
    codes = [row["code"] for row in rows("indicators")]
    asked = [word for code in codes for word in ("--indicator", code)]
    found = [row for row in rows("figures", *asked, "--against", "target") if row["target"] is not None]
    assert found
    for row in found:
        assert row["value"] - row["target"] == pytest.approx(row["difference"])
        assert (row["p_value"], row["significant"], row["reference"]) == (None, None, None)


def test_csv_writes_the_same_comparison(command, rows):
    asked = ("figures", "--indicator", CODE, "--by", "service", "--against", "network")
    as_json, as_csv = rows(*asked), list(csv.DictReader(io.StringIO(command(*asked)[1])))
    for one, other in zip(as_json, as_csv, strict=True):
        assert {name: json.dumps(one[name]) if isinstance(one[name], bool) else one[name] or "" for name in DETAIL} == {
            name: float(other[name]) if isinstance(one[name], int | float) and not isinstance(one[name], bool)
            else other[name]
            for name in DETAIL
        }  # fmt: skip


def test_csv_json_and_parquet_say_the_same(command, rows, tmp_path):
    asked = ("figures", "--indicator", CODE, "--by", "service", "--from", "2024-01", "--to", "2024-12")
    as_json = rows(*asked)
    _, out, _ = command(*asked)
    as_csv = list(csv.DictReader(io.StringIO(out)))
    assert [(row["service"], float(row["value"]) if row["value"] else None) for row in as_csv] == [
        (row["service"], row["value"]) for row in as_json
    ]
    assert command(*asked, "--format", "parquet", "--out", tmp_path / "f.parquet")[0] == 0
    table = pq.read_table(tmp_path / "f.parquet")
    assert table.to_pylist() == as_json
    assert table.schema.metadata[b"data_version"] == b"1"
    code, _, err = command(*asked, "--format", "parquet")
    assert (code, "--out" in err) == (1, True)


def test_a_parquet_column_keeps_its_type_when_it_is_empty(command, tmp_path):
    path = tmp_path / "figures.parquet"
    command("figures", "--indicator", CODE, "--against", "previous", "--format", "parquet", "--out", path)
    found = {field.name: str(field.type) for field in pq.read_schema(path)}
    assert found["n"] == found["reference_n"] == "int64"
    assert found["significant"] == found["material"] == "bool"
    assert {found[name] for name in ("value", "n_eff", "difference", "p_value", "target")} == {"double"}
    assert found["note"] == found["reason"] == "string"


def test_the_command_gives_the_figures_of_the_pages(rows, home):
    chosen = settings({"BAROMETRE_HOME": str(home)})
    with open_current(chosen) as store:
        expected = figures(store, Question((CODE,), by=(Axis.SERVICE, Axis.YEAR)), chosen)
    found = rows("figures", "--indicator", CODE, "--by", "service,year")
    assert len(found) == len(expected)
    for row, figure in zip(found, expected, strict=True):
        assert (row["service"], row["year"]) == (figure.axes[Axis.SERVICE], figure.axes[Axis.YEAR])
        shown = figure.estimate if isinstance(figure.estimate, Shown) else None
        assert [row[name] for name in NUMBERS] == [getattr(shown, name) if shown else None for name in NUMBERS]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--indicator", "inconnu"], "inconnu"),
        (["--indicator", CODE, "--by", "couleur"], "L’axe"),
        (["--indicator", CODE, "--from", "2024-01"], "deux bornes"),
        (["--indicator", CODE, "--to", "2024-01"], "deux bornes"),
        (["--indicator", CODE, "--from", "hier", "--to", "2024-01"], "n’est pas lisible"),
        (["--indicator", CODE, "--from", "2024-05", "--to", "2024-01"], "échanger les deux bornes"),
        (["--indicator", CODE, "--site", "ZZZ"], "ZZZ"),
        (["--indicator", CODE, "--service", "zzz"], "zzz"),
        (["--indicator", CODE, "--region", "999"], "999"),
        (["--indicator", CODE, "--department", "999"], "999"),
        (["--indicator", CODE, "--against", "hier"], "La comparaison"),
    ],
)
def test_what_does_not_exist_is_one_sentence(command, arguments, part):
    code, out, err = command("figures", *arguments)
    assert (code, out) == (1, "")
    assert part in err
    assert err.startswith("Refusé")
    assert err.count("\n") == 1


def test_several_indicators_come_in_their_order(rows):
    codes = [row["code"] for row in rows("indicators")][:3][::-1]
    found = rows("figures", *(word for code in codes for word in ("--indicator", code)))
    assert list(dict.fromkeys(row["indicator"] for row in found)) == codes


def test_indicators(rows):
    found = rows("indicators")
    assert list(found[0]) == ["code", "label", "commitment", "nature", "kind", "unit", "direction", "source"]
    assert CODE in {row["code"] for row in found}


def test_sites_by_service_and_by_name(rows):
    every = rows("sites")
    assert list(every[0])[:8] == ["code", "label", "service", "site_type", "parent", "region", "department", "active"]
    service = every[0]["service"]
    assert rows("sites", "--service", service) == [row for row in every if row["service"] == service]
    # A fictional town of the demonstration, with and without its accents and capitals.
    named = next(row for row in every if "é" in row["label"].lower())
    found = rows("sites", "--search", named["label"].upper().replace("É", "e"))
    assert named in found


def test_output_stops_quietly_when_the_reader_leaves(home, monkeypatch):
    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    monkeypatch.setenv("BAROMETRE_HOME", str(home))
    monkeypatch.setattr(sys, "argv", ["dashboard", "sites"])
    monkeypatch.setattr(sys, "stdout", Gone())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with pytest.raises(SystemExit) as ended:
        main.run()
    assert ended.value.code == 0
