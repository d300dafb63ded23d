"""A load of answers by columns, whole: the same rows and the same rejects as a row at a time (docs/decisions/0038)."""

import heapq
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from dashboard.config import Settings
from dashboard.sources import parquet
from dashboard.sources.comments import kept_texts
from dashboard.sources.duplicates import repeated
from dashboard.sources.raw import Reject, excerpt
from dashboard.sources.reader import ReadContext, canonical_table
from dashboard.sources.survey import NEGATIVE_WEIGHT, NO_RESPONDENT, NO_WEIGHT
from dashboard.sources.survey_words import SurveyWords
from dashboard.store.answers_in_bulk import AnswersInBulk
from dashboard.store.bulk_file import SPACES, BulkFile
from dashboard.store.staging_writer import StagingWriter

Tell = Callable[[float], None]
Placed = Sequence[tuple[BulkFile, Mapping[str, str]]]
"""The files, each with the column of its fields."""
_REJECTS = 10_000
_NAMED, _STAGED, _TOLD = 0.15, 0.75, 0.95
"""Shares of the time after which the words are known, the rows staged, the keys compared."""
_SENTENCES = {"no_respondent": NO_RESPONDENT, "no_weight": NO_WEIGHT, "negative_weight": NEGATIVE_WEIGHT}


def stage_in_bulk(
    settings: Settings, files: Placed, context: ReadContext, writer: StagingWriter, tell: Tell
) -> Iterator[list[Reject]]:
    """Stage the good rows of the files and give the refused ones, in the order of the files, some at a time.

    `tell` is called with the share of the work that is done. SourceError, StoreError: nothing may be staged.
    """
    with writer.disk(), AnswersInBulk(settings, writer.folder, [file for file, _ in files]) as bulk:
        _refuse_monsters(bulk, files)
        _name(bulk, SurveyWords(context), files)
        tell(_NAMED)
        rows = bulk.stage(lambda share: tell(_NAMED + share * (_STAGED - _NAMED)))
        counted = rows + (bulk.ignored() if any(not one.code for one in context.mapping.indicators.values()) else 0)
        refused = bulk.refused() if counted < bulk.length() else iter(())
        again = bulk.once(rows, lambda share: tell(_STAGED + share * (_TOLD - _STAGED))) if rows else iter(())
        told = heapq.merge(_rejects(refused, files), _repeats(again, files), key=lambda one: one[:2])
        repeats = 0
        while some := list(itertools.islice(told, _REJECTS)):
            repeats += sum(is_repeat for _, _, is_repeat, _ in some)
            yield [reject for *_, reject in some]
        if rows:
            writer.adopt("answers", rows - repeats)
            for batch in bulk.comments():
                writer.write({"comments": _comments(batch, files)})


def _refuse_monsters(bulk: AnswersInBulk, files: Placed) -> None:
    longest, nul = bulk.refuse_monsters()
    if longest > parquet.MAX_CELL:
        raise parquet.too_long(files[0][0].name, longest)
    if nul:
        raise parquet.holds_nul(files[0][0].name)


def _name(bulk: AnswersInBulk, words: SurveyWords, files: Placed) -> None:
    """Say what every text stands for. A field without a text has an empty table."""
    named = {
        "survey": words.surveys, "site": words.sites, "date": words.days, "weight": words.weights,
        "channel": words.channels,
    }  # fmt: skip
    for field, read in named.items():
        bulk.name(field, read(pa.array([], pa.string())))
    for field, texts in bulk.written():
        bulk.name(field, named[field](_checked(texts, files)))
    for batch in bulk.asked():
        questions, answers = (_checked(batch.column(name), files) for name in ("question", "answer"))
        bulk.name("answer", words.answers(questions, answers))


def _checked(texts: pa.Array, files: Placed) -> pa.Array:
    return parquet.cells(texts, files[0][0].path, files[0][1].get("answer", ""))


Told = tuple[int, int, bool, Reject]
"""Rank of the file, line, whether it says the same again, the reject."""


def _rejects(refused: Iterator[dict[str, Any]], files: Placed) -> Iterator[Told]:
    for row in refused:
        file, places = files[row["rank"]]
        text = row["text"]
        if text is None:
            text = "" if row["number"] is None or math.isnan(row["number"]) else parquet.number_text(row["number"])
        cell = excerpt(text.strip(SPACES))
        column = places.get(row["field"], row["field"])
        yield (
            row["rank"],
            row["line"],
            False,
            Reject(file.name, row["line"], column, cell, _SENTENCES.get(row["reason"], row["reason"])),
        )


def _repeats(again: Iterator[dict[str, Any]], files: Placed) -> Iterator[Told]:
    for row in again:
        name = files[row["rank"]][0].name
        reason = repeated(row["first_line"], "" if row["first_file"] == name else row["first_file"])
        yield row["rank"], row["line"], True, Reject(name, row["line"], "", "", reason)


def _comments(batch: pa.RecordBatch, files: Placed) -> pa.Table:
    """The texts that say something, cleaned, with the column that they were written in."""
    frame = batch.to_pandas()
    columns = {file.name: places["comment"] for file, places in files if "comment" in places}
    texts = kept_texts(frame["text"].astype("str"))
    kept = frame.loc[texts.index].assign(text=texts)
    return canonical_table("comments", kept.assign(question=kept["file"].map(columns)))
