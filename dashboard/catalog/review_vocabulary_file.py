"""The themes that are looked for in the text of the opinions: words and phrases, and the engagement each speaks of."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.catalog.table import read_table
from dashboard.config import REFERENCE
from dashboard.lexicon.search import parse

MOST = 60
"""Themes of the file: the index keeps them as the bits of one number."""


@dataclass(frozen=True, slots=True)
class ReviewTopic:
    """A theme. `expressions`: words and phrases, one of which is enough; `commitment`: number in edition 2021."""

    code: str
    label: str
    commitment: int
    expressions: tuple[str, ...]


def read_review_vocabulary(path: Path) -> tuple[ReviewTopic, ...]:
    """The themes in the order of the file. Raises ConfigurationError: a code twice, no expression or one
    that cannot be looked for, an unknown key."""
    root = read_table(path)
    topics: dict[str, ReviewTopic] = {}
    for table in root.tables("topics", required=True):
        topic = ReviewTopic(
            table.text("code"), table.text("label"), table.integer("commitment"), table.texts("expressions")
        )
        if topic.code in topics:
            raise table.refusal("code", f"«\u00a0{topic.code}\u00a0» est déjà donné")
        for expression in topic.expressions:
            if len(parse(f'"{expression}"').sought) != 1:
                raise table.refusal(
                    "expressions", f"«\u00a0{expression}\u00a0» n’a que des mots trop courants, la préciser"
                )
        if not topic.expressions:
            raise table.refusal("expressions", "attendu une expression au moins")
        table.close()
        topics[topic.code] = topic
    if len(topics) > MOST:
        raise root.refusal("topics", f"{len(topics)} thèmes, {MOST} au plus")
    root.close()
    return tuple(topics.values())


@lru_cache(maxsize=1)
def review_vocabulary() -> tuple[ReviewTopic, ...]:
    """The vocabulary of the application."""
    return read_review_vocabulary(REFERENCE / "review_vocabulary.toml")
