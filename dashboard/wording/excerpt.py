"""The first words of a text that is too long for its place."""

import re

_SPACES = re.compile(r"[ \t-\r]+")
"""Those between two words that may be parted: no-break spaces stay."""


def excerpt(text: str, longest: int) -> str:
    """On one line, at most `longest` characters and « … », cut between two words."""
    words = _SPACES.sub(" ", text).strip()
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]}…"
