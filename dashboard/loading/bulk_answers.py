"""A load of answers by columns, whole: the same rows and the same rejects as a row at a time (docs/decisions/0038)."""

import heapq
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from dashboard.config import Settings
from dashboard.errors import StoreError
from dashboard.loading.ahead import ahead
from dashboard.sources.answer_batches import answer_batches
from dashboard.sources.bulk_file import BulkFile
from dashboard.sources.comments import kept_texts
from dashboard.sources.duplicates import repeated
from dashboard.sources.judged_answers import AnswerJudge
from dashboard.sources.raw import Reject, excerpt
from dashboard.sources.reader import ReadContext, canonical_table
from dashboard.sources.survey_words import SurveyWords
from dashboard.store.answers_in_bulk import AnswersInBulk
from dashboard.store.staging_writer import StagingWriter

Tell = Callable[[float], None]
Placed = Sequence[tuple[BulkFile, Mapping[str, str]]]
"""The files, each with the column of its fields."""
_REJECTS = 10_000
_STAGED = 0.9
"""Share of the time after which the rows are staged; then their keys are compared."""


def stage_in_bulk(
    settings: Settings, files: Placed, context: ReadContext, writer: StagingWriter, tell: Tell
) -> Iterator[list[Reject]]:
    """Stage the good rows of the files and give the refused ones, in the order of the files, some at a time.

    `tell` is called with the share of the work that is done. SourceError, StoreError, NotPlainError: nothing may be
    staged.
    """
    names, needed = [file.name for file, _ in files], sum(file.path.stat().st_size for file, _ in files)
    with writer.disk(), AnswersInBulk(settings, writer.folder, names, needed) as bulk:
        try:
            _stage(bulk, files, context, lambda share: tell(share * _STAGED))
        except MemoryError as error:
            raise StoreError(
                "La mémoire de ce serveur ne suffit pas à lire ce fichier, dont des cellules sont très longues\u00a0: "
                "le découper."
            ) from error
        again = bulk.once(lambda share: tell(_STAGED + share * (1 - _STAGED))) if bulk.rows else iter(())
        told = heapq.merge(_rejects(bulk.refused(), files), _repeats(again, files), key=lambda one: one[:2])
        repeats = 0
        while some := list(itertools.islice(told, _REJECTS)):
            repeats += sum(is_repeat for _, _, is_repeat, _ in some)
            yield [reject for *_, reject in some]
        if bulk.rows:
            writer.adopt("answers", bulk.rows - repeats)
            for batch in bulk.comments():
                writer.write({"comments": _comments(batch, files)})


def _stage(bulk: AnswersInBulk, files: Placed, context: ReadContext, tell: Tell) -> None:
    judge, done, total = AnswerJudge(SurveyWords(context)), 0, sum(file.rows for file, _ in files)
    for rank, (file, _) in enumerate(files):
        for batch in ahead(answer_batches(file)):
            judged = judge.judged(batch)
            bulk.keep(judged.answers)
            bulk.wait(rank, judged.refused, judged.comments)
            done += len(batch.lines)
            tell(min(1.0, done / total))
    bulk.close()


Told = tuple[int, int, bool, Reject]
"""Rank of the file, line, whether it says the same again, the reject."""


def _rejects(refused: Iterator[dict[str, Any]], files: Placed) -> Iterator[Told]:
    for row in refused:
        file, places = files[row["rank"]]
        column, cell = places.get(row["field"], row["field"]), excerpt(row["text"].strip())
        yield row["rank"], row["line"], False, Reject(file.name, row["line"], column, cell, row["reason"])


def _repeats(again: Iterator[dict[str, Any]], files: Placed) -> Iterator[Told]:
    for row in again:
        name = files[row["rank"]][0].name
        reason = repeated(row["first_line"], "" if row["first_file"] == name else row["first_file"])
        yield row["rank"], row["line"], True, Reject(name, row["line"], "", "", reason)


def _comments(batch: pa.Table, files: Placed) -> pa.Table:
    """The texts that say something, cleaned, with their file and the column that they were written in."""
    frame = batch.to_pandas()
    texts = kept_texts(frame["text"].astype("str"))
    kept = frame.loc[texts.index].assign(text=texts)
    of_rank = {rank: (file.name, places.get("comment")) for rank, (file, places) in enumerate(files)}
    names, columns = ([of_rank[rank][place] for rank in kept["rank"]] for place in (0, 1))
    return canonical_table("comments", kept.assign(file=names, question=columns))
