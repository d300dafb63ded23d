"""A title or a name: one line, without what nobody sees."""

from dashboard.reception.free_text import checked_text, clean_text


def checked_line(written: str, what: str, longest: int) -> str:
    """Raises RegistryError: nothing to read, or too long. `what` begins the sentence (« Le titre »)."""
    return checked_text(" ".join(clean_text(written).text.split()), what, longest).text
