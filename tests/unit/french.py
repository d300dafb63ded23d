"""What every French sentence obeys, and a sentence with ordinary spaces so that a test can be read."""

import re

from dashboard.wording.reading import Reading

WRONG = re.compile(r"None|nan\b|inf\b|  |['\"]| [:;!?%»]|« |\.\.|\u00a0\u00a0| \.|^\s|\s$", re.IGNORECASE)
"""Never in a sentence: a value of Python, two spaces, straight quotes, a space that breaks before a high mark."""

CLAIMS = re.compile(r"\bégaux?\b|\bégales?\b|augment", re.IGNORECASE)
"""Words that say more than a test shows."""
DUE = re.compile(r"\b(à|de) les?\b|\b(de|que|le|la|ne) [aeiouyéèêâîô]", re.IGNORECASE)
"""A contraction or an elision that was not made: « à le », « de Angers », « que un »."""


def plain(text: str) -> str:
    """Ordinary spaces."""
    return text.replace("\u00a0", " ")


def well_formed(text: str) -> None:
    """One sentence: a capital or a figure, a full stop, French typography, no word that claims too much."""
    assert not WRONG.search(text), text
    assert re.fullmatch(r"[A-ZÀÂÉÈÊÎÔ0-9].*[^.\s]\.", text, re.DOTALL), text
    assert not CLAIMS.search(text), text
    assert not DUE.search(text), text


def check(reading: Reading, conclusion: str, limit: str) -> None:
    """The exact two sentences."""
    assert plain(reading.conclusion) == conclusion
    assert plain(reading.limit) == limit
    well_formed(reading.conclusion)
    well_formed(reading.limit)
