"""Texts that a spreadsheet shows and never runs (CSV injection, OWASP)."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(text: str) -> str:
    """`text`, preceded by an apostrophe when a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
