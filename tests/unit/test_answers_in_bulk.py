"""Answers read by columns, whole, are those that the reader of rows gives: same rows, same rejects, same words."""

import csv
import datetime as dt
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st

from dashboard.config import Settings
from dashboard.errors import RejectedRowsError, SourceError, StoreError
from dashboard.loading import bulk_files, load
from dashboard.sources import parquet
from dashboard.sources.canonical import ANSWERS, COMMENTS
from dashboard.sources.survey import SurveyReader
from dashboard.store import answers_in_bulk, staging
from tests.builders import site, stage

COLUMNS = ("enquete", "repondant", "site", "date", "question", "reponse", "poids", "canal", "commentaire")
GOOD = ("E1", "r1", "A1", "2024-03-01", "satisfaction-globale", "Plutôt satisfait", "1,2", "En ligne", "")
POOLS: dict[str, tuple[str, ...]] = {
    "enquete": ("E1", "E1", " E1 ", "E2", "", "\u2003"),
    "repondant": ("r1", "r2", "r3", "r4", " r1\u00a0", "", "\u3000", "é", "1"),
    "site": ("A1", "A1", "B2", " A1", "a1", "Z9", "", "=A1"),
    "date": ("2024-03-01", "01/03/2024", "1er mars 2024", "2024-03-01 12:30", "2999-01-01", "2024-02-30", "", "hier"),
    "question": ("satisfaction-globale", "satisfaction-globale", "accueil-courtois", "Satisfaction globale", "", "x"),
    "reponse": ("Plutôt satisfait", "Très satisfait", "plutot satisfait(e)", "Ne sait pas", "", "NR", "Bof", "1"),
    "poids": ("1", "1,2", "0.5", "0", "-1", "", "nd", "1e3", "12 345,6", "=1", "1 234 567,89"),
    "canal": ("En ligne", " En ligne ", "Courrier", ""),
    "commentaire": ("", "", " ", "-", "Merci beaucoup", "Appelez-moi au 06 12 34 56 78", " Merci beaucoup "),
}
Rows = Sequence[tuple[str, ...]]


def row(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(name, text) for name, text in zip(COLUMNS, GOOD, strict=True))


def installed(folder: Path) -> Settings:
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(home=folder / "home")
    stage(settings, kind="spplus-structures", sites=[site("A1", label="Un"), site("B2", label="Deux")])
    return settings


def as_csv(path: Path, rows: Rows, columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow((*columns, "autre"))
        writer.writerows((*cells, "x") for cells in rows)
    return path


def as_parquet(path: Path, rows: Rows, columns: tuple[str, ...] = COLUMNS, group: int = 1_000_000) -> Path:
    texts = {name: [cells[place] for cells in rows] for place, name in enumerate(columns)}
    pq.write_table(pa.table({**texts, "autre": ["x"] * len(rows)}), path, row_group_size=group)
    return path


def staged(settings: Settings, sources: list[Path], mapping: Path | None = None) -> tuple[Any, Any, list[Any]]:
    """Answers, comments and rejects of the load of `sources`; what stays when nothing is good is the rejects alone."""
    try:
        report = load(settings, "survey", [str(path) for path in sources], mapping=mapping)
    except RejectedRowsError as error:
        with Path(error.report or "").open(encoding="utf-8", newline="") as file:
            return None, None, list(csv.reader(file))[1:]
    [folder] = [one.folder for one in staging.loads(settings) if one.id == report.load_id]
    tables = [
        pq.read_table(path) if (path := folder / f"{name}.parquet").exists() else None
        for name in ("answers", "comments")
    ]
    counted = {name: table.num_rows for name, table in zip(("answers", "comments"), tables, strict=True) if table}
    assert dict(report.accepted) == counted
    rejects = [list(map(str, one)) for one in staging.rejects(settings, folder.name)]
    assert report.rejected == len(rejects)
    assert not (folder / "spill").exists()
    return tables[0], tables[1], rejects


def by_rows(settings: Settings, sources: list[Path], patch: pytest.MonkeyPatch, mapping: Path | None = None) -> Any:
    with patch.context() as context:
        context.setattr(sys.modules["dashboard.loading.load"], "bulk_files", lambda *_: None)
        return staged(settings, sources, mapping)


def described(schema: pa.Schema) -> list[tuple[str, pa.DataType]]:
    return [(field.name, field.type) for field in schema]


def ordered(table: pa.Table) -> pa.Table:
    return table.sort_by([("file", "ascending"), ("line", "ascending")])


def same(one: Any, other: Any) -> None:
    for left, right in zip(one[:2], other[:2], strict=True):
        assert (left is None) == (right is None)
        if left is not None:
            assert described(left.schema) == described(right.schema)
            assert ordered(left).to_pylist() == ordered(right).to_pylist()
    assert one[2] == other[2]


def as_of_csv(found: Any) -> Any:
    """What a Parquet file gave, as if its rows had stood below a header in a CSV of the same name."""

    def moved(table: pa.Table | None) -> pa.Table | None:
        if table is None:
            return None
        file = pa.array([name.replace(".parquet", ".csv") for name in table["file"].to_pylist()], pa.string())
        line = pa.array([line + 1 for line in table["line"].to_pylist()], pa.int64())
        for name, column in (("file", file), ("line", line)):
            table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), column)
        return table

    rejects = []
    for file, line, column, value, reason in found[2]:
        reason = re.sub(r"ligne (\d+)", lambda match: f"ligne {int(match[1]) + 1}", reason).replace(".parquet", ".csv")
        rejects.append([file.replace(".parquet", ".csv"), str(int(line) + 1), column, value, reason])
    return moved(found[0]), moved(found[1]), rejects


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bulk")


def lines(path: Path, rows: Rows, end: str = "\n", last: str = "") -> Path:
    """The same without a quote: what `plain_text` takes."""
    text = [";".join((*COLUMNS, "autre")), *(";".join((*cells, "x")) for cells in rows)]
    path.write_text(end.join(text) + end + last, encoding="utf-8", newline="")
    return path


def quoted(path: Path, rows: Rows, every: bool, end: str, last: str) -> Path:
    """The same between quotes, where they are needed or everywhere."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(
            file, delimiter=";", lineterminator=end, quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
        )
        writer.writerow((*COLUMNS, "autre"))
        writer.writerows((*cells, "x") for cells in rows)
        file.write(last)
    return path


def told(read: list[str], method: Any) -> Any:
    def batch(self: Any, given: Any) -> Any:
        read.append(given.file)
        return method(self, given)

    return batch


@trial(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(*(st.sampled_from(POOLS[name]) for name in COLUMNS)), min_size=1, max_size=30),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
    last=st.sampled_from(
        ["", ";;;;;;;;;\n", ";;;;;;;;;x;;\n", "E1;r9\n", "   \n", '"E1";r9;A1;;;;;;;x\n', "É;r\x85;A1;;;;;;;x"]
    ),
)
def test_a_plain_text_gives_the_same(
    rows: Rows, end: str, last: str, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_files, "LEAST", 0)
    folder = shared / f"{len(list(shared.iterdir()))}"
    settings = [installed(folder / way) for way in ("columns", "rows")]
    path = lines(folder / "r.csv", rows, end, last)
    same(staged(settings[0], [path]), by_rows(settings[1], [path], monkeypatch))


QUOTED = (
    *POOLS["commentaire"],
    'Un "bon" accueil',
    "Long ; et froid",
    '"',
    '""',
    '"; "',
    "Deux\nlignes",
    "a\r\nb",
    "c\rd",
    "\n\n",
    'a"',
    '"b',
)
ODD_ENDS = (
    "", '"E1";r9;A1;;;;;;;x\n', '"E1" ;r9;A1;;;;;;;x\n', 'E"1;r9;A1;;;;;;;x\n', '"E1";r9;A1;;;;;;;"x', '"E1"',
    '"E1","r9";A1;;;;;;;x;\n', '"E1"";r9;A1;;;;;;;x\n', '""E1;r9;A1;;;;;;;x\n', '""' + ';""' * 9 + "\n",
)  # fmt: skip


@trial(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(*(st.sampled_from(POOLS[name]) for name in COLUMNS[:-1]), st.sampled_from(QUOTED)),
        min_size=1,
        max_size=20,
    ),
    every=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    last=st.sampled_from(ODD_ENDS),
)
def test_a_quoted_text_gives_the_same(
    rows: Rows, every: bool, end: str, last: str, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_files, "LEAST", 0)
    folder = shared / f"{len(list(shared.iterdir()))}"
    settings = [installed(folder / way) for way in ("columns", "rows")]
    path = quoted(folder / "r.csv", rows, every, end, last)
    found, wanted = told_of(staged, settings[0], [path]), told_of(by_rows, settings[1], [path], monkeypatch)
    if isinstance(found, str) or isinstance(wanted, str):
        assert found == wanted
    else:
        same(found, wanted)


def told_of(read: Callable[..., Any], *given: Any) -> Any:
    """What a way of reading gives, or what it says is wrong."""
    try:
        return read(*given)
    except SourceError as error:
        return str(error)


@pytest.mark.parametrize("every", [True, False])
def test_a_quoted_text_is_read_by_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: bool) -> None:
    monkeypatch.setattr(bulk_files, "LEAST", 0)
    read: list[str] = []
    monkeypatch.setattr(SurveyReader, "batch", told(read, SurveyReader.batch))
    comments = ['Un "bon" accueil', "Long ; et froid", '"Bien"']
    rows = [row(repondant=f"r{place}", commentaire=text) for place, text in enumerate(comments)]
    path = quoted(tmp_path / "r.csv", rows, every, "\r\n", "")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    answers, found, rejects = staged(installed(tmp_path / "plain"), [path])
    assert (answers.num_rows, rejects, read) == (3, [], [])
    assert found["text"].to_pylist() == comments


def test_cells_of_several_lines_are_read_by_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines told are those that a person counts; a header of several lines is for the reader of rows."""
    monkeypatch.setattr(bulk_files, "LEAST", 0)
    read: list[str] = []
    monkeypatch.setattr(SurveyReader, "batch", told(read, SurveyReader.batch))
    rows = [
        row(repondant="r1", commentaire="Deux\nlignes"),
        row(repondant="r2", commentaire="a\r\nb\rc\n\nd"),
        row(site="Z9"),
    ]
    path = quoted(tmp_path / "r.csv", rows, False, "\r\n", "")
    answers, found, rejects = staged(installed(tmp_path / "folded"), [path])
    assert ordered(answers)["line"].to_pylist() == [2, 4]
    assert found["line"].to_pylist() == [2, 4]
    assert [one[1] for one in rejects] == ["9"]
    assert read == []
    path.write_bytes(b'"Titre\nlong"\r\n' + path.read_bytes())
    assert [one[1] for one in staged(installed(tmp_path / "titled"), [path])[2]] == ["11"]
    assert read == ["r.csv"]


def test_a_plain_text_is_read_by_columns_and_another_one_by_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbered as a person counts, title lines included; a quote, a lost cell, a blank line: the other way."""
    monkeypatch.setattr(bulk_files, "LEAST", 0)
    read: list[str] = []
    monkeypatch.setattr(SurveyReader, "batch", told(read, SurveyReader.batch))
    rows = [row(repondant=f"r{n}", site="Z9" if n == 7 else "A1") for n in range(9)]
    path = lines(tmp_path / "r.csv", rows)
    path.write_text("sep=;\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [one[1] for one in staged(installed(tmp_path / "plain"), [path])[2]] == ["10"]
    assert read == []
    for place, last in enumerate(('"E1\n"\n', "E1;r9\n", "\n\n", "\r\n")):
        staged(installed(tmp_path / f"{place}"), [lines(tmp_path / f"r{place}.csv", rows, last=last)])
        assert len(read) == place + 1
    path = lines(tmp_path / "windows.csv", rows)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    answers, _, rejects = staged(installed(tmp_path / "windows"), [path])
    assert (answers.num_rows, len(rejects), read[-1]) == (8, 1, "windows.csv")


@trial(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*(st.sampled_from(POOLS[name]) for name in COLUMNS)), min_size=1, max_size=40))
def test_every_mixture_of_cells_gives_the_same(rows: Rows, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shared / f"{len(list(shared.iterdir()))}"
    settings = [installed(folder / way) for way in ("csv", "columns", "rows")]
    parquet = as_parquet(folder / "r.parquet", rows, group=7)
    by_columns = staged(settings[1], [parquet])
    same(by_columns, by_rows(settings[2], [parquet], monkeypatch))
    same(as_of_csv(by_columns), staged(settings[0], [as_csv(folder / "r.csv", rows)]))


def test_each_rule_refuses_its_row(tmp_path: Path) -> None:
    wrong = {
        "question": "x", "site": "Z9", "enquete": " ", "repondant": "", "date": "2999-01-01", "reponse": "Bof",
        "poids": "-1",
    }  # fmt: skip
    rows: list[tuple[str, ...]] = [GOOD]
    rows += [row(**{"repondant": f"n-{name}", name: cell}) for name, cell in wrong.items()] + [GOOD]
    answers, _, rejects = staged(installed(tmp_path), [as_parquet(tmp_path / "r.parquet", rows)])
    assert [(line, column, value) for _, line, column, value, _ in rejects] == [
        *((str(place), name, cell.strip()) for place, (name, cell) in enumerate(wrong.items(), start=2)),
        ("9", "", ""),
    ]
    assert rejects[-1][-1] == "doublon de la ligne 1"
    assert answers.to_pylist() == [
        {
            "survey": "E1", "respondent": "r1", "site": "A1", "answered_on": dt.date(2024, 3, 1),
            "indicator": "satisfaction-globale", "grade": answers["grade"][0].as_py(), "excluded": None, "weight": 1.2,
            "channel": "En ligne", "file": "r.parquet", "line": 1,
        }
    ]  # fmt: skip


def test_repeats_are_found_far_away_and_across_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several groups of rows, sorted keys cut in shares: more than a thread writes at once."""
    monkeypatch.setattr(answers_in_bulk, "_KEYS", 100_000)
    first = [row(repondant=f"r{place % 299_990}") for place in range(300_000)]
    second = [row(repondant=f"r{place}", site="B2") for place in range(299_980, 300_010)]
    files = [as_parquet(tmp_path / "a.parquet", first, group=50_000), as_parquet(tmp_path / "b.parquet", second)]
    by_columns = staged(installed(tmp_path / "columns"), files)
    assert ordered(by_columns[0])["line"].to_pylist() == [*range(1, 299_991), *range(11, 31)]
    assert [one[1:] for one in by_columns[2][:2]] == [
        ["299991", "", "", "doublon de la ligne 1"],
        ["299992", "", "", "doublon de la ligne 2"],
    ]
    assert by_columns[2][-1] == ["b.parquet", "10", "", "", "doublon de la ligne 299990 du fichier a.parquet"]
    same(by_columns, by_rows(installed(tmp_path / "rows"), files, monkeypatch))


def typed(path: Path) -> Path:
    """What a data warehouse exports: numbers, days, categories, nulls."""
    table = pa.table(
        {
            "Survey": pa.array(["E1"] * 6).dictionary_encode(),
            "respondent": pa.array([1, 2, 3, None, 5, 6], pa.int64()),
            "site code": pa.array(["A1", "A1", "B2", "A1", "A1", None]),
            "answered on": pa.array(
                [dt.datetime(2024, 3, 1, 23, 59), *[dt.datetime(2024, 3, 2)] * 5], pa.timestamp("us")
            ),
            "indicator": ["satisfaction-globale"] * 6,
            "answer": ["Très satisfait"] * 6,
            "weight": pa.array([1.0, 0.1 + 0.2, np.nan, 1.0, -2.5, 1.0]),
            "comment": pa.array([None, "Rien à dire", None, None, None, None]),
            "more": pa.array([[1], [2], [], None, [3], [4]]),
        }
    )
    pq.write_table(table, path)
    return path


def test_typed_columns_are_read_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = typed(tmp_path / "t.parquet")
    found = staged(installed(tmp_path / "columns"), [path])
    assert ordered(found[0])["weight"].to_pylist() == [1.0, 0.1 + 0.2]
    assert ordered(found[0])["answered_on"].to_pylist() == [dt.date(2024, 3, 1), dt.date(2024, 3, 2)]
    assert found[1]["text"].to_pylist() == ["Rien à dire"]
    assert [one[1:4] for one in found[2]] == [
        ["3", "weight", ""], ["4", "respondent", ""], ["5", "weight", "-2.5"], ["6", "site code", ""],
    ]  # fmt: skip
    same(found, by_rows(installed(tmp_path / "rows"), [path], monkeypatch))


MAPPING = """[columns]
respondent = "qui"
[constants]
survey = " E7 "
site = "Deux"
[sites]
by = "label"
[indicators]
"q1" = "satisfaction-globale"
"q2" = ""
[answers."*"]
"Top" = 3
"""


def test_a_mapping_names_columns_constants_sites_questions_and_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    rows = [("a", "2024-03-01", "q1", "Top"), ("b", "2024-03-01", "q2", "rien"), ("", "2024-03-01", "q1", "Top")]
    path = as_parquet(tmp_path / "m.parquet", rows, ("qui", "date", "question", "reponse"))
    found = staged(installed(tmp_path / "columns"), [path], mapping)
    assert set(found[0]["survey"].to_pylist()) == {"E7"}
    assert found[0].select(["survey", "respondent", "site", "line"]).to_pylist() == [
        {"survey": "E7", "respondent": "a", "site": "B2", "line": 1}
    ]
    assert [one[1:3] for one in found[2]] == [["3", "qui"]]
    same(found, by_rows(installed(tmp_path / "rows"), [path], monkeypatch, mapping))


def test_texts_that_cannot_be_told_apart_by_columns_go_to_the_reader_of_rows(tmp_path: Path) -> None:
    """Two columns of comments, and a site that is a number with decimals because one is missing."""
    rows = [(*GOOD, "Bien")]
    path = as_parquet(tmp_path / "two.parquet", rows, (*COLUMNS, "comment"))
    answers, comments, _ = staged(installed(tmp_path / "two"), [path])
    assert (answers.num_rows, comments["text"].to_pylist()) == (1, ["Bien"])


def test_a_name_that_looks_like_a_pattern_names_one_file(tmp_path: Path) -> None:
    as_parquet(tmp_path / "envoi1.parquet", [row(repondant=f"r{n}") for n in range(5)])
    path = as_parquet(tmp_path / "envoi[1].parquet", [GOOD])
    as_parquet(tmp_path / "a'b.parquet", [GOOD])
    assert staged(installed(tmp_path / "one"), [path])[0].num_rows == 1
    assert staged(installed(tmp_path / "two"), [tmp_path / "a'b.parquet"])[0].num_rows == 1


def test_spaces_are_those_of_the_reader_of_rows() -> None:
    every = pa.array([chr(code) for code in range(1, 0x110000) if not 0xD800 <= code < 0xE000])
    assert pc.utf8_trim_whitespace(every).to_pylist() == every.to_pandas().str.strip().tolist()


def test_the_staged_tables_are_those_of_the_schema(tmp_path: Path) -> None:
    rows = [row(commentaire="Merci")]
    answers, comments, _ = staged(installed(tmp_path), [as_parquet(tmp_path / "r.parquet", rows)])
    assert described(answers.schema) == described(ANSWERS)
    assert described(comments.schema) == described(COMMENTS)


def test_progress_never_goes_back(tmp_path: Path) -> None:
    seen: list[float] = []
    settings, path = installed(tmp_path), as_parquet(tmp_path / "r.parquet", [GOOD])
    load(settings, "survey", [str(path)], progress=lambda step: seen.append(step.done))
    assert seen == sorted(seen)
    assert seen[-1] <= path.stat().st_size


def nothing_staged(settings: Settings) -> bool:
    return sorted(path.name for path in settings.staging.iterdir()) == [".lock", "0001"]


def test_a_file_that_breaks_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    settings = installed(tmp_path)
    path = as_parquet(tmp_path / "r.parquet", [row(repondant=f"r{n}") for n in range(2000)], group=100)
    content = bytearray(path.read_bytes())
    content[200:8000] = bytes(7800)
    path.write_bytes(content)
    with pytest.raises(SourceError, match="endommagé"):
        load(settings, "survey", [str(path)])
    assert nothing_staged(settings)


@pytest.mark.parametrize("column", ["site", "repondant", "commentaire", "reponse"])
@pytest.mark.parametrize("coded", [True, False])
def test_a_cell_that_is_no_text_is_said(tmp_path: Path, column: str, coded: bool) -> None:
    settings, path = installed(tmp_path), tmp_path / "r.parquet"
    rows = [row(repondant=f"respondent-{n}", **({} if column == "repondant" else {column: "xx-OK-xx"})) for n in (1, 2)]
    texts = {name: [cells[place] for cells in rows] for place, name in enumerate(COLUMNS)}
    pq.write_table(pa.table(texts), path, compression="none", use_dictionary=coded)
    wrong = b"respondent-" if column == "repondant" else b"xx-OK-xx"
    path.write_bytes(path.read_bytes().replace(wrong, b"\xff" * len(wrong)))
    with pytest.raises(SourceError, match="endommagé"):
        load(settings, "survey", [str(path)])
    assert nothing_staged(settings)


def test_a_description_that_is_damaged_never_ends_the_process(tmp_path: Path) -> None:
    """One bit of it at a time: a sentence, or the file is read."""
    path = as_parquet(tmp_path / "r.parquet", [GOOD])
    content = path.read_bytes()
    start = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    for place in range(start, len(content) - 8):
        damaged = bytearray(content)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        with suppress(SourceError), parquet.opened(path):
            pass


def test_small_groups_of_rows_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(repondant=f"r{n}", site="Z9" if n % 7 == 0 else "A1", commentaire="Bien" * (n % 3)) for n in range(900)]
    path = as_parquet(tmp_path / "r.parquet", rows, group=10)
    found = staged(installed(tmp_path / "columns"), [path])
    same(found, by_rows(installed(tmp_path / "rows"), [path], monkeypatch))
    [folder] = (tmp_path / "columns" / "home" / "staging").glob("0002")
    assert pq.read_metadata(folder / "answers.parquet").num_row_groups == 1


def test_a_long_cell_that_is_refused_costs_what_is_told_of_it(tmp_path: Path) -> None:
    rows = [row(repondant=f"r{n}", site="é" * 400_000) for n in range(3_000)]
    path = as_parquet(tmp_path / "r.parquet", [GOOD, *rows])
    answers, _, rejects = staged(installed(tmp_path), [path])
    assert (answers.num_rows, len(rejects)) == (1, 3_000)
    assert {one[3] for one in rejects} == {"é" * 500 + "…"}


def test_a_text_without_a_row_is_said_though_others_have_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_files, "LEAST", 0)
    settings = installed(tmp_path)
    paths = [lines(tmp_path / "a.csv", [GOOD]), lines(tmp_path / "b.csv", [])]
    with pytest.raises(SourceError, match="ne contient aucune ligne"):
        load(settings, "survey", [str(path) for path in paths])
    assert nothing_staged(settings)


def test_repeats_take_their_comments_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(repondant="r1", commentaire="Un"), row(repondant="r1", commentaire="Deux"), row(commentaire="Trois")]
    path = as_parquet(tmp_path / "r.parquet", rows)
    found = staged(installed(tmp_path / "columns"), [path])
    assert found[1]["text"].to_pylist() == ["Un"]
    same(found, by_rows(installed(tmp_path / "rows"), [path], monkeypatch))


def test_progress_does_not_go_back_when_a_text_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_files, "LEAST", 0)
    seen: list[float] = []
    path = lines(tmp_path / "r.csv", [row(repondant=f"r{n}") for n in range(200_000)], last="E1;r9\n")
    load(installed(tmp_path), "survey", [str(path)], progress=lambda step: seen.append(step.done))
    assert seen == sorted(seen)


def test_too_little_memory_is_said_with_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, path = installed(tmp_path), as_parquet(tmp_path / "r.parquet", [GOOD])

    def fails(*_: object) -> None:
        raise duckdb.OutOfMemoryException("no room")

    monkeypatch.setattr(answers_in_bulk.AnswersInBulk, "_create", fails)
    with pytest.raises(StoreError, match="BAROMETRE_MEMORY_LIMIT"):
        load(settings, "survey", [str(path)])
    assert nothing_staged(settings)


def test_strict_refuses_everything(tmp_path: Path) -> None:
    settings = installed(tmp_path)
    path = as_parquet(tmp_path / "r.parquet", [GOOD, row(repondant="r2", site="Z9")])
    with pytest.raises(RejectedRowsError, match="ligne 2, colonne «\u00a0site\u00a0»"):
        load(settings, "survey", [str(path)], strict=True)
    assert nothing_staged(settings)
