"""Delimited files: what comes back, what is rejected, and the sentence for each bad file."""

import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources import delimited
from dashboard.sources.raw import Reject
from dashboard.sources.text_encoding import decode

REAL = Path(__file__).parents[2] / "../shared/data/spplus/export-structures.csv"


def _write(folder: Path, content: str | bytes, name: str = "resultats.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def _rows(path: Path, *wanted: str) -> list[list[str]]:
    return [row for batch in delimited.read(path, wanted) for row in batch.rows.to_numpy().tolist()]


def _columns(path: Path, *wanted: str) -> list[str]:
    return list(next(delimited.read(path, wanted)).rows.columns)


def _refusal(path: Path, *wanted: str) -> str:
    with pytest.raises(SourceError) as caught:
        list(delimited.read(path, wanted))
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f"Libellé{delimiter}Réseau{delimiter}Valeur\nAccueil{delimiter}Évry – Œuvre{delimiter}12.5\n"
    path = _write(tmp_path, text, encoding=encoding)
    assert _columns(path) == ["Libellé", "Réseau", "Valeur"]
    assert _rows(path) == [["Accueil", "Évry – Œuvre", "12.5"]]


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    path = _write(
        tmp_path, "Libellé;Ville\n".encode() + "Accueil;Orléans\n".encode("cp1252") + "Délai;Nîmes\n".encode()
    )
    assert _rows(path) == [["Accueil", "Orléans"], ["Délai", "Nîmes"]]


def test_a_mark_inside_the_quotes_of_the_first_name(tmp_path: Path) -> None:
    path = _write(tmp_path, '"\ufeff""Code SP+ de la structure""";Nom\na;b\n')
    assert _columns(path) == ["Code SP+ de la structure", "Nom"]


def test_a_mark_before_a_quoted_name_that_holds_the_delimiter(tmp_path: Path) -> None:
    path = _write(tmp_path, '\ufeff\ufeff"Code; ou nom";\u00a0Valeur \na;1\n')
    assert _columns(path) == ["Code; ou nom", "Valeur"]


def test_the_wanted_columns_decide_the_delimiter(tmp_path: Path) -> None:
    path = _write(tmp_path, "Code SP+ de la structure;Valeur, en %, arrondie, publiée\nA;1\n")
    assert len(_columns(path)) == 4
    assert _columns(path, "code_sp_de_la_structure") == ["Code SP+ de la structure", "Valeur, en %, arrondie, publiée"]


def test_title_lines_are_left_even_when_no_column_is_known(tmp_path: Path) -> None:
    path = _write(tmp_path, "Résultats, tous sites, 2024;;\n\nCode;Valeur;n\nA;1;2\nB;;\n")
    assert _columns(path) == ["Code", "Valeur", "n"]
    assert _rows(path, "inconnu") == [["A", "1", "2"], ["B", "", ""]]


@pytest.mark.parametrize("size", [1, 8_190, 20_000])
def test_the_streamed_text_is_that_of_the_whole_content(tmp_path: Path, size: int) -> None:
    content = "Libellé;Ville\n".encode() + ("é" * size + "œ;à\n").encode() + ("é;" + "ç" * size + "\n").encode("cp1252")
    rows = list(csv.reader(io.StringIO(decode(content)), delimiter=";"))[1:]
    assert _rows(_write(tmp_path, content)) == rows
    assert rows[1] == ["é", "ç" * size]


def test_title_lines_above_the_header_are_left_when_columns_are_wanted(tmp_path: Path) -> None:
    path = _write(tmp_path, "Résultats 2024\n\nExtraction du 3 mars;;\nCode;Valeur\nA;1\n")
    batch = next(delimited.read(path, ["code", "valeur"]))
    assert list(batch.rows.columns) == ["Code", "Valeur"]
    assert list(batch.rows.index) == [5]


def test_the_separator_line_of_excel_is_left(tmp_path: Path) -> None:
    path = _write(tmp_path, "sep=|\nCode|Valeur; note\nA|1\n")
    assert _columns(path) == ["Code", "Valeur; note"]
    assert _rows(path) == [["A", "1"]]


def test_a_cell_over_several_lines_stays_whole_and_lines_are_physical(tmp_path: Path) -> None:
    path = _write(tmp_path, 'Code;Note\r\nA;"un\r\ndeux\n\ntrois"\r\n\r\n;\r\nB;"dit ""oui"""\r\n')
    batch = next(delimited.read(path))
    assert batch.rows.to_numpy().tolist() == [["A", "un\r\ndeux\n\ntrois"], ["B", 'dit "oui"']]
    assert list(batch.rows.index) == [2, 8]


def test_rows_of_another_width_are_rejected_with_their_line(tmp_path: Path) -> None:
    path = _write(tmp_path, "Code;Valeur;n\nA;1;2\nB;1\nC;1;2;3\nD;1;2;;\n   \nE;1;2\n")
    (batch,) = delimited.read(path)
    assert batch.rows["Code"].tolist() == ["A", "D", "E"]
    assert batch.rejects == (
        Reject("resultats.csv", 3, "", "B;1", "2 cellules au lieu de 3"),
        Reject("resultats.csv", 4, "", "C;1;2;3", "4 cellules au lieu de 3"),
    )


def test_batches_are_bounded_and_tell_how_far_they_are(tmp_path: Path) -> None:
    path = _write(tmp_path, "Code;Valeur\n" + "".join(f"S{i};{i}\n" for i in range(25)))
    batches = list(delimited.read(path, batch_rows=10))
    assert [len(batch.rows) for batch in batches] == [10, 10, 5]
    assert batches[-1].read_bytes == batches[-1].total_bytes == path.stat().st_size
    assert list(batches[1].rows.index[:2]) == [12, 13]


def test_unnamed_columns(tmp_path: Path) -> None:
    assert _columns(_write(tmp_path, ";Valeur\n0;A\n")) == ["colonne 1", "Valeur"]
    assert _columns(_write(tmp_path, ";Code;;Valeur;;\n0;A;x;1;;\n")) == ["colonne 1", "Code", "colonne 3", "Valeur"]


def test_years_as_names_beside_a_word_are_a_header(tmp_path: Path) -> None:
    assert _columns(_write(tmp_path, "Structure;2023;2024\nA;1;2\n")) == ["Structure", "2023", "2024"]


def test_spaces_of_cells_are_kept(tmp_path: Path) -> None:
    assert _rows(_write(tmp_path, "Code;Valeur\n A ;1 234\n")) == [[" A ", "1 234"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "est vide"),
        (b"\xef\xbb\xbf \r\n", "est vide"),
        (b"Code;Valeur\n", "aucune ligne"),
        (b"Code;Valeur", "aucune ligne"),
        (b"Code;Valeur\n;\n;\n", "aucune ligne"),
        (b"Code;Valeur;Code \nA;1;2\n", "deux fois"),
        (b"1;2;3\n4;5;6\n", "ligne d’en-tête"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"PK\x03\x04" + b"\0" * 20 + b"[Content_Types].xml", ".xlsx"),
        (b"PK\x03\x04" + b"\0" * 20 + b"a.csv", "archive ZIP"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "mot de passe"),
        (b"<!DOCTYPE html><html><body>Connexion</body></html>", "page web"),
        (b"\xef\xbb\xbf\n <html>\n", "page web"),
        (b"<?xml version='1.0'?><a/>", "page web"),
        (b"Code;Valeur\nA;\x00\x01\x02\n", "octets nuls"),
        (b"Code;Valeur;n\nA;1;2\nB;1", "ligne (3)"),
        (b'Code;Valeur;n\nA;1;2\nB;"un texte\nsans fin', "ligne 3"),
        (b'Code;Valeur;n\nA;1;2\nB;1;"un texte\nsans fin\n', "jamais refermé"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in _refusal(_write(tmp_path, content))


def test_a_last_row_without_newline_is_whole_when_it_has_every_cell(tmp_path: Path) -> None:
    assert _rows(_write(tmp_path, "Code;Valeur\nA;1\nB;")) == [["A", "1"], ["B", ""]]


def test_an_endless_cell_or_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_CELL", 1_000)
    assert "ligne 2" in _refusal(_write(tmp_path, 'Code;Note\nA;"' + "mot\n" * 500 + '"\n'))
    monkeypatch.setattr(delimited, "_MAX_LINE", 2_000)
    assert "sans retour à la ligne" in _refusal(_write(tmp_path, "x" * 5_000))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "vérifier le chemin" in _refusal(tmp_path / "absent.csv")


_cells = st.text(
    st.characters(codec="cp1252", exclude_characters="\0\x1a\ufeff", exclude_categories=["Cc"])
    | st.sampled_from(["\n", '"', ";", ",", "\t", "|", "\r"]),
    max_size=12,
)


@given(
    table=st.lists(st.lists(_cells, min_size=3, max_size=3), min_size=1, max_size=8),
    delimiter=st.sampled_from(delimited.DELIMITERS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_written_by_csv_comes_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], delimiter: str, encoding: str, ending: str
) -> None:
    text = io.StringIO(newline="")
    # Before Python 3.13, csv.writer leaves a lone carriage return without quotes when it is not its own line end.
    lone = any("\r" in cell for row in table for cell in row)
    quoting = csv.QUOTE_ALL if lone else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=quoting)
    writer.writerow(["Code", "Libellé", "Valeur"])
    writer.writerows(table)
    path = _write(tmp_path_factory.mktemp("csv"), text.getvalue(), encoding=encoding)
    filled = [row for row in table if any(row)]
    if filled:
        assert _rows(path, "code", "libelle", "valeur") == filled
    else:
        assert "aucune ligne" in _refusal(path, "code", "libelle", "valeur")


@given(table=st.lists(st.lists(_cells.filter(bool), min_size=2, max_size=2), min_size=1, max_size=8))
def test_a_cp1252_table_comes_back(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]) -> None:
    # Bytes above 0x7F one by one, each followed by ASCII: no pair of them can pass for UTF-8.
    table = [["".join(c if c.isascii() else f"{c}x" for c in cell) for cell in row] for row in table]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows([["Code", "Valeur"], *table])
    assert _rows(_write(tmp_path_factory.mktemp("csv"), text.getvalue(), encoding="cp1252"), "code", "valeur") == table


@given(st.binary(max_size=200) | st.text('ab";,\n\r\ufeff\x00<é ', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = _write(tmp_path_factory.mktemp("csv"), content)
    with contextlib.suppress(SourceError):
        for batch in delimited.read(path, ["a"]):
            assert len(batch.rows) or batch.rejects


@pytest.mark.real_data
def test_the_real_register_of_structures() -> None:
    if not REAL.exists():
        pytest.skip("public file absent")
    batches = list(delimited.read(REAL, ["code_sp_de_la_structure"], batch_rows=5_000))
    assert sum(len(batch.rows) for batch in batches) == 14_763
    assert all(batch.rows.shape[1] == 26 and not batch.rejects for batch in batches)
    assert batches[0].rows.columns[0] == "Code SP+ de la structure"
    with REAL.open(encoding="utf-8", newline="") as file:
        naive = list(csv.reader(file, delimiter=";"))[1:]
    assert [row for batch in batches for row in batch.rows.to_numpy().tolist()] == naive
