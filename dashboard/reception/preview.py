"""What an author reads again before sending: which pieces of the text will be masked, and what will be kept."""

from dataclasses import dataclass

from dashboard.personal_data.detection import detected, masked
from dashboard.personal_data.kinds import Kind
from dashboard.reception.free_text import clean_text


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; `kind` None for what stays as it is."""

    text: str
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """`pieces` put end to end are the text, cleaned; `kept` is what the registry would keep."""

    pieces: tuple[Piece, ...]
    kept: str
    removed: int

    @property
    def found(self) -> tuple[Kind, ...]:
        """The kind of each piece of personal data, in the order of the text."""
        return tuple(piece.kind for piece in self.pieces if piece.kind is not None)


def preview(written: str) -> Preview:
    """The text as the author wrote it, cut around each piece of personal data."""
    cleaned = clean_text(written)
    pieces, place = [], 0
    for one in detected(cleaned.text):
        pieces += [Piece(cleaned.text[place : one.start]), Piece(cleaned.text[one.start : one.stop], one.kind)]
        place = one.stop
    pieces.append(Piece(cleaned.text[place:]))
    return Preview(tuple(piece for piece in pieces if piece.text), masked(cleaned.text), cleaned.removed)
