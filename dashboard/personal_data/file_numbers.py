"""Numbers of files: of the prosecution, of the court's general roll (RG), of a prison (écrou), of a case."""

import re

from dashboard.personal_data.kinds import Spans

_MARK = r"(?:n°|n[o]\.?(?![a-z])|num\.|numéro|réf\.?|référence)"
_OWN = r"(?:parquet|r\.?g\.?|portalis|écrou|ecrou)"
_COMMON = r"(?:dossier|procédure|affaire|instruction|requête|aide[ ]juridictionnelle|b\.?a\.?j\.?|plainte)"
_BODY = r"(?P<body>(?:[a-z]{1,4}[\-/]?)?\d{1,12}(?:[/.\-][a-z0-9]{1,12}|[ ]\d{2,6}(?!\d)){0,4})(?![a-z0-9])"
_LINK = r"[ ]{0,2}:?[ ]{0,2}"

_AFTER_OWN = re.compile(rf"(?<!\w){_OWN}(?!\w){_LINK}(?:{_MARK}{_LINK})?{_BODY}", re.IGNORECASE)
_AFTER_MARK = re.compile(
    rf"(?<!\w)(?:{_COMMON}{_LINK}{_MARK}|{_MARK}[ ](?:de[ ]|d')?(?:mon[ ]|notre[ ]|la[ ])?{_COMMON}){_LINK}{_BODY}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<!\w){_COMMON}{_LINK}{_BODY}", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}([/.\-])\d{1,2}\1(?:\d{2}|\d{4})\Z")
_LEAST = ((_AFTER_OWN, 3), (_AFTER_MARK, 3), (_BARE, 5))
"""Digits that a number has at least: without a word that announces it, « dossier 2024 » is a year."""


def file_numbers(text: str) -> Spans:
    """Spans of the numbers alone: the words before them stay, and tell what was there."""
    found: set[tuple[int, int]] = set()
    for pattern, least in _LEAST:
        for match in pattern.finditer(text):
            body = match.group("body")
            if sum(map(str.isdigit, body)) >= least and not _DATE.match(body):
                found.add(match.span("body"))
    return sorted(found)
