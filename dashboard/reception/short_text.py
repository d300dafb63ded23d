"""A title or a name: one line, without what nobody sees."""

from dashboard.errors import RegistryError
from dashboard.reception.free_text import checked_text
from dashboard.wording.numerals import number


def checked_line(written: str, what: str, longest: int) -> str:
    """Raises RegistryError: nothing to read, or too long. `what` begins the sentence (« Le titre »)."""
    line = " ".join(checked_text(written, what).text.split())
    if len(line) > longest:
        raise RegistryError(f"{what} a {number(len(line))} caractères\u00a0: en écrire au plus {number(longest)}.")
    return line
