"""Names of people after a civility. A name alone is not found: a moderator reads every text."""

import re

from dashboard.personal_data.kinds import Spans
from dashboard.personal_data.name_words import NO_NAME, PARTICLES, TITLES

_CIVILITY = re.compile(
    r"(?<![\w'@.-])(?P<several>MM\.|(?i:messieurs|mesdames|mmes))(?=[ ])"
    r"|(?<![\w'@.-])(?:(?i:monsieur|madame|mademoiselle|maître|maitre|docteur|professeur)"
    r"|(?i:mme|mlle|melle|mr|dr)\.?|M\.|Me|M(?<!\d M)|Pr\.?)(?=[ ]|(?<=\.))"
)
_ARTICLE = re.compile(r"[ ]{1,3}(?:(?:le|la)[ ]{1,3}|l')", re.IGNORECASE)
_WORD = re.compile(r"[ ]{0,3}(?P<word>(?:[dlo]')?[^\W\d_](?:[\w]|['-](?=[^\W\d_])){0,40}\.?)", re.IGNORECASE)

_AND = re.compile(r"[ ]{0,3}(?:,|et(?=[ ]))", re.IGNORECASE)


_MOST_WORDS = 6


def names(text: str) -> Spans:
    """Spans of the names, without the civility, its article and its office (« Madame la présidente [nom] »)."""
    found: Spans = []
    for civility in _CIVILITY.finditer(text):
        place = _after_office(text, civility.end())
        span = _name(text, place, several=civility.group("several") is not None)
        if span and (not found or span[0] >= found[-1][1]):
            found.append(span)
    return found


def _after_office(text: str, place: int) -> int:
    """Where a name can begin: after « le président », « la vice-procureure »."""
    if article := _ARTICLE.match(text, place):
        office = _WORD.match(text, article.end())
        if office is None or office.group("word").lower() not in TITLES:
            return place
        place = office.end()
    while (office := _WORD.match(text, place)) and office.group("word").lower().rstrip(".") in TITLES:
        place = office.end()
    return place


def _name(text: str, place: int, *, several: bool) -> tuple[int, int] | None:
    """From the first word of the name to its last one in capitals; particles belong to it when a name follows."""
    start = stop = place
    initials = True
    for _ in range(_MOST_WORDS):
        if several and start != stop and (joined := _AND.match(text, place)):
            place = joined.end()
        word = _WORD.match(text, place)
        if word is None:
            break
        written = word.group("word")
        if _is_name(written):
            start = word.start("word") if start == stop else start
            stop = word.end() - (written.endswith(".") and len(written) > 2)
            initials = initials and len(written.rstrip(".")) == 1
            place = word.end()
            if written.endswith(".") and len(written) > 2:
                break
        elif written.lower() in PARTICLES:
            place = word.end()
        else:
            break
    return None if start == stop or initials else (start, stop)


def _is_name(written: str) -> bool:
    """A capital, also after « d’ » and « l’ »; no word of the language, even in a text all in capitals."""
    bare = written.rstrip(".")
    if len(bare) == 1 and written != bare:  # an initial
        return bare.isupper()
    folded = bare.lower()
    if folded in NO_NAME or folded in TITLES or folded in PARTICLES or folded.removeprefix("l'") in TITLES:
        return False
    first = bare[2] if len(bare) > 2 and bare[1] == "'" and bare[0] in "dlDL" else bare[0]
    return first.isupper()
