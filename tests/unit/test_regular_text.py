"""Texts that any reader reads alike, against a grammar: lines that end alike, cells between quotes or not."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.sources import plain_text

CELL = r'(?:[^";\r\n]*|"(?:[^"\r\n]|"")*")'
LINE = rf"(?!\r?\n){CELL}(?:;{CELL})*"


def regular(text: str) -> bool:
    end = "\r\n" if re.search("\r\n", text) else "\n"
    ended = text if text.endswith("\n") else text + end
    return re.fullmatch(rf"(?:{LINE}{end})+", ended) is not None


PARTS = st.sampled_from(["a", ";", '"', '""', "\n", "\n", "\r\n", "\r", '"b";"c"\n', 'a;b\n"', '";"', "é;é\r\n"])


@pytest.mark.parametrize("piece", [1, 5, 1 << 20])
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, min_size=1, max_size=12).map("".join))
def test_it_is_what_the_grammar_says(piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(plain_text, "_PIECE", piece)
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode())
    assert plain_text._regular(path, ";") is (('"' in text) if regular(text) else None)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert plain_text._regular(path, ";") is (('"' in text) if regular(text) else None)


def test_a_line_without_end_is_not_for_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a;b\n" + b"x" * 2_000_001)
    assert plain_text._regular(path, ";") is None
