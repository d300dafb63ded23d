"""One way of writing for what is written in many: the rules read this text, and places come back to the original."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
_APOSTROPHES = frozenset("\u2019\u02bc\u2018\uff07\u00b4")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text[i]` comes from `original[starts[i]:stops[i]]`."""

    text: str
    starts: list[int] | range
    stops: list[int] | range

    def original(self, start: int, stop: int) -> tuple[int, int]:
        """The place in the original of `text[start:stop]`, which is not empty."""
        return self.starts[start], self.stops[stop - 1]


def fold(text: str) -> Folded:
    """Composed letters, ASCII digits, simple spaces, hyphens and apostrophes; without invisible characters (marks of
    direction, zero-width spaces, soft hyphens)."""
    if text.isascii():
        return Folded(text, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    place, length = 0, len(text)
    while place < length:
        stop = place + 1
        while stop < length and unicodedata.combining(text[stop]):
            stop += 1
        piece = _character(text[place]) if stop == place + 1 else _composed(text[place:stop])
        pieces.append(piece)
        starts.extend([place] * len(piece))
        stops.extend([stop] * len(piece))
        place = stop
    return Folded("".join(pieces), starts, stops)


def _composed(cluster: str) -> str:
    return "".join(map(_character, unicodedata.normalize("NFKC", cluster)))


@lru_cache(maxsize=4096)
def _character(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character) == "Cf":
        return ""
    if character in _DASHES:
        return "-"
    if character in _APOSTROPHES:
        return "'"
    if character in "\u2028\u2029\u0085":
        return "\n"
    if character.isspace():
        return " "
    digit = unicodedata.decimal(character, None)
    return str(digit) if digit is not None else unicodedata.normalize("NFKC", character)
