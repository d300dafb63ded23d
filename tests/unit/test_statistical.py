"""SPSS and Stata files: labels are the text of answers, missing values are out of the base, dates are dates."""

import datetime as dt

import pandas as pd
import pyreadstat
import pytest

from dashboard.errors import SourceError
from dashboard.sources import files, statistical
from dashboard.sources.kinds import KINDS, open_source
from dashboard.sources.reader import ReadContext
from tests.reading import INDICATORS, SITES, TODAY, Read, mapping

LABELS = {"Q1": {1: "Très satisfait", 2: "Plutôt satisfait", 9: "Ne sait pas", 8: "Code réservé"}}
TITLES = ["Numéro", "Jour", "Tribunal", "Globalement, êtes-vous satisfait ?", "Note"]
RULES = """
    [columns]
    respondent = "ID"
    date = "JOUR"
    site = "SITE"
    [constants]
    survey = "E1"
    [questions]
    {} = "satisfaction"
    [answers."*"]
    "Ne sait pas" = "nsp"
"""


def frame(**changed):
    columns = {
        "ID": ["r1", "r2", "r3", "r4", "r5"],
        "JOUR": [dt.date(2025, 3, day) for day in range(1, 6)],
        "SITE": ["A1", "A1", "B2", "B2", "A1"],
        "Q1": [1.0, 2.0, 9.0, 8.0, None],
        "NOTE": [1.0, 2.5, 3.0, 4.0, 5.0],
    }
    return pd.DataFrame(columns | changed)


def write(tmp_path, name, data=None):
    """A file of the format of its name, with labels and with 8 and 9 as missing values."""
    path, data = tmp_path / name, frame() if data is None else data
    if name.endswith(".dta"):
        data = data.assign(Q1=[1, 2, "a", "b", None])
        labels = {"Q1": {1: "Très satisfait", 2: "Plutôt satisfait", "a": "Ne sait pas", "b": "Code réservé"}}
        options = {"variable_value_labels": labels, "missing_user_values": {"Q1": ["a", "b"]}}
        pyreadstat.write_dta(data, path, column_labels=TITLES, **options)
    elif name.endswith(".por"):
        pyreadstat.write_por(data, path)
    else:
        options = {"variable_value_labels": LABELS, "missing_ranges": {"Q1": [{"lo": 8, "hi": 9}]}}
        pyreadstat.write_sav(data, path, column_labels=TITLES, row_compress=name.startswith("c"), **options)
    return path


def rows(path, **options):
    return pd.concat([batch.rows for batch in statistical.read(path, **options)])


@pytest.mark.parametrize("name", ["e.sav", "compressed.sav", "e.zsav", "e.dta"])
def test_values_are_their_labels_and_missing_ones_are_told_apart(tmp_path, name):
    found = rows(write(tmp_path, name))
    assert found["Q1"].tolist() == ["Très satisfait", "Plutôt satisfait", "Ne sait pas", "", ""]
    assert found["JOUR"].tolist()[:2] == ["2025-03-01", "2025-03-02"]
    assert found["NOTE"].tolist() == ["1", "2.5", "3", "4", "5"]
    assert found.index.tolist() == [1, 2, 3, 4, 5]


def test_a_portable_file_has_its_dates_and_numbers(tmp_path):
    found = rows(write(tmp_path, "e.por"))
    assert found["JOUR"].tolist()[0] == "2025-03-01"
    assert found["Q1"].tolist() == ["1", "2", "9", "8", ""]


@pytest.mark.parametrize("name", ["e.sav", "e.dta", "e.por"])
def test_rows_come_in_batches_whatever_their_number(tmp_path, name):
    batches = list(statistical.read(write(tmp_path, name), batch_rows=2))
    assert [len(batch.rows) for batch in batches] == [2, 2, 1]
    assert [batch.rows.index.tolist() for batch in batches] == [[1, 2], [3, 4], [5]]
    assert batches[-1].read_bytes == batches[-1].total_bytes
    assert len(list(statistical.read(tmp_path / name, batch_rows=5))) == 1


@pytest.mark.parametrize("question", ["Q1", '"Globalement, êtes-vous satisfait ?"'])
@pytest.mark.parametrize("name", ["e.sav", "e.dta"])
def test_a_survey_is_read_by_variable_or_by_label(tmp_path, name, question):
    rules = mapping(tmp_path, RULES.format(question))
    context = ReadContext(SITES, INDICATORS, rules, today=TODAY)
    found = Read(KINDS["survey"].read(open_source(KINDS["survey"], write(tmp_path, name), rules), context))
    assert found.rejects == []
    assert found.rows("answers", "respondent", "answered_on", "grade", "excluded", "line") == [
        ("r1", dt.date(2025, 3, 1), 3, None, 1),
        ("r2", dt.date(2025, 3, 2), 2, None, 2),
        ("r3", dt.date(2025, 3, 3), None, "nsp", 3),
    ]


def test_a_text_of_windows_is_read(tmp_path):
    path = write(tmp_path, "e.dta", frame(SITE=["Nîmes", "A1", "A1", "A1", "A1"]))
    path.write_bytes(path.read_bytes().replace("Nîmes".encode(), b"N\xeemes\0"))
    assert rows(path)["SITE"].tolist()[0] == "Nîmes"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("e.sav", b"", "est vide"),
        ("e.sav", b"id;date\n1;2\n", "endommagé ou n’est pas un fichier SPSS"),
        ("e.por", b"id;date\n1;2\n", "endommagé ou n’est pas un fichier SPSS"),
        ("e.dta", b"\x01\x02\x03" * 50, "endommagé ou n’est pas un fichier Stata"),
        ("e.sav", b"%PDF-1.7", "document PDF"),
        ("e.zsav", b"<!doctype html><html>", "page web"),
        ("e.csv", b"$FL2@(#) SPSS DATA FILE", "fichier SPSS : le renommer"),
    ],
)
def test_a_foreign_file_is_refused_in_french(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=reason):
        list(files.read(tmp_path / name))


@pytest.mark.parametrize("name", ["e.sav", "compressed.sav", "e.zsav", "e.dta", "e.por"])
@pytest.mark.parametrize("share", [0.4, 0.97])
def test_a_file_cut_short_is_never_half_read(tmp_path, name, share):
    data = pd.concat([frame()] * 400, ignore_index=True)
    path = tmp_path / name
    if name.endswith(".dta"):
        pyreadstat.write_dta(data, path)
    elif name.endswith(".por"):
        pyreadstat.write_por(data, path)
    else:
        pyreadstat.write_sav(data, path, row_compress=name.startswith("c"))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(SourceError, match=r"tronqué|endommagé"):
        list(statistical.read(path))


def test_a_file_that_crashes_the_library_takes_down_nothing_else(tmp_path, monkeypatch):
    crash = tmp_path / "child.py"
    crash.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n", encoding="utf-8")
    monkeypatch.setattr(statistical.statistical_child, "__file__", str(crash))
    with pytest.raises(SourceError, match="endommagé"):
        list(statistical.read(write(tmp_path, "e.sav")))


def test_reading_can_stop_before_the_end(tmp_path):
    batches = statistical.read(write(tmp_path, "e.sav"), batch_rows=1)
    assert len(next(batches).rows) == 1
    batches.close()


def test_a_file_without_row_or_variable_is_refused(tmp_path):
    pyreadstat.write_sav(frame().head(0), tmp_path / "e.sav")
    with pytest.raises(SourceError, match="aucune ligne"):
        list(statistical.read(tmp_path / "e.sav"))
