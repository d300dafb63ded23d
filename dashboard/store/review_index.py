"""The search index of the opinions, in the published file: words, where each stem is found, themes.

Built by DuckDB once the tables are, without any extension; only the distinct words come to Python, to be stemmed
(docs/decisions/0023).
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.catalog.review_vocabulary_file import ReviewTopic
from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.duckdb_build import building
from dashboard.lexicon.search import is_sought, parse
from dashboard.lexicon.words import folded, stem, stems

METHOD = "2"
"""Changes with the way words are cut, stemmed or left out: published files of another one are built again."""
_TOPIC_WORD = pa.schema([(name, pa.int32()) for name in ("topic", "expression", "size", "place", "term")])
STEPS = ("review_token", "review_term", "review_topic", "review_document", "review_sample")
"""The steps that are told, in their order."""


def write(path: Path, settings: Settings, topics: Sequence[ReviewTopic], tell: Callable[[str], None]) -> None:
    """Add the index to the file `path`, which holds the reviews already. `tell` hears each of `STEPS` as it begins.
    Raises StoreError."""
    with building(path, settings) as connection:
        tell("review_token")
        create(connection, "review_numbered", temporary=True)
        create(connection, "review_token", temporary=True)
        words, counts = _columns(connection, "word_count")
        vocabulary = _vocabulary(words, counts)
        connection.register("vocabulary", vocabulary)
        tell("review_term")
        create(connection, "review_word")
        create(connection, "review_term")
        connection.register("topic_word", _topic_words(vocabulary, topics))
        tell("review_topic")
        create(connection, "review_topic", temporary=True)
        tell("review_document")
        create(connection, "review_document")
        tell("review_sample")
        create(connection, "review_sample")
        connection.execute("checkpoint")


def _vocabulary(words: Sequence[str], counts: Sequence[int]) -> pa.Table:
    """The words that are indexed; terms are numbered in the order of the stems."""
    kept = [(word, n) for word, n in zip(words, counts, strict=True) if is_sought(word)]
    found = stems([word for word, _ in kept])
    number = {stem: place for place, stem in enumerate(sorted(set(found)))}
    return pa.table(
        {
            "word": pa.array([word for word, _ in kept], pa.string()),
            "folded": pa.array([folded(word) for word, _ in kept], pa.string()),
            "stem": pa.array(found, pa.string()),
            "term": pa.array([number[stem] for stem in found], pa.int32()),
            "n": pa.array([n for _, n in kept], pa.int64()),
        }
    )


def _topic_words(vocabulary: pa.Table, topics: Sequence[ReviewTopic]) -> pa.Table:
    """One row a place of an expression and term that may stand there."""
    terms: dict[str, set[int]] = {}
    for word, root, term in zip(*(vocabulary[name].to_pylist() for name in ("folded", "stem", "term")), strict=True):
        terms.setdefault(word, set()).add(term)
        terms.setdefault(f"{root}-", set()).add(term)
    rows = list(_places(terms, topics))
    return pa.table([list(column) for column in zip(*rows, strict=True)] or [[]] * 5, schema=_TOPIC_WORD)


def _places(terms: dict[str, set[int]], topics: Sequence[ReviewTopic]) -> Iterator[tuple[int, ...]]:
    number = 0
    for topic, described in enumerate(topics):
        for expression in described.expressions:
            [sought] = parse(f'"{expression}"').sought
            number += 1
            for place, word in sought.words:
                for term in terms.get(folded(word), set()) | terms.get(f"{stem(word)}-", set()):
                    yield topic, number, len(sought.words), place, term


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[list[str], list[int]]:
    found = connection.sql(statement(name)).to_arrow_table()
    return found["word"].to_pylist(), found["n"].to_pylist()


def create(connection: duckdb.DuckDBPyConnection, table: str, *, temporary: bool = False) -> None:
    """Add the table that the query of its name in queries/index/ gives."""
    connection.execute(f"create {'temp ' if temporary else ''}table {table} as {statement(table)}")


def statement(name: str) -> str:
    """The text of a query of queries/index/."""
    return "\n" + query_file.load(f"index/{name}").sql
