"""Batches of answers by columns: the rows that no rule refuses, the others with the first rule that refuses them, what
people wrote. The rules are those of the reader of rows, asked once for each distinct text (survey_words)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.answer_batches import AnswerBatch, Coded
from dashboard.sources.canonical import ANSWERS
from dashboard.sources.known_words import KnownWords, Places
from dashboard.sources.survey import NEGATIVE_WEIGHT, NO_RESPONDENT, NO_WEIGHT
from dashboard.sources.survey_words import SurveyWords

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp] | slice
"""Some rows of a batch, or all of them."""
REFUSED = pa.schema(
    [
        ("line", pa.int64()),
        ("field", pa.string()),
        ("text", pa.string()),  # the cell as it is written
        ("reason", pa.string()),
    ]
)
"""In the order of the lines."""
OF_THE_ANSWER = ("survey", "respondent", "site", "answered_on", "line")
"""What a text in people's own words takes from the answer of its row, beside `text`."""
_BETWEEN = "\0"
"""No cell holds it."""


class Judged(NamedTuple):
    """`answers`: columns of canonical.ANSWERS, texts coded; `refused`: REFUSED; `comments`: OF_THE_ANSWER and
    `text`."""

    answers: pa.Table
    refused: pa.Table
    comments: pa.Table


class _Field(NamedTuple):
    """What the texts of a field stand for (`table`), and which text each row has."""

    table: pa.Table
    places: Places

    def values(self, name: str, rows: Rows) -> pa.Array:
        """What a column says of some rows; texts are coded."""
        column = self.table[name].combine_chunks()
        return (column.dictionary_encode() if pa.types.is_string(column.type) else column).take(self.places[rows])

    def has(self, name: str) -> Mask:
        """The rows of which a column says something."""
        said: Mask = self.table[name].is_valid().to_numpy()
        return said[self.places]


class _Refusal(NamedTuple):
    """What a rule refuses: the field of the cell, the rows, and why, for some of them."""

    field: str
    rows: Mask
    why: Callable[[npt.NDArray[np.intp]], pa.Array]


class AnswerJudge:
    """Judges the batches of one load."""

    def __init__(self, words: SurveyWords) -> None:
        self._known = {
            "survey": KnownWords(words.surveys), "site": KnownWords(words.sites), "date": KnownWords(words.days),
            "channel": KnownWords(words.channels), "weight": KnownWords(words.weights),
        }  # fmt: skip
        self._asked = KnownWords(lambda texts: words.answers(*_parted(texts)))

    def judged(self, batch: AnswerBatch) -> Judged:
        """What becomes of each row. A row whose question the mapping leaves out is neither kept nor refused."""
        fields = {name: self._field(name, batch.coded[name]) for name in self._known if name in batch.coded}
        fields["question"] = self._questions(batch.coded["question"], batch.coded["answer"])
        ignored = fields["question"].table["ignored"].to_numpy()[fields["question"].places]
        refusals = list(_refusals(batch, fields))
        refused = np.any([one.rows for one in refusals], axis=0) & ~ignored
        dropped = refused | ignored
        kept: Rows = np.flatnonzero(~dropped) if dropped.any() else slice(None)
        answers = _answers(batch, fields, kept)
        return Judged(answers, _refused(batch, refusals, refused), _comments(batch, answers, kept))

    def _field(self, name: str, coded: Coded) -> _Field:
        places = self._known[name].places(coded.texts)
        return _Field(self._known[name].table, places[coded.places])

    def _questions(self, question: Coded, answer: Coded) -> _Field:
        """A question and its answer are one text: an answer means something in the scale of its question."""
        number = question.places.astype(np.int64) * len(answer.texts) + answer.places
        met = pa.array(number).dictionary_encode()
        pairs = met.dictionary.to_numpy()
        asked, said = question.texts.take(pairs // len(answer.texts)), answer.texts.take(pairs % len(answer.texts))
        places = self._asked.places(pc.binary_join_element_wise(asked, said, _BETWEEN))
        return _Field(self._asked.table, places[met.indices.to_numpy()])


def _parted(texts: pa.Array) -> tuple[pa.Array, pa.Array]:
    parts = pc.split_pattern(texts, _BETWEEN)
    return pc.list_element(parts, 0), pc.list_element(parts, 1)


def _refusals(batch: AnswerBatch, fields: Mapping[str, _Field]) -> Iterator[_Refusal]:
    """In the order of the rules of dashboard.sources.survey."""

    def said(field: str, of: str, reason: str = "reason") -> _Refusal:
        return _Refusal(field, fields[of].has(reason), partial(fields[of].values, reason))

    yield said("question", "question", "question_reason")
    yield said("site", "site")
    yield said("survey", "survey")
    nobody = pc.equal(batch.respondent, "").to_numpy(zero_copy_only=False)
    yield _Refusal("respondent", nobody, partial(_always, NO_RESPONDENT))
    yield said("date", "date")
    yield said("answer", "question", "answer_reason")
    if "weight" in fields:
        yield said("weight", "weight")
    elif batch.number is not None:
        yield _Refusal("weight", ~np.isfinite(batch.number), partial(_always, NO_WEIGHT))
        yield _Refusal("weight", batch.number < 0, partial(_always, NEGATIVE_WEIGHT))


def _always(sentence: str, rows: npt.NDArray[np.intp]) -> pa.Array:
    return pa.repeat(sentence, len(rows))


def _answers(batch: AnswerBatch, fields: Mapping[str, _Field], kept: Rows) -> pa.Table:
    lines = batch.lines[kept]
    if "weight" in fields:
        weight = fields["weight"].values("value", kept)
    else:
        weight = pa.nulls(len(lines), pa.float64()) if batch.number is None else pa.array(batch.number[kept])
    columns = {
        "survey": fields["survey"].values("value", kept),
        "respondent": _taken(batch.respondent, kept),
        "site": fields["site"].values("value", kept),
        "answered_on": fields["date"].values("value", kept),
        "indicator": fields["question"].values("value", kept),
        "grade": fields["question"].values("grade", kept),
        "excluded": fields["question"].values("excluded", kept),
        "weight": weight,
        "channel": fields["channel"].values("value", kept),
        "file": pa.DictionaryArray.from_arrays(np.zeros(len(lines), np.int32), [batch.file]),
        "line": pa.array(lines),
    }
    return pa.table({name: columns[name] for name in ANSWERS.names})


def _refused(batch: AnswerBatch, refusals: Sequence[_Refusal], refused: Mask) -> pa.Table:
    """Each row once, with the first rule that refuses it."""
    parts, left = [REFUSED.empty_table()], refused.copy()
    for one in refusals:
        rows = np.flatnonzero(one.rows & left)
        if not len(rows):
            continue
        left[rows] = False
        cells, why = batch.texts(one.field, rows), one.why(rows).cast(pa.string())
        columns = [pa.array(batch.lines[rows]), pa.repeat(one.field, len(rows)), cells, why]
        parts.append(pa.Table.from_arrays(columns, schema=REFUSED))
    return pa.concat_tables(parts).sort_by("line") if len(parts) > 1 else parts[0]


def _taken(texts: pa.Array, rows: Rows) -> pa.Array:
    return texts if isinstance(rows, slice) else texts.take(pa.array(rows))


def _comments(batch: AnswerBatch, answers: pa.Table, kept: Rows) -> pa.Table:
    """Those of the answers that are kept, some of which say nothing yet."""
    written = pa.repeat("", answers.num_rows) if batch.comment is None else _taken(batch.comment, kept)
    some = pa.array(np.flatnonzero(pc.binary_length(written).to_numpy()))
    return answers.select(OF_THE_ANSWER).take(some).append_column("text", written.take(some))
