"""The reading of a TOML table: every refusal names the file and the key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalog.table import Table, read_table
from dashboard.domain.indicator import Direction
from dashboard.errors import ConfigurationError

READERS: list[tuple[str, object, Callable[[Table], object]]] = [
    ("missing text", {}, lambda table: table.text("key")),
    ("blank text", {"key": "  "}, lambda table: table.text("key")),
    ("number for a text", {"key": 3}, lambda table: table.text("key")),
    ("text too long", {"key": "abcd"}, lambda table: table.text("key", longest=3)),
    ("boolean for a number", {"key": True}, lambda table: table.number("key")),
    ("boolean for an integer", {"key": True}, lambda table: table.integer("key")),
    ("decimal for an integer", {"key": 1.5}, lambda table: table.integer("key")),
    ("integer for a boolean", {"key": 1}, lambda table: table.flag("key", False)),
    ("text for a date", {"key": "2026-04-01"}, lambda table: table.day("key")),
    ("mixed list", {"key": ["a", 1]}, lambda table: table.texts("key")),
    ("missing integers", {}, lambda table: table.integers("key")),
    ("boolean among integers", {"key": [True]}, lambda table: table.integers("key")),
    ("unknown word", {"key": "up"}, lambda table: table.choice("key", Direction)),
    ("texts for tables", {"key": ["a"]}, lambda table: list(table.tables("key"))),
    ("missing tables", {}, lambda table: list(table.tables("key", required=True))),
    ("unknown key", {"key": 1}, lambda table: table.close()),
]


@pytest.mark.parametrize(("values", "read"), [case[1:] for case in READERS], ids=[case[0] for case in READERS])
def test_a_refusal_names_the_file_and_the_key(values: dict[str, object], read: Callable[[Table], object]) -> None:
    with pytest.raises(ConfigurationError, match=r"^essai\.toml, clé «\u00a0key\u00a0»\u00a0: .+\.$"):
        read(Table(Path("folder/essai.toml"), values))


def test_a_table_inside_a_list_is_numbered_from_one() -> None:
    root = Table(Path("essai.toml"), {"rows": [{"a": "x"}, {}]})
    first, second = root.tables("rows")
    assert first.text("a") == "x"
    with pytest.raises(ConfigurationError, match=r"\[\[rows\]\] n° 2, clé «\u00a0a\u00a0»"):
        second.text("a")


def test_defaults_are_given_for_absent_keys() -> None:
    table = Table(Path("essai.toml"), {})
    assert (table.text("a", ""), table.integer("b", 30), table.number("c", 2.0)) == ("", 30, 2.0)
    assert (table.texts("d"), list(table.tables("e")), table.optional_number("f")) == ((), [], None)
    assert table.choice("g", Direction, Direction.LOWER) is Direction.LOWER
    table.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "introuvable"), (b"a = ", "TOML"), (b'a = "\xe9"', "UTF-8")],
    ids=["missing", "not toml", "latin-1"],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "essai.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=rf"^essai\.toml .*{sentence}"):
        read_table(path)
