"""The themes of what people wrote in surveys, in the published file."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from dashboard.catalog.review_vocabulary_file import ReviewTopic
from dashboard.config import Settings
from dashboard.engine.duckdb_build import building
from dashboard.lexicon.themes import Themes
from dashboard.store.review_index import create, statement

_ROWS = 50_000
"""Texts read at a time."""


def write(path: Path, settings: Settings, topics: Sequence[ReviewTopic]) -> None:
    """Add the table `survey_comment_theme` to the file `path`, which holds `survey_comment` already.
    Raises StoreError."""
    themes = Themes([topic.expressions for topic in topics])
    comments: list[int] = []
    places: list[int] = []
    with building(path, settings) as connection:
        texts = connection.execute(statement("survey_comment_text"))
        while rows := texts.fetchmany(_ROWS):
            for comment, text in rows:
                found = themes.of(text)
                comments += [comment] * len(found)
                places += found
        connection.register("found", pa.table({"comment": pa.array(comments, pa.int32()),
                                               "theme": pa.array(places, pa.int32())}))  # fmt: skip
        create(connection, "survey_comment_theme")
        connection.execute("checkpoint")
