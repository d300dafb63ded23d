"""What people really send: each bad source is one French sentence, and nothing is staged."""

import csv
import errno
import gzip
import io
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from dashboard.config import Settings
from dashboard.errors import ConfigurationError, DashboardError, RejectedRowsError, SourceError, StoreError
from dashboard.loading import load
from dashboard.store import staging

HEADER = "site;indicateur;periode;valeur\n"
ROW = "A1;transparence-resultats;2024;75\n"
REGISTER = "Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Un\nB2;Justice;Deux\n"
ENGLISH = re.compile(r"\b(error|invalid|no such|expected|line|column|errno|failed|is not|traceback)\b", re.IGNORECASE)


@pytest.fixture
def settings(tmp_path):
    chosen = Settings(home=tmp_path / "home")
    path = tmp_path / "structures.csv"
    path.write_text(REGISTER, encoding="utf-8")
    load(chosen, "spplus-structures", [str(path)])
    return chosen


@pytest.fixture
def send(settings, tmp_path):
    """`send("m.csv", content)` loads that content as measures."""

    def run(name, content, kind="measures", mapping=None, **options):
        path = tmp_path / "envois" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        rules = None
        if mapping is not None:
            rules = tmp_path / "correspondance.toml"
            rules.write_bytes(mapping if isinstance(mapping, bytes) else mapping.encode())
        return load(settings, kind, [str(path)], mapping=rules, **options)

    return run


@pytest.fixture
def measures(settings):
    """The measures of the last load."""

    def rows():
        path = staging.loads(settings)[-1].table("measures")
        return pq.read_table(path).to_pylist() if path else []

    return rows


def sentence(error):
    """The sentence with plain spaces; fails when it is not one that a person can read."""
    text = str(error.value).replace("\u00a0", " ")
    assert text.endswith((".", ")"))
    assert "\n" not in text
    assert not ENGLISH.search(re.sub(r"«.*?»", "", text)), text
    return text


def workbook(rows=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def archive():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("a.csv", HEADER + ROW)
    return content.getvalue()


FULL = workbook([HEADER.strip().split(";"), ROW.strip().split(";")])


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("m.csv", b"", "est vide"),
        ("m.csv", "  \n\n ", "est vide"),
        ("m.csv", HEADER, "seul l’en-tête est présent"),
        ("m.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "est une image"),
        ("m.csv", b"%PDF-1.4\n" + bytes(100), "est un document PDF"),
        ("m.csv", archive(), "est une archive ZIP"),
        ("m.csv", gzip.compress((HEADER + ROW).encode(), mtime=0), "est un fichier compressé"),
        ("m.csv", HEADER.encode() + b"A1;x\0\0", "octets nuls"),
        ("m.csv", "<!DOCTYPE html><html></html>", "est une page web"),
        ("m.xlsx", workbook(), "aucune feuille remplie"),
        ("m.xlsx", FULL[: len(FULL) // 2], "est endommagé"),
        ("m.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "mot de passe"),
        ("m.xlsx", HEADER + ROW, "est endommagé ou n’est pas un classeur"),
        ("m.csv", "site;periode;valeur\nA1;2024;3\n", "colonne manquante (« indicateur »)"),
        ("m.csv", HEADER.strip() + ";valeur\n" + ROW, "« valeur » figure deux fois"),
        ("m.csv", HEADER + ROW + "B2;transparence", "est tronqué"),
        ("m.csv", HEADER + ROW + 'B2;transparence-resultats;2024;"7', "jamais refermé"),
        ("m.csv", ROW + ROW.replace("A1", "B2"), "colonne manquante"),
        ("m.json", '[{"site":"A1","ind', "sans doute tronqué"),
        ("m.json", "[]", "aucun enregistrement"),
        ("m.json", "42", "n’est pas une liste"),
        ("m.jsonl", '{"site":"A1"}\n{"si', "sans doute tronqué"),
        ("m.csv", REGISTER, "colonne manquante"),
        ("m.zip", b"x", "la décompresser"),
        ("m.xls", b"x", "l’enregistrer au format XLSX"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_sentence(send, settings, name, content, part):
    with pytest.raises(SourceError) as caught:
        send(name, content)
    assert part in sentence(caught)
    assert len(staging.loads(settings)) == 1


def test_structures_are_not_measures(send):
    with pytest.raises(SourceError) as caught:
        send("m.csv", HEADER + ROW, kind="spplus-structures")
    assert "« Code SP+ de la structure »" in sentence(caught)


@pytest.mark.parametrize(
    ("mapping", "part"),
    [
        ('[colums]\nsite = "x"\n', "clé inconnue"),
        ("[columns]\nsite = \n", "(ligne 2, colonne 8)"),
        ('[columns]\nsite = "x', "(il s’arrête trop tôt)"),
        (b'[columns]\nsite = "\xe9"\n', "n’est pas en UTF-8"),
        (b"\x89PNG\r\n", "n’est pas en UTF-8"),
        ('[sites]\nlevel = "ville"\n', "« ville » n’est pas l’un de"),
    ],
)
def test_a_wrong_mapping_names_its_place(send, settings, mapping, part):
    with pytest.raises(ConfigurationError) as caught:
        send("m.csv", HEADER + ROW, mapping=mapping)
    assert part in sentence(caught)
    assert len(staging.loads(settings)) == 1


def test_a_mapping_that_is_not_a_file(settings, tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    for mapping in (tmp_path, tmp_path / "absente.toml"):
        with pytest.raises(ConfigurationError) as caught:
            load(settings, "measures", [str(path)], mapping=mapping)
        assert "n’existe pas" in sentence(caught)


def test_a_mapping_to_an_unknown_indicator_refuses_its_rows(send):
    mapping = '[source]\nlayout = "indicators"\n[indicators]\n"Taux x" = "inexistant"\n'
    with pytest.raises(RejectedRowsError) as caught:
        send("m.csv", "site;periode;Taux x\nA1;2024;75\n", mapping=mapping)
    assert "indicateur inconnu" in sentence(caught)


def test_a_path_without_a_file(settings, tmp_path):
    (tmp_path / "vide").mkdir()
    for source, part in (
        ("", "est vide"),
        (tmp_path / "nulle.csv", "n’existe pas"),
        (tmp_path / "vide", "aucun fichier"),
    ):
        with pytest.raises(SourceError) as caught:
            load(settings, "measures", [str(source)])
        assert part in sentence(caught)


def test_a_file_without_the_right_to_read_it(settings, tmp_path, monkeypatch):
    path = tmp_path / "m.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    path.chmod(0)
    if os.geteuid() == 0:  # the administrator reads everything: the system's refusal is played
        opened = Path.open

        def refused(self, *arguments, **options):
            if self == path:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return opened(self, *arguments, **options)

        monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(SourceError) as caught:
        load(settings, "measures", [str(path)])
    assert "accès refusé" in sentence(caught)


def test_a_home_that_cannot_be_written(tmp_path):
    (tmp_path / "fichier").touch()
    (tmp_path / "s.csv").write_text(REGISTER, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        load(Settings(home=tmp_path / "fichier" / "home"), "spplus-structures", [str(tmp_path / "s.csv")])
    assert "une partie du chemin n’est pas un dossier" in sentence(caught)


def test_an_address_is_refused_before_any_request_when_the_home_cannot_be_written(tmp_path):
    (tmp_path / "fichier").touch()
    with pytest.raises(DashboardError) as caught:
        load(Settings(home=tmp_path / "fichier" / "h"), "measures", ["http://127.0.0.1:1/explore/dataset/x/"])
    assert "Écriture impossible" in sentence(caught)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings(send, measures, delimiter, encoding):
    text = 'site;indicateur;période;valeur;libellé\nA1;transparence-resultats;févr. 2022;"75,5";été\n'
    send("m.csv", text.replace(";", delimiter).encode(encoding))
    assert [(row["month"].isoformat(), row["value"]) for row in measures()] == [("2022-02-01", 75.5)]


def test_a_mark_inside_the_quotes_of_the_header(send, measures):
    send("m.csv", '\ufeff"\ufeffsite";"indicateur";"periode";"valeur"\n"A1";"transparence-resultats";"2019";"75"\n')
    assert len(measures()) == 1


def test_comma_and_point_in_one_file(send, measures):
    rows = ("2020;75,5", "2021;75.5", "2022;75", "2023;75 %")
    send("m.csv", HEADER + "".join(f"A1;transparence-resultats;{row}\n" for row in rows))
    assert [row["value"] for row in measures()] == [75.5, 75.5, 75.0, 75.0]


def test_words_bounds_and_spaces(send, measures, settings):
    cells = ["Non connu", "DI", "NR", "12\u00a0000", "1\u202f234,5", "<50", "300 or more", "environ 12"]
    rows = "".join(f"A1;delai-aide-juridictionnelle;2024-{i:02};{cell}\n" for i, cell in enumerate(cells, 1))
    report = send("m.csv", HEADER + rows)
    assert [(row["value"], row["word"]) for row in measures()] == [
        (None, "Non connu"),
        (None, "DI"),
        (None, "NR"),
        (12000.0, None),
        (1234.5, None),
    ]
    assert [(one.value, one.reason.split(",")[0]) for one in staging.rejects(settings, report.load_id)] == [
        ("<50", "inégalité"),
        ("300 or more", "inégalité"),
        ("environ 12", "nombre illisible"),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("site_id;indicateur;mois;taux", "A1;transparence-resultats;2024-03;75"),
        ("Structure;Indicateur;Date;Résultat", "A1;transparence-resultats;31/03/2024;75"),
        ("code_structure;code_indicateur;période;Valeur", "A1;transparence-resultats;03/2024;75"),
        ("Code établissement;Indicateur;Année;Mois;Valeur", "A1;transparence-resultats;2024;3;75"),
        ("site;indicateur;exercice;mois;score", "A1;transparence-resultats;2024;mars;75"),
        ("site id;indicator;month;value", "A1;transparence-resultats;March 2024;75"),
        ("site;indicateur;mois;num;den", "A1;transparence-resultats;2024-03;75;100"),
        ("site;indicateur;mois;num;base", "A1;transparence-resultats;2024-03;75;100"),
        ("site;indicateur;mois;taux;effectif", "A1;transparence-resultats;2024-03;75;100"),
        ("site;indicateur;mois;taux;nb répondants", "A1;transparence-resultats;2024-03;75;100"),
    ],
)
def test_the_column_names_of_administrations(send, measures, header, row):
    send("m.csv", f"{header}\n{row}\n")
    (found,) = measures()
    assert (found["site"], found["month"].isoformat(), found["months"]) == ("A1", "2024-03-01", 1)
    assert found["value"] == 75 or (found["numerator"], found["denominator"]) == (75, 100)


@pytest.mark.parametrize(
    ("column", "cell", "month", "months"),
    [
        ("trimestre", "1", "2024-03", 3),
        ("trimestre", "T2", "2024-06", 3),
        ("trimestre", "1er trimestre", "2024-03", 3),
        ("semestre", "2", "2024-12", 6),
        ("mois", "03", "2024-03", 1),
        ("mois", "2023-05", "2023-05", 1),
        ("mois", "Mars", "2024-03", 1),
    ],
)
def test_the_year_may_have_its_own_column(send, measures, column, cell, month, months):
    send("m.csv", f"site;indicateur;annee;{column};valeur\nA1;transparence-resultats;2024;{cell};75\n")
    (found,) = measures()
    assert (f"{found['month']:%Y-%m}", found["months"]) == (month, months)


def test_a_quarter_without_a_year_is_refused(send):
    with pytest.raises(RejectedRowsError) as caught:
        send("m.csv", "site;indicateur;trimestre;valeur\nA1;transparence-resultats;1;75\n")
    assert "période illisible" in sentence(caught)


def test_no_refused_cell_can_be_run_by_a_spreadsheet_nor_fills_the_list(send, settings):
    cells = ("=cmd|calc!A1", "@SUM(1)", "-2+3", "+1+1", "x" * 100_000)
    report = send(
        "été « d'hier ».csv", HEADER + ROW + "".join(f"{cell};transparence-resultats;2024;1\n" for cell in cells)
    )
    path = settings.staging / report.load_id / "rejects.csv"
    with path.open(encoding="utf-8", newline="") as file:
        values = [row["value"] for row in csv.DictReader(file)]
    assert values[:4] == [f"'{cell}" for cell in cells[:4]]
    assert values[4] == "x" * 500 + "…"
    assert "été « d'hier ».csv" in path.read_text(encoding="utf-8")


def test_an_old_file_sent_again_changes_nothing_and_says_so(send, settings):
    send("janvier.csv", HEADER + ROW)
    corrected = send("janvier corrigé.csv", HEADER + ROW.replace("75", "76"))
    again = send("janvier.csv", HEADER + ROW)
    assert corrected.restated == 1
    assert (again.load_id, again.already_loaded, again.followed) == (None, "0002", True)
    assert "Les valeurs corrigées par les chargements suivants restent en place." in again.sentence()
    assert "suivants" not in send("bis.csv", HEADER + ROW.replace("75", "76")).sentence()


def test_a_duplicate_key_keeps_the_first_row(send, settings, measures):
    report = send("m.csv", HEADER + ROW + ROW.replace("75", "76"))
    assert [row["value"] for row in measures()] == [75]
    assert [reject.reason for reject in staging.rejects(settings, report.load_id)] == ["doublon de la ligne 2"]
