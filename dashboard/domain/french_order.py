"""The order of names in a French list, and the form in which what is typed finds them: œ is oe, an accent or a capital
counts only between two names that are otherwise the same, a hyphen or an apostrophe is a space."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})


def searchable(text: str) -> str:
    """Without case, accent, ligature or punctuation: « saint etienne » finds « Saint-Étienne »."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    kept = (letter if letter.isalnum() else " " for letter in parts if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def place_of(name: str) -> tuple[str, str]:
    """The place of a name in a list, as the key of a sort."""
    return searchable(name), unicodedata.normalize("NFKD", name).swapcase()


def in_order(names: Iterable[str]) -> list[str]:
    """Names as a French list has them: « Eguilles, Éguilles, Œuilly, Oullins »."""
    return sorted(names, key=place_of)


def by_name(names: Mapping[T, str]) -> dict[T, str]:
    """Code → name, by name."""
    return dict(sorted(names.items(), key=lambda item: place_of(item[1])))
