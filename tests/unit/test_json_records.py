"""JSON files: every shape that holds records, the text of their fields, and the broken ones."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources import json_records

REAL = Path(__file__).parents[2] / "../shared/data"
ROW = {"code": "A", "valeur": 12.5}


def _write(folder: Path, content: str | bytes, name: str = "donnees.json") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        json_records.read(path)
    assert path.name in str(caught.value)
    return str(caught.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "document",
    [
        [ROW],
        {"total_count": 1, "results": [ROW]},
        {"nhits": 1, "records": [{"datasetid": "x", "recordid": "1", "fields": ROW}]},
        {"total_count": 1, "records": [{"links": [], "record": {"id": "1", "fields": ROW}}]},
        {"data": [ROW]},
        {"titre": "Résultats", "mesures": [ROW]},
    ],
)
def test_shapes_that_hold_records(tmp_path: Path, document: object) -> None:
    assert json_records.read(_write(tmp_path, json.dumps(document))) == [ROW]


@pytest.mark.parametrize("name", ["donnees.json", "donnees.jsonl", "donnees.ndjson"])
def test_one_record_a_line(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path, '\ufeff{"code": "A"}\r\n\r\n{"code": "B", "n": null}\n', name)
    assert json_records.read(path) == [{"code": "A"}, {"code": "B", "n": None}]


def test_a_single_line_of_json_lines(tmp_path: Path) -> None:
    assert json_records.read(_write(tmp_path, '{"code": "A"}', "a.jsonl")) == [{"code": "A"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert json_records.read(_write(tmp_path, '[{"ville": "Évry"}]'.encode(encoding))) == [{"ville": "Évry"}]


def test_not_a_number_is_no_value(tmp_path: Path) -> None:
    assert json_records.read(_write(tmp_path, '[{"a": NaN, "b": -Infinity}]')) == [{"a": None, "b": None}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "est vide"),
        ('[{"a": 1},\n {"a": 2', "ligne 2, colonne 9 : le fichier est sans doute tronqué"),
        ('[{"a": 1},\n {"a": "te', "tronqué"),
        ('[{"a": 1},\n {"a" 2}]', "ligne 2, colonne 7 : le JSON n’est pas valide"),
        ("[]", "aucun enregistrement"),
        ('{"results": []}', "aucun enregistrement"),
        ('{"message": "erreur"}', "pas de liste d’enregistrements"),
        ('"texte"', "pas une liste"),
        ('[{"a": 1}, 2]', "l’élément 2"),
        ("<html>", "page web"),
        ("[" * 100_000, "démesurée"),
        ('[{"a": ' + "9" * 5_000 + "}]", "démesurée"),
        (b"\x1f\x8b\x08\0", "gzip"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(tmp_path: Path, content: str | bytes, words: str) -> None:
    assert words in _refusal(_write(tmp_path, content))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    assert "ligne 2, colonne 6 : le fichier est sans doute tronqué" in _refusal(
        _write(tmp_path, '{"a": 1}\n{"a":', "a.jsonl")
    )
    assert "ligne 2" in _refusal(_write(tmp_path, '{"a": 1}\n[1]\n', "a.jsonl"))


def test_an_oversized_file_is_refused_and_told_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "MAX_BYTES", 10)
    assert "JSON Lines" in _refusal(_write(tmp_path, json.dumps([ROW])))


def test_rows_of_texts(tmp_path: Path) -> None:
    records = [
        {"code": "A", "valeur": 12.0, "actif": True, "tags": ["x", "y"], "lieu": {"lat": 1.5}},
        {"code": None, "extra": "é"},
    ]
    (batch,) = json_records.batches(_write(tmp_path, json.dumps(records)))
    assert list(batch.rows.columns) == ["code", "valeur", "actif", "tags", "lieu", "extra"]
    assert batch.rows.to_numpy().tolist() == [["A", "12", "Oui", "x, y", '{"lat": 1.5}', ""], ["", "", "", "", "", "é"]]
    assert list(batch.rows.index) == [1, 2]


def test_batches_of_json_lines_share_their_columns(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"code": f"S{i}"} | ({"n": i} if i > 20 else {})) + "\n" for i in range(25))
    batches = list(json_records.batches(_write(tmp_path, "\n" + lines, "a.jsonl"), batch_rows=10))
    assert [len(batch.rows) for batch in batches] == [10, 10, 5]
    assert all(list(batch.rows.columns) == ["code", "n"] for batch in batches)
    assert batches[0].rows.index[0] == 2
    assert batches[-1].read_bytes == batches[-1].total_bytes


_values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


@given(st.lists(st.dictionaries(st.text(min_size=1), _values, min_size=1), min_size=1, max_size=6))
def test_records_written_by_json_come_back(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    records = [{f"k{key}": value for key, value in record.items()} for record in records]
    records = [{k: None if v in (float("inf"), float("-inf")) else v for k, v in record.items()} for record in records]
    folder = tmp_path_factory.mktemp("json")
    assert json_records.read(_write(folder, json.dumps(records, indent=1))) == records
    lines = "".join(json.dumps(record) + "\n" for record in records)
    assert json_records.read(_write(folder, lines, "a.jsonl")) == records


@given(
    st.binary(max_size=100) | st.text('[]{}":,1a\n ', max_size=40).map(str.encode),
    st.sampled_from(["a.json", "a.jsonl"]),
)
def test_any_bytes_are_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = _write(tmp_path_factory.mktemp("json"), content, name)
    with contextlib.suppress(SourceError):
        assert json_records.read(path)
    with contextlib.suppress(SourceError):
        assert all(len(batch.rows) for batch in json_records.batches(path))


@pytest.mark.real_data
def test_real_files() -> None:
    if not REAL.exists():
        pytest.skip("public files absent")
    for path in sorted(REAL.rglob("*.json")):
        assert json_records.read(path) == json.loads(path.read_text(encoding="utf-8"))
