"""What an invented user writes, and what the service answers: sentences composed from data/demo/reviews.toml."""

import tomllib
from functools import lru_cache
from typing import Any

import numpy as np

from dashboard.config import ROOT

_FILE = ROOT / "data" / "demo" / "reviews.toml"
FEELINGS = ("negative", "neutral", "positive")
"""The names of the feelings −1, 0, 1 in the grammar."""


@lru_cache(maxsize=1)
def _grammar() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def themes() -> tuple[str, ...]:
    """The subjects that people write about: `accueil`, `contact`, … each tied to an engagement."""
    return tuple(_grammar()["themes"])


def tag(theme: str) -> str:
    """The general SP+ tag of a theme: one of the five columns of the export."""
    return str(_grammar()["themes"][theme]["tag"])


def title(theme: str, feeling: str, rng: np.random.Generator) -> str:
    """A title that suits the subject and the feeling."""
    return _one(_grammar()["themes"][theme]["titles"][feeling], rng)


def story(service: str, subjects: list[str], feeling: str, rng: np.random.Generator) -> str:
    """Two to five sentences: a situation, one sentence a subject, sometimes a last word."""
    grammar = _grammar()
    parts = [_one(grammar["openings"][service], rng)] if rng.random() < 0.8 else []
    for subject in subjects:
        bank = grammar["themes"][subject][feeling]
        chosen = _some(bank, 2 if rng.random() < 0.25 else 1, rng)
        parts += [_filled(text, _one(grammar["places"][service], rng), rng) for text in chosen]
    if rng.random() < 0.6:
        parts.append(_one(grammar["endings"][feeling], rng))
    return " ".join(parts)


def reply(feeling: str, rng: np.random.Generator) -> str:
    """A courteous answer of the service."""
    replies = _grammar()["replies"]
    count = 2 if feeling == "negative" and rng.random() < 0.5 else 1
    return " ".join(
        [_one(replies["openings"], rng), *_some(replies[feeling], count, rng), _one(replies["endings"], rng)]
    )


def _one(texts: list[str], rng: np.random.Generator) -> str:
    return texts[int(rng.integers(len(texts)))]


def _some(texts: list[str], count: int, rng: np.random.Generator) -> list[str]:
    return [texts[int(index)] for index in rng.permutation(len(texts))[:count]]


def _filled(text: str, place: str, rng: np.random.Generator) -> str:
    return text.format(
        At=place[0].upper() + place[1:],
        weeks=int(rng.integers(3, 15)),
        calls=int(rng.integers(3, 12)),
        minutes=int(rng.integers(2, 10)) * 5,
    )
