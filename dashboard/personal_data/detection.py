"""What is found by every rule, once; and the text without it."""

from collections.abc import Callable

from dashboard.personal_data.emails import emails
from dashboard.personal_data.file_numbers import file_numbers
from dashboard.personal_data.folding import fold
from dashboard.personal_data.identifiers import ibans, social_security_numbers
from dashboard.personal_data.kinds import Found, Kind, Spans
from dashboard.personal_data.names import names
from dashboard.personal_data.phones import phones
from dashboard.personal_data.plates import plates

_RULES: dict[Kind, Callable[[str], Spans]] = {
    Kind.IBAN: ibans,
    Kind.SOCIAL_SECURITY: social_security_numbers,
    Kind.EMAIL: emails,
    Kind.FILE_NUMBER: file_numbers,
    Kind.PHONE: phones,
    Kind.PLATE: plates,
    Kind.NAME: names,
}
"""The surest first: it gives its name to what several rules find at one place."""


def detected(text: str) -> list[Found]:
    """The personal data of a text, in order, never overlapping. Time grows as the length of the text."""
    folded = fold(text)
    ranked = [
        (*folded.original(start, stop), rank, kind)
        for rank, (kind, rule) in enumerate(_RULES.items())
        for start, stop in rule(folded.text)
    ]
    ranked.sort(key=lambda found: found[:3])
    merged: list[tuple[int, int, int, Kind]] = []
    for start, stop, rank, kind in ranked:
        if merged and start < merged[-1][1]:
            before = merged[-1]
            surest = min((before[2], before[3]), (rank, kind), key=lambda one: one[0])
            merged[-1] = (before[0], max(before[1], stop), *surest)
        else:
            merged.append((start, stop, rank, kind))
    return [Found(start, stop, kind) for start, stop, _, kind in merged]


def masked(text: str) -> str:
    """The text with « [nom] », « [téléphone] »… in place of what is found. Masking it again changes nothing: what
    only shows once its neighbour is gone is looked for too."""
    while found := detected(text):
        pieces, place = [], 0
        for one in found:
            pieces += [text[place : one.start], f"[{one.kind.value}]"]
            place = one.stop
        text = "".join(pieces) + text[place:]
    return text
