"""What is looked for in a text, and what is found."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The value is the French label that takes the place of what is found."""

    IBAN = "IBAN"
    SOCIAL_SECURITY = "numéro de sécurité sociale"
    EMAIL = "adresse électronique"
    FILE_NUMBER = "numéro de dossier"
    PHONE = "téléphone"
    PLATE = "immatriculation"
    NAME = "nom"


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:stop]` is a piece of personal data."""

    start: int
    stop: int
    kind: Kind


Spans = list[tuple[int, int]]
"""Places in a folded text, in order."""
