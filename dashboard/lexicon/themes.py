"""Which themes a text speaks of: it holds one of their expressions, in whatever inflexion, accents or case."""

from collections.abc import Iterable, Sequence

from dashboard.lexicon.search import parse
from dashboard.lexicon.words import composed, cut, folded, stem

_Expression = tuple[int, tuple[tuple[int, str, str], ...]]
"""A theme, then each word of the expression: its place from the first, its letters without accents, its stem."""


class Themes:
    """Looks for themes text by text, as the index of the opinions does for all of them (docs/decisions/0023), but for
    the stop words of a text: the index leaves them out, here an expression may be met by one of the same stem."""

    def __init__(self, expressions: Sequence[Iterable[str]]) -> None:
        """`expressions`: those of each theme, words or phrases that `search.parse` reads as one thing sought."""
        self._by_word: dict[str, list[_Expression]] = {}
        for theme, listed in enumerate(expressions):
            for expression in listed:
                [sought] = parse(f'"{expression}"').sought
                words = tuple((place, folded(word), stem(word)) for place, word in sought.words)
                for key in {words[0][1], f"{words[0][2]}-"}:
                    self._by_word.setdefault(key, []).append((theme, words))

    def of(self, text: str) -> set[int]:
        """The places of the themes that the text speaks of."""
        words = [(folded(word.text), stem(word.text)) for word in cut(composed(text))]
        found: set[int] = set()
        for start, (letters, root) in enumerate(words):
            for key in (letters, f"{root}-"):
                for theme, expression in self._by_word.get(key, ()):
                    if theme not in found and _follows(words, start, expression):
                        found.add(theme)
        return found


def _follows(words: Sequence[tuple[str, str]], start: int, expression: tuple[tuple[int, str, str], ...]) -> bool:
    """Whether each word of an expression stands at its place."""
    return all(
        start + place < len(words) and (words[start + place][0] == letters or words[start + place][1] == root)
        for place, letters, root in expression
    )
