"""The themes of what people wrote in surveys, in the published file; looked for once a load."""

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.catalog.review_vocabulary_file import ReviewTopic
from dashboard.config import Settings
from dashboard.engine.duckdb_build import building
from dashboard.lexicon.themes import Themes
from dashboard.store.computed import computed_table, signature, sweep
from dashboard.store.review_index import METHOD, create
from dashboard.store.staging import StagedLoad

_ROWS = 50_000
"""Texts read at a time."""
_FOUND = pa.schema([("file", pa.string()), ("line", pa.int64()), ("question", pa.string()), ("theme", pa.int32())])


def write(path: Path, settings: Settings, topics: Sequence[ReviewTopic], loads: Sequence[StagedLoad]) -> None:
    """Add the table `survey_comment_theme` to the file `path`, which holds `survey_comment` already.
    Raises StoreError."""
    root, themes = settings.computed / "themes", Themes([topic.expressions for topic in topics])
    folders, found = [], [_FOUND.empty_table().append_column("load_id", pa.array([], pa.int32()))]
    for load in loads:
        if comments := load.table("comments"):
            known = signature(load.digest, load.created_at, comments.stat().st_size, METHOD, topics)
            folders.append(root / f"{load.id}-{known}")
            rows = computed_table(folders[-1], partial(_themes, comments, themes))
            found.append(rows.append_column("load_id", pa.array([int(load.id)] * rows.num_rows, pa.int32())))
    sweep(root, folders)
    with building(path, settings) as connection:
        connection.register("found", pa.concat_tables(found))
        create(connection, "survey_comment_theme")
        connection.execute("checkpoint")


def _themes(comments: Path, themes: Themes) -> pa.Table:
    """A row a comment and theme, the theme by its place in the vocabulary. Many people write the same few words: a text
    is looked at once."""
    of = lru_cache(_ROWS)(themes.of)
    batches = []
    with pq.ParquetFile(comments) as file:
        for batch in file.iter_batches(_ROWS, columns=[*_FOUND.names[:3], "text"]):
            found = [of(text) for text in batch["text"].to_pylist()]
            places = [place for place, given in enumerate(found) for _ in given]
            kept = batch.select(_FOUND.names[:3]).take(pa.array(places, pa.int64()))
            themed = pa.array([theme for given in found for theme in given], pa.int32())
            batches.append(pa.Table.from_batches([kept]).append_column("theme", themed).cast(_FOUND))
    return pa.concat_tables([_FOUND.empty_table(), *batches])
