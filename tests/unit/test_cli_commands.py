"""Every command as a person types it: what is written, where, and the code it ends with."""

import csv
import io
import json
import subprocess
import sys

import pytest
import typer

from dashboard.cli import main
from dashboard.config import ROOT

REGISTER = "Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Un\nB2;Intérieur;Deux\n"
MEASURES = (
    "site;indicateur;periode;numerateur;denominateur\n"
    "A1;transparence-resultats;2024-01;80;100\nB2;transparence-resultats;2024-01;3;5\n"
    "Z9;transparence-resultats;2024-01;1;2\n"
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    return tmp_path / "home"


@pytest.fixture
def loaded(command, tmp_path):
    """Two sites and three measures, of which one names an unknown site: loads 0001 and 0002, not published."""
    (tmp_path / "structures.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "mesures d’été.csv").write_text(MEASURES, encoding="utf-8")
    assert command("load", "spplus-structures", tmp_path / "structures.csv")[0] == 0
    return command("load", "measures", tmp_path / "mesures d’été.csv")


def test_load_says_what_it_kept_and_where_the_rest_is(loaded, home):
    code, out, err = loaded
    assert (code, err) == (0, "")
    assert "2\u00a0mesures" in out or "2 mesures" in out
    assert f"1 rejet, à lire dans {home / 'staging' / '0002' / 'rejects.csv'}." in out


def test_load_as_json(command, loaded, home, tmp_path):
    code, out, _ = command("load", "measures", tmp_path / "mesures d’été.csv", "--json")
    assert (code, json.loads(out)) == (
        0,
        {"load": None, "already_loaded": "0002", "accepted": {}, "rejected": 0, "restated": 0, "report": None},
    )


def test_a_strict_load_says_where_its_list_is_and_keeps_nothing(command, home, tmp_path):
    (tmp_path / "structures.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "m.csv").write_text(MEASURES, encoding="utf-8")
    command("load", "spplus-structures", tmp_path / "structures.csv")
    code, out, err = command("load", "measures", tmp_path / "m.csv", "--strict")
    first, second = err.splitlines()
    assert (code, out) == (1, "")
    assert first.startswith("Refusé")
    assert "ligne 4, colonne « site »".replace(" ", "") in first.replace("\u00a0", "").replace(" ", "")
    assert str(home / "rejects") in second
    assert str(home) not in first
    assert [path.name for path in (home / "staging").iterdir() if path.name.isdigit()] == ["0001"]


def test_publish_undo_versions_and_check(command, loaded, home):
    assert command("versions")[:2] == (0, "Aucune version n’est publiée.\n")
    assert command("publish")[1].startswith("Version 1 publiée")
    assert command("publish")[1].startswith("Rien n’a changé depuis la version 1")
    code, out, _ = command("versions", "--json")
    content = json.loads(out)
    assert (code, content["data_version"]) == (0, 1)
    assert [row["loads"] for row in content["rows"]] == [[1, 2]]
    assert set(content["rows"][0]) == {"version", "built_at", "bytes", "loads", "current"}
    code, _, err = command("undo")
    assert (code, "Aucune version n’est conservée avant la version 1" in err) == (1, True)
    assert command("check")[:2] == (0, "Les données publiées et les chargements sont intacts.\n")
    (home / "published" / "CURRENT").write_text("{", encoding="utf-8")
    code, out, _ = command("check")
    assert (code, "illisible" in out) == (1, True)
    assert command("publish")[0] == 0
    assert command("check")[0] == 0


def test_check_names_a_lost_file_without_a_word_of_english(command, loaded, home):
    (home / "staging" / "0002" / "measures.parquet").unlink()
    (home / "staging" / "0001" / "manifest.json").write_text("{", encoding="utf-8")
    code, out, _ = command("check")
    assert code == 1
    assert "fichier ou dossier absent" in out
    assert not any(word in out for word in ("Errno", "No such", "Expecting", "Failed"))


def test_nothing_published_is_a_sentence(command, home):
    for arguments in (["figures", "--indicator", "x"], ["sites"], ["indicators"], ["publish"], ["undo"]):
        code, out, err = command(*arguments)
        assert (code, out) == (1, ""), arguments
        assert err.startswith("Refusé")
        assert err.count("\n") == 1
    assert command("check")[:2] == (0, "Aucune donnée n’est chargée ni publiée.\n")


def test_rejects_of_a_load(command, loaded):
    code, out, _ = command("rejects", "0002")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["file"], row["line"], row["column"], row["value"]) for row in rows] == [
        ("mesures d’été.csv", "4", "site", "Z9")
    ]
    assert json.loads(command("rejects", "0002", "--json")[1])["rows"][0]["line"] == 4
    for unknown in ("0009", "abc", "../0002"):
        code, _, err = command("rejects", unknown)
        assert (code, "0001, 0002" in err) == (1, True)


def test_doctor(command, loaded, monkeypatch):
    code, out, _ = command("doctor")
    assert (code, "Aucune donnée publiée" in out) == (1, True)
    command("publish")
    code, out, _ = command("doctor")
    assert (code, "0\u00a0point à corriger" in out) == (0, True)
    code, out, _ = command("doctor", "--json")
    assert (code, json.loads(out)["healthy"]) == (0, True)


def test_demo_never_mixes_with_real_data(command, loaded):
    code, _, err = command("demo", "--scale", "small")
    assert (code, "données réelles" in err) == (1, True)


def test_demo_if_empty_leaves_what_is_published(command, loaded):
    command("publish")
    assert command("demo", "--if-empty", "--scale", "small") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["mesures"], "cette commande n’existe pas"),
        (["load", "mesures", "x.csv"], "n’est pas un type de source"),
        (["load", "measures"], "il manque l’argument «\u00a0sources\u00a0»"),
        (["figures"], "il manque l’option --indicator"),
        (["figures", "--indicator", "a", "--format", "xml"], "choisir parmi csv, json, parquet"),
        (["figures", "--indicator", "a", "--bye", "b"], "l’option --bye n’existe pas"),
        (["figures", "--indicator"], "l’option --indicator ne s’emploie pas ainsi"),
        (["serve", "--port", "99999"], "attendu un nombre de 1 à 65535"),
        (["versions", "x"], "un argument est en trop"),
    ],
)
def test_a_command_badly_written_ends_with_2_and_one_french_sentence(command, arguments, part):
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert part in err
    assert err.count("\n") == 1
    assert not any(word in err for word in ("Usage", "Error", "Missing", "Invalid", "Try "))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BAROMETRE_THREADS", "²"),
        ("BAROMETRE_THREADS", "100000"),
        ("BAROMETRE_MASKED_BELOW", "0"),
        ("BAROMETRE_FRAGILE_BELOW", "5"),
        ("BAROMETRE_KEPT_VERSIONS", "1"),
        ("BAROMETRE_MEMORY_LIMIT", "beaucoup"),
        ("BAROMETRE_MEMORY_LIMIT", "1KB"),
        ("BAROMETRE_UPLOAD_LIMIT_MB", "-3"),
    ],
)
def test_a_wrong_setting_is_named(command, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    code, _, err = command("versions")
    assert (code, variable in err, err.count("\n")) == (1, True, 1)


def test_a_home_that_is_a_file_is_refused(command, tmp_path, monkeypatch):
    (tmp_path / "fichier").touch()
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path / "fichier"))
    code, _, err = command("versions")
    assert (code, "désigne un fichier" in err) == (1, True)


def test_a_result_that_cannot_be_written_is_a_sentence(command, loaded, tmp_path):
    command("publish")
    for form in ("csv", "json", "parquet"):
        for out in (tmp_path / "absent" / "x", tmp_path):
            code, _, err = command("indicators", "--format", form, "--out", out)
            assert (code, "ne peut pas être écrit" in err, err.count("\n")) == (1, True, 1)


@pytest.mark.parametrize(("arguments", "code"), [(["versions"], 0), (["sites"], 1), (["load", "x", "y"], 2)])
def test_exit_codes_of_the_real_command(tmp_path, arguments, code):
    environment = {"BAROMETRE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert ended.returncode == code
    assert b"Traceback" not in ended.stderr


def test_a_command_is_found_in_the_module_that_is_said_to_have_it():
    every = typer.main.get_command(main.application()).commands
    assert set(every) == {name for names in main.MODULES.values() for name in names}
    for module, names in main.MODULES.items():
        assert set(typer.main.get_command(main.application(names[0])).commands) == set(names), module
