"""A sentence shown as it is: file names and cells may hold what Markdown would take for a link, an image or a style."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!$:~|<>-])")


def as_written(sentence: str) -> str:
    """The same text for an element that reads Markdown."""
    return _SIGNS.sub(r"\\\1", sentence)
