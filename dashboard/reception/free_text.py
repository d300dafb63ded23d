"""A text that a person typed: without what nobody sees, and of a length that people read."""

import unicodedata
from dataclasses import dataclass

from dashboard.domain.left_review import LONGEST_TEXT
from dashboard.errors import RegistryError
from dashboard.wording.grammar import count
from dashboard.wording.numerals import number

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a text read otherwise than it is written."""
_BYTE_ORDER = "\ufeff"


@dataclass(frozen=True, slots=True)
class CleanText:
    """`removed`: how many characters were taken out; spaces around and ends of lines are not counted."""

    text: str
    removed: int


def clean_text(written: str) -> CleanText:
    """Composed characters, ends of lines as line feeds; no control character, no mark of direction."""
    lines = written.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(character for character in lines if not _invisible(character))
    return CleanText(unicodedata.normalize("NFC", kept).strip(), len(lines) - len(kept))


def checked_text(written: str, what: str, longest: int = LONGEST_TEXT) -> CleanText:
    """Raises RegistryError: nothing to read, or too long once cleaned. `what` begins the sentence (« L’avis »)."""
    cleaned = clean_text(written)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in cleaned.text):
        raise RegistryError(f"{what} est vide\u00a0: écrire quelques mots.")
    if len(cleaned.text) > longest:
        aside = (
            f", sans compter {count(cleaned.removed, 'caractère invisible retiré', 'caractères invisibles retirés')}"
            if cleaned.removed
            else ""
        )
        raise RegistryError(
            f"{what} a {number(len(cleaned.text))} caractères{aside}\u00a0: en écrire au plus {number(longest)}."
        )
    return cleaned


def _invisible(character: str) -> bool:
    if character == "\n":
        return False
    tag = "\U000e0000" <= character <= "\U000e007f"
    return tag or character in _BIDI or character == _BYTE_ORDER or unicodedata.category(character) in ("Cc", "Cs")
