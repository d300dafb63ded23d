"""Number plates of vehicles: those of 2009 by their shape, the older ones after a word that says what they are."""

import re

from dashboard.personal_data.kinds import Spans

_LETTERS = "A-HJ-NP-TV-Z"
_PLATE = re.compile(
    rf"(?<![\w-])(?:([{_LETTERS}]{{2}})([ -]?)\d{{3}}\2([{_LETTERS}]{{2}})"
    rf"|(?i:[{_LETTERS}]{{2}}-\d{{3}}-[{_LETTERS}]{{2}}))(?![\w-])"
)
_OLD = re.compile(
    r"(?i:immatricul\w{1,6}|plaques?|voiture|véhicule|camion|moto|scooter)[ :]{1,3}(?i:n°[ ]?|numéro[ ])?"
    r"(\d{1,4}[ -]?[A-Z]{1,3}[ -]?(?:97\d|2[AB]|\d{2}))(?!\w)"
)
_WORDS = frozenset(
    {"LE", "LA", "DE", "ES", "ET", "EN", "SA", "SE", "CE", "NE", "ME", "MA", "TA", "TE", "SES", "AN", "PP"}
)
"""Words of two letters: « LE 123 DE LA RUE » in capitals is no plate."""


def plates(text: str) -> Spans:
    """Spans of the plates alone, without the word before an old one."""
    found = [m.span() for m in _PLATE.finditer(text) if m.group(2) != " " or not {m.group(1), m.group(3)} & _WORDS]
    return sorted([*found, *(match.span(1) for match in _OLD.finditer(text))])
