"""`export` over the small demonstration: what `figures` says, the notice of invented data, mistakes of who types."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from dashboard.open_data.observations import STATUS
from tests.shared_home import demonstration
from tests.table_schema import check_package, rows_of

CODES = (
    "satisfaction-globale",
    "delai-annonce-respecte",
    "avis-positifs",
    "taux-net-satisfaction",
    "avis-delai-reponse",
)
WORDS = {status.value: word for status, word in STATUS.items()}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def folder(home, tmp_path_factory):
    """The package of five indicators, made by the command."""
    target = tmp_path_factory.mktemp("ouvertes") / "donnees"
    asked = [word for code in CODES for word in ("--indicator", code)]
    made = subprocess.run(
        [sys.executable, "-m", "dashboard", "export", "--out", str(target), *asked],
        env={**os.environ, "BAROMETRE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.startswith(f"Données ouvertes de la version 1 écrites dans «\u00a0{target}\u00a0»")
    assert "chiffres inventés" in made.stdout
    return target


@pytest.mark.parametrize(
    ("unit", "step", "by"),
    [
        ("nation", "mois", "month"),
        ("service", "trimestre", "quarter,service"),
        ("type-site", "annee", "year,service,site_type"),
        ("region", "mois", "month,region"),
        ("departement", "annee", "year,department"),
        ("site", "mois", "month,site"),
        ("site", "trimestre", "quarter,site"),
        ("site", "annee", "year,site"),
    ],
)
def test_the_file_says_what_the_command_says(command, folder, unit, step, by):
    asked = [word for code in CODES for word in ("--indicator", code)]
    _, out, _ = command("figures", *asked, "--by", by, "--format", "json")
    axes = by.split(",")
    said = {
        (row["indicator"], str(row[axes[0]]), "FR" if unit == "nation" else row[axes[-1]]): row
        for row in json.loads(out)["rows"]
        if None not in [row[axis] for axis in axes]
    }
    told = {
        (row["indicateur"], row["periode"], row["code_maille"]): row
        for row in rows_of(folder, "observations")
        if (row["maille"], row["pas"]) == (unit, step)
    }
    assert told.keys() == said.keys()
    assert len(told) > 20
    for key, row in told.items():
        expected = said[key]
        assert (row["statut"], row["note"]) == (WORDS[expected["status"]], expected["note"] or ""), key
        assert row["n"] == ("" if expected["n"] is None else str(expected["n"])), key
        for name, field in (("valeur", "value"), ("borne_basse", "lower"), ("borne_haute", "upper")):
            number = None if row[name] == "" else float(row[name])
            assert number == (None if expected[field] is None else pytest.approx(expected[field], abs=1e-8)), key


def test_twelve_months_are_those_of_the_pages(command, folder):
    rows = [row for row in rows_of(folder, "observations") if (row["maille"], row["pas"]) == ("service", "12-mois")]
    last = max(row["periode"] for row in rows)
    start, stop = last.split("/")
    code = "satisfaction-globale"
    _, out, _ = command("figures", "--indicator", code, "--by", "service", "--from", start, "--to", stop)
    said = {row["service"]: (row["n"], row["status"]) for row in csv.DictReader(io.StringIO(out))}
    told = {
        row["code_maille"]: (row["n"], row["statut"])
        for row in rows
        if (row["indicateur"], row["periode"]) == (code, last)
    }
    assert told == {service: (n, WORDS[status]) for service, (n, status) in said.items()}


def test_nothing_is_told_of_a_row_that_is_withheld(folder):
    rows = rows_of(folder, "observations")
    assert sum(row["statut"] == "secret" for row in rows) > 100
    for row in rows:
        numbers = [row[name] for name in ("valeur", "borne_basse", "borne_haute", "n")]
        assert (row["statut"] in ("ok", "fragile")) == (numbers[0] != "")
        assert numbers[0] != "" or not any(numbers)
    key = ("indicateur", "maille", "service", "code_maille", "pas", "periode")
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)


def test_codes_are_explained(folder):
    labels = {(row["maille"], row["code_maille"]) for row in rows_of(folder, "mailles")}
    assert {(row["maille"], row["code_maille"]) for row in rows_of(folder, "observations")} <= labels


def test_the_package_is_as_it_says_and_every_document_tells_that_it_is_invented(folder):
    check_package(folder)
    notice = "chiffres inventés, à ne pas diffuser"
    for path in ("LISEZMOI.md", "datapackage.json", "catalogue.jsonld", "schemas/observations.json"):
        assert notice in (folder / path).read_text(encoding="utf-8")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert "licenses" not in package
    assert "dct:license" not in json.loads((folder / "catalogue.jsonld").read_text(encoding="utf-8"))
    for path in folder.rglob("*"):
        if path.suffix in {".csv", ".json", ".md", ".jsonld"}:
            assert b"\xef\xbb\xbf" not in path.read_bytes()[:3]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--indicator", "satisfaction-global"], 1, "Codes proches"),
        (["--from", "2024-01"], 1, "--to 2024-12"),
        (["--from", "2024-05", "--to", "2024-01"], 1, "échanger les deux bornes"),
        (["--from", "hier", "--to", "2024-01"], 1, "n’est pas lisible"),
        (["--from", "1999-01", "--to", "1999-12"], 1, "en dehors des données publiées"),
        (["--from", "2023-10", "--to", "2023-11"], 1, "élargir --from et --to"),
        (["--indicator", "note-marianne"], 1, "rien à exporter"),
        (["--format", "csv"], 2, "--format n’existe pas"),
    ],
)
def test_a_mistake_is_one_sentence_and_writes_nothing(command, tmp_path, arguments, status, told):
    code, out, err = command("export", "--out", tmp_path / "donnees", *arguments)
    assert (code, out, err.count("\n")) == (status, "", 1)
    assert told in err
    assert not list(tmp_path.iterdir())


def test_the_folder_must_be_given_and_be_free(command, tmp_path):
    code, _, err = command("export")
    assert (code, "--out" in err) == (2, True)
    (tmp_path / "mes notes.txt").write_text("à garder", encoding="utf-8")
    code, _, err = command("export", "--out", tmp_path, "--indicator", CODES[0])
    assert code == 1
    assert "mes notes.txt" in err
    code, _, err = command("export", "--out", tmp_path / "mes notes.txt")
    assert code == 1
    assert "n’est pas un dossier" in err
    assert [path.name for path in tmp_path.iterdir()] == ["mes notes.txt"]
