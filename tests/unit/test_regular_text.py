"""Texts that any reader reads alike, against a grammar: rows that end alike, cells between quotes or not."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.sources import plain_text

CELL = r'(?:[^";\r\n]*|"(?:[^"]|"")*")'
ROW = rf"(?!\r?\n){CELL}(?:;{CELL})*"


def seen(text: str) -> tuple[int, int, bool, bool] | None:
    """Rows, those before the first of several lines, whether there are quotes and returns; None: it is not regular."""
    for end in ("\n", "\r\n"):
        ended = text if text.endswith(end) else text + end
        if re.fullmatch(rf"(?:{ROW}{end})+", ended):
            rows = re.findall(rf"{ROW}{end}", ended)
            folded = [place for place, row in enumerate(rows) if re.search("[\r\n]", row.removesuffix(end))]
            return len(rows), folded[0] if folded else len(rows), '"' in text, end == "\r\n"
    return None


PARTS = st.sampled_from(
    ["a", ";", '"', '""', "\n", "\n", "\r\n", "\r", '"b";"c"\n', 'a;b\n"', '";"', "é;é\r\n", '"d\ne";f\n', '"\r\n\n"']
)


@pytest.mark.parametrize("piece", [1, 5, 1 << 20])
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, min_size=1, max_size=12).map("".join))
def test_it_is_what_the_grammar_says(piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(plain_text, "_PIECE", piece)
    path = tmp_path / "t.csv"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + text.encode())
        assert plain_text._seen(path, ";") == seen(text)


def test_a_row_without_end_is_not_for_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    for rest in (b"x" * 2_000_001, b'"' + b"x\n" * 1_000_001):
        path.write_bytes(b"a;b\n" + rest)
        assert plain_text._seen(path, ";") is None
