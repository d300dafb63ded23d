"""Loading: from files to a staged load and its report."""

import csv
import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from dashboard.config import Settings
from dashboard.errors import ConfigurationError, RejectedRowsError, SourceError
from dashboard.loading import load
from dashboard.store import staging

REGISTER = "Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Un\nB2;Justice;Deux\n"
HEADER = "site;indicateur;periode;valeur\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path / "home")


@pytest.fixture
def write(tmp_path):
    def file(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return file


@pytest.fixture
def register(settings, write):
    return load(settings, "spplus-structures", [write("structures.csv", REGISTER)])


def measures(settings):
    tables = [load.table("measures") for load in staging.loads(settings)]
    return [row for path in tables if path for row in pq.read_table(path).to_pylist()]


def test_good_rows_are_staged_and_bad_ones_listed(settings, write, register):
    text = HEADER + "A1;transparence-resultats;2024;75\nZ9;transparence-resultats;2024;75\n"
    report = load(settings, "measures", [write("m.csv", text)])
    assert (report.load_id, report.accepted, report.rejected, report.restated) == ("0002", {"measures": 1}, 1, 0)
    assert [reject.line for reject in report.first_rejects] == [3]
    assert report.rejects_path is not None
    assert [reject.value for reject in staging.rejects(settings, "0002")] == ["Z9"]
    assert "1\u00a0mesure" in report.sentence() or "1 mesure" in report.sentence()
    assert "1 rejet" in report.sentence()


def test_strict_refuses_everything_and_leaves_a_report(settings, write, register):
    text = HEADER + "A1;transparence-resultats;2024;75\nZ9;transparence-resultats;2024;75\n"
    with pytest.raises(RejectedRowsError, match=r"m\.csv.*strict.*ligne 3.*site inconnu") as caught:
        load(settings, "measures", [write("m.csv", text)], strict=True)
    with open(caught.value.report, encoding="utf-8", newline="") as file:
        assert [(row["line"], row["value"]) for row in csv.DictReader(file)] == [("3", "Z9")]
    assert [one.kind for one in staging.loads(settings)] == ["spplus-structures"]
    assert load(settings, "measures", [write("m.csv", text)]).load_id == "0002"


@pytest.mark.parametrize("strict", [True, False])
def test_a_source_without_a_good_row_is_refused(settings, write, register, strict):
    with pytest.raises(RejectedRowsError, match="aucune ligne n’est valable"):
        load(settings, "measures", [write("m.csv", HEADER + "Z9;transparence-resultats;2024;75\n")], strict=strict)
    assert len(staging.loads(settings)) == 1


def test_the_same_content_is_staged_once(settings, write, register):
    again = load(settings, "spplus-structures", [write("autre.csv", REGISTER)])
    assert (again.load_id, again.already_loaded) == (None, "0001")
    assert again.already_loaded_on == dt.datetime.fromisoformat(staging.loads(settings)[0].created_at).date()
    assert "déjà été chargé" in again.sentence()
    assert len(staging.loads(settings)) == 1


def test_restatements_are_counted_against_the_last_value(settings, write, register):
    rows = "A1;transparence-resultats;2023;{}\nA1;transparence-resultats;2024;{}\nB2;transparence-resultats;2024;{}\n"
    first = load(settings, "measures", [write("1.csv", HEADER + rows.format(70, 71, 72))])
    second = load(settings, "measures", [write("2.csv", HEADER + rows.format(70, 75, 72))])
    third = load(settings, "measures", [write("3.csv", HEADER + rows.format(70, 71, "nd"))])
    same = load(settings, "measures", [write("4.csv", HEADER + rows.format("70,0", "71,0", "nd"))])
    assert [report.restated for report in (first, second, third, same)] == [0, 1, 2, 0]
    assert "2 valeurs déjà connues corrigées" in third.sentence().replace("\u00a0", " ")


def test_a_folder_is_one_load_and_duplicates_cross_its_files(settings, write, register, tmp_path):
    write("lot/1.csv", HEADER + "A1;transparence-resultats;2024;75\n")
    write("lot/2.csv", HEADER + "A1;transparence-resultats;2024;75\nB2;transparence-resultats;2024;75\n")
    report = load(settings, "measures", [str(tmp_path / "lot")])
    assert report.accepted == {"measures": 2}
    assert [reject.reason for reject in report.first_rejects] == ["doublon de la ligne 2 du fichier 1.csv"]
    assert [file.name for file in staging.loads(settings)[-1].files] == ["1.csv", "2.csv"]


def test_an_indicator_of_the_register_can_be_measured(settings, write, register):
    indicators = "Code SP+ de l'indicateur;Intitulé original de l'indicateur;Unité\nIND-812;Taux de réponse;%\n"
    results = "Code SP+ de la structure;Code SP+ de l'indicateur;Valeur;Date de mise à jour\nA1;IND-812;81;2024-02-14\n"
    with pytest.raises(RejectedRowsError, match="indicateur inconnu"):
        load(settings, "spplus-results", [write("r.csv", results)])
    load(settings, "spplus-indicators", [write("i.csv", indicators)])
    load(settings, "spplus-results", [write("r.csv", results)])
    assert [(row["indicator"], row["value"], row["months"]) for row in measures(settings)] == [("IND-812", 81, 12)]


def test_a_mapping_is_part_of_the_content(settings, write, register, tmp_path):
    source = write("m.csv", HEADER + "A1;transparence-resultats;2024-03;0,75\n")
    mappings = []
    for factor in (100, 1):
        text = f"[indicators]\ntransparence-resultats = {{ code = 'transparence-resultats', factor = {factor} }}"
        mappings.append(tmp_path / f"{factor}.toml")
        mappings[-1].write_text(text, encoding="utf-8")
    reports = [load(settings, "measures", [source], mapping=path) for path in mappings]
    assert [report.load_id for report in reports] == ["0002", "0003"]
    assert [row["value"] for row in measures(settings)] == [75, 0.75]
    assert staging.loads(settings)[1].mapping == "100.toml"


def test_progress_goes_from_file_to_file_up_to_the_end(settings, write, register):
    header = "Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\n"
    seen = []
    sources = [write("a.csv", header + "C3;R;x\n"), write("b.csv", header + "D4;R;x\n")]
    load(settings, "spplus-structures", sources, progress=seen.append)
    assert {step.label for step in seen} == {"a.csv", "b.csv"}
    assert [step.done for step in seen] == sorted(step.done for step in seen)
    assert seen[-1].done == seen[-1].total
    assert seen[-1].accepted == 2


def test_what_cannot_be_loaded_at_all(settings, write, tmp_path):
    with pytest.raises(SourceError, match="type de données"):
        load(settings, "mesures", [write("m.csv", HEADER)])
    with pytest.raises(SourceError, match="n’existe pas"):
        load(settings, "measures", [str(tmp_path / "absent.csv")])
    with pytest.raises(SourceError, match="Aucun fichier"):
        load(settings, "measures", [])
    with pytest.raises(ConfigurationError, match=r"absent\.toml"):
        load(settings, "measures", [write("m.csv", HEADER)], mapping=tmp_path / "absent.toml")
    with pytest.raises(SourceError, match="aucune ligne"):
        load(settings, "measures", [write("m.csv", HEADER)])
    assert staging.loads(settings) == ()
    assert not list(settings.home.glob("staging/.tmp-*"))


def test_a_file_cut_in_the_middle_stages_nothing(settings, write):
    text = REGISTER + "".join(f"S{rank};Justice;Site {rank}\n" for rank in range(60_000)) + 'X;Justice;"jamais fermé\n'
    with pytest.raises(SourceError, match="guillemet"):
        load(settings, "spplus-structures", [write("s.csv", text)])
    assert staging.loads(settings) == ()
    assert not list(settings.home.glob("staging/.tmp-*"))


def test_demo_data_say_so(settings, write):
    load(settings, "spplus-structures", [write("s.csv", REGISTER)], demo=True, note="essai")
    assert [(one.demo, one.note) for one in staging.loads(settings)] == [(True, "essai")]


def test_a_workbook_of_another_country(settings, write, register, tmp_path):
    path = tmp_path / "courts.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "Published on 3 March 2026")
        sheet = book.add_worksheet("Data")
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write(0, 0, "Courts and tribunals, timeliness")
        sheet.write_row(2, 0, ["Court", "Q4 2025", "Q1 2026", "Comment"])
        sheet.write(3, 0, "UN")
        sheet.write_number(3, 1, 0.755, percent)
        sheet.write_number(3, 2, 0.8, percent)
        sheet.write_row(4, 0, ["Deux", "..", "n/a", "closed"])
        sheet.write_row(5, 0, ["Trois", "71 %", "72 %"])
    text = """
        [source]
        sheet = "Data"
        layout = "periods"
        [columns]
        site = "Court"
        [constants]
        indicator = "transparence-resultats"
        [sites]
        by = "label"
    """
    (tmp_path / "courts.toml").write_text(text, encoding="utf-8")
    report = load(settings, "measures", [str(path)], mapping=tmp_path / "courts.toml")
    names = ("site", "months", "value", "word")
    assert [(f"{row['month']:%Y-%m}", *(row[name] for name in names)) for row in measures(settings)] == [
        ("2025-12", "A1", 3, 75.5, None),
        ("2026-03", "A1", 3, 80, None),
        ("2025-12", "B2", 3, None, ".."),
        ("2026-03", "B2", 3, None, "n/a"),
    ]
    assert [(reject.line, reject.column) for reject in report.first_rejects] == [(6, "Court"), (6, "Court")]


def test_an_export_in_the_encoding_of_windows(settings, tmp_path, register):
    path = tmp_path / "m.csv"
    header = "Site;Indicateur;Période;Valeur;Numérateur;Dénominateur\r\n"
    text = header + 'A1;"transparence-resultats";"févr. 2024";"66,7 %";2;3\r\n'
    path.write_bytes(text.encode("cp1252"))
    load(settings, "measures", [str(path)], strict=True)
    assert [(row["value"], row["denominator"], row["month"].month) for row in measures(settings)] == [(66.7, 3, 2)]


class _Portal(BaseHTTPRequestHandler):
    """An Opendatasoft portal with three structures."""

    def do_GET(self):
        names = ("code_sp_de_la_structure", "reseau", "intitule_de_la_structure")
        rows = [dict(zip(names, (code, "Justice", f"Site {code}"), strict=True)) for code in ("A1", "B2", "A1")]
        body = json.dumps({"total_count": len(rows), "results": rows}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def portal():
    server = HTTPServer(("127.0.0.1", 0), _Portal)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/explore/v2.1/catalog/datasets/export-structures/records"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_dataset_of_a_portal(settings, portal):
    seen = []
    report = load(settings, "spplus-structures", [portal], progress=seen.append)
    assert report.accepted == {"sites": 2}
    assert [reject.reason for reject in report.first_rejects] == ["doublon de la ligne 1"]
    assert seen[0].label.startswith("Téléchargement")
    assert load(settings, "spplus-structures", [portal]).already_loaded == "0001"
