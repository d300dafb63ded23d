"""Telephone numbers of people: French ones, and foreign ones written with their country."""

import re

import phonenumbers
from phonenumbers import NumberParseException

from dashboard.personal_data.kinds import Spans

_NATIONAL = r"0[1-9](?:(?P<pairs>[ .\-/]?)\d\d(?:(?P=pairs)\d\d){3}|(?:[ .]?\d){8})"
_FOREIGN = r"(?:\+|00)[ ]?[1-9](?:[ .\-]?(?:\(0\)[ .\-]?)?\d){6,14}"
_CANDIDATE = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{_FOREIGN}|{_NATIONAL})(?!\d)(?![.,]\d)")
_DATE = re.compile(r"\d\d([ ./\-])\d\d\1(?:19|20)\d\d(?!\d)")
_FRANCE = 33
_SERVICES = "8"
"""First digit of the French numbers that belong to organisations (« 0 800 … »): nobody is behind them."""


def phones(text: str) -> Spans:
    """Numbers of the French plan, overseas included, and valid foreign ones; never a date followed by an hour."""
    return [match.span() for match in _CANDIDATE.finditer(text) if _is_phone(match.group())]


def _is_phone(candidate: str) -> bool:
    if _DATE.match(candidate):
        return False
    try:
        number = phonenumbers.parse(candidate, "FR")
    except NumberParseException:
        return False
    if number.country_code == _FRANCE:  # by its shape: new ranges are opened before the library knows them
        national = str(number.national_number)
        return len(national) == 9 and national[0] != _SERVICES
    return phonenumbers.is_valid_number(number)
