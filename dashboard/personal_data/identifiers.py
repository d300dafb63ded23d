"""Numbers that carry their own check: social security (NIR) and bank accounts (IBAN)."""

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.fr import nir

from dashboard.personal_data.kinds import Spans

_NIR = re.compile(
    r"(?<!\d)[1-478](?:[ .\-]{0,2}\d){2}[ .\-]{0,2}\d[ .\-]{0,2}\d[ .\-]{0,2}(?:\d[ .\-]?\d|2[ ]?[AB])"
    r"(?:[ .\-/]{0,3}\d){8}(?!\d)",
    re.IGNORECASE,
)
_IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ ]?\d{2}(?=[ \-]?[A-Za-z0-9])")
_GROUP = re.compile(r"[ \-]?([A-Za-z0-9]{1,30})(?![A-Za-z0-9])")
_SEPARATORS = re.compile(r"[ .\-/]")
_AS_DIGITS = {ord(letter): str(int(letter, 36)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LONGEST_IBAN = 34
_SHORTEST_IBAN = 15


def social_security_numbers(text: str) -> Spans:
    """Fifteen digits whose key is right."""
    return [m.span() for m in _NIR.finditer(text) if nir.is_valid(_SEPARATORS.sub("", m.group()))]


def ibans(text: str) -> Spans:
    """Accounts of every country whose length and key are right, in groups or in one piece."""
    found: Spans = []
    for start in _IBAN_START.finditer(text):
        if found and start.start() < found[-1][1]:
            continue
        for stop, number in _ends(text, start.start(), start.end()):
            if _has_key(number) and iban.is_valid(number):
                found.append((start.start(), stop))
                break
    return found


def _ends(text: str, start: int, place: int) -> Iterator[tuple[int, str]]:
    """Where the number that begins here may end: after each of its groups, a word that follows being one."""
    number = text[start:place].replace(" ", "")
    while group := _GROUP.match(text, place):
        number += group.group(1)
        place = group.end()
        if len(number) > _LONGEST_IBAN:
            return
        if len(number) >= _SHORTEST_IBAN:
            yield place, number


def _has_key(number: str) -> bool:
    """The remainder that every account has (ISO 13616): what is none is set aside forty times faster."""
    return int((number[4:] + number[:4]).upper().translate(_AS_DIGITS)) % 97 == 1
