"""A text as words, and the stem under which the inflexions of a word are found together."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST = 40
"""Letters of the longest word that is indexed: what is longer is no word (an address, a text without spaces)."""
_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, and its place in the text it was read from."""

    text: str
    start: int
    stop: int


def composed(text: str) -> str:
    """The text with composed letters: the form in which words are cut, here as in queries/index/review_token.sql."""
    return unicodedata.normalize("NFC", text)


def cut(text: str) -> list[Word]:
    """The words of a composed text, in order: letters and digits; an apostrophe or a hyphen separates."""
    return [Word(found[0].lower(), *found.span()) for found in _WORD.finditer(text)]


def folded(word: str) -> str:
    """A word in lower case without accents nor ligatures: « œuvré » gives « oeuvre »."""
    parts = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def stems(words: Sequence[str]) -> list[str]:
    """The stem of each word in lower case, without accents (Snowball's rules for French)."""
    # A stemmer keeps the word it works on: one a call, never one for all threads.
    return [folded(stem) for stem in snowballstemmer.stemmer("french").stemWords(list(words))]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of one word."""
    [found] = stems([word])
    return found
