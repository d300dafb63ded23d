"""A beginning of reply, and when it suits."""

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.domain.left_review import Tone


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """`themes` is empty when it suits whatever the theme. `text` has blanks in brackets."""

    code: str
    name: str
    tones: tuple[Tone, ...]
    themes: tuple[str, ...]
    text: str

    def suits(self, tone: Tone, themes: Collection[str]) -> bool:
        """True for an opinion of this tone that cites one of its themes."""
        return tone in self.tones and (not self.themes or not set(self.themes).isdisjoint(themes))
