"""The first words of a text that is too long for its place."""


def excerpt(text: str, longest: int) -> str:
    """On one line, at most `longest` characters and « … », cut between two words."""
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]}…"
