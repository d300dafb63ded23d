"""What a person types in the search field, as words to find: `délai "pas de réponse" -téléphone`."""

import re
from dataclasses import dataclass

from dashboard.lexicon.stop_words import STOP_WORDS
from dashboard.lexicon.words import LONGEST, composed, cut, folded

MOST = 8
"""Words and phrases of one search; the others are left out, and the page says so."""
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:["«“”](?P<phrase>[^"«»“”]*)["»“”]?|(?P<plain>[^\s"«»“”]+))')


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that must follow each other: place from the first, and word. One word alone is a phrase of one."""

    words: tuple[tuple[int, str], ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """`sought`: all must be found, none of the excluded ones. `ignored`: words typed alone that are not indexed (stop
    words, too long ones); `cut`: more was typed than is looked for."""

    sought: tuple[Sought, ...] = ()
    ignored: tuple[str, ...] = ()
    cut: bool = False

    @property
    def wanted(self) -> tuple[Sought, ...]:
        return tuple(one for one in self.sought if not one.excluded)


def parse(text: str) -> Search:
    """Never raises: a quote that is not closed ends with the text, what holds no word is left out. An elision
    (« l’accueil ») or a compound word (« rendez-vous ») is a phrase."""
    found: list[Sought] = []
    ignored: list[str] = []
    for piece in _PIECE.finditer(composed(text)):
        words = [word.text for word in cut(piece["phrase"] or piece["plain"] or "")]
        kept = [(place, word) for place, word in enumerate(words) if is_sought(word)]
        if kept:
            first = kept[0][0]
            sought = Sought(tuple((place - first, word) for place, word in kept), bool(piece["minus"]))
            found += [sought] if sought not in found else []
        else:
            ignored += words
    return Search(tuple(found[:MOST]), tuple(dict.fromkeys(ignored)), len(found) > MOST)


def is_sought(word: str) -> bool:
    """Whether a word in lower case is indexed."""
    return len(word) <= LONGEST and folded(word) not in STOP_WORDS
