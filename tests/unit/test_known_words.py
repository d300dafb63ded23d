"""Each distinct text is judged once, unless there are too many to be remembered."""

import pyarrow as pa
import pytest

from dashboard.sources import known_words
from dashboard.sources.known_words import KnownWords


def asked_of(words: list[list[str]]) -> KnownWords:
    def judge(texts: pa.Array) -> pa.Table:
        words.append(texts.to_pylist())
        return pa.table({"value": pa.array([text.upper() for text in texts.to_pylist()], pa.string())})

    return KnownWords(judge)


def said(known: KnownWords, *texts: str) -> list[str]:
    places = known.places(pa.array(texts, pa.string()))
    return [known.table["value"][place].as_py() for place in places.tolist()]


def test_a_text_is_judged_once() -> None:
    asked: list[list[str]] = []
    known = asked_of(asked)
    assert said(known, "a", "b", "a") == ["A", "B", "A"]
    assert said(known, "b", "", "a") == ["B", "", "A"]
    assert said(known) == []
    assert asked == [[], ["a", "b"], [""]]


def test_texts_that_are_too_many_are_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_words, "MOST", 200)
    asked: list[list[str]] = []
    known = asked_of(asked)
    many = [f"text {place}" for place in range(50)]
    assert said(known, *many) == [text.upper() for text in many]
    assert said(known, "text 1", "d") == ["TEXT 1", "D"]
    assert said(known, "d", "text 1") == ["D", "TEXT 1"]
    assert asked == [[], many, ["text 1", "d"]]
    assert known.table.num_rows == 2
