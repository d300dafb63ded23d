"""How an answer written in a file is recognised as a grade of a scale."""

import re
import unicodedata

from dashboard.domain.indicator import Scale

_ORDER = re.compile(r"^[(\[]?\d{1,2}[)\]]?\s*[-–—.):=]*\s*(?=[^\W\d])")
_FEMININE = re.compile(r"(\(e\)|[·.•]e|\(s\))(?=\W|$)")
_WORDS = re.compile(r"[^\W_]+|[\u2600-\u27bf\U0001f300-\U0001faff]")
"""Words, and faces or other signs one by one: « 😐 » is an answer, not a cell left empty."""
_WHOLE = re.compile(r"^\s*(\d+)[.,]0+\s*$")


def fold_answer(text: str) -> str:
    """The text without case, accent, punctuation, « (e) » or order number: « 1- Satisfait(e) » → « satisfait ».

    A lone number stays (« 3 », « 3.0 » → « 3 »): only the scales that list numbers among their answers accept it.
    """
    if whole := _WHOLE.match(text):
        return whole[1]
    bare = unicodedata.normalize("NFKD", text.strip().casefold())
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    bare = _FEMININE.sub("", _ORDER.sub("", bare))
    return " ".join(_WORDS.findall(bare))


def answers_of(scale: Scale) -> dict[str, int | str]:
    """Every folded answer that the scale knows, with the index of its grade or the code of its exclusion (`nsp`, `nc`).

    Raises ValueError that names the answer when two grades claim it.
    """
    known: dict[str, int | str] = {}
    claims: list[tuple[int | str, tuple[str, ...]]] = [
        *((grade.index, (grade.label, *grade.answers)) for grade in scale.grades),
        *((exclusion.code, exclusion.answers) for exclusion in scale.excluded),
    ]
    for meaning, texts in claims:
        for text in texts:
            if known.setdefault(fold_answer(text), meaning) != meaning:
                raise ValueError(text)
    return known


def read_answer(scale: Scale, text: str) -> int | str | None:
    """The index of the grade, `nsp` or `nc`, or None when the scale does not know the answer.

    For a whole column, fold it and look it up in `answers_of(scale)`, which is the same thing done once.
    """
    return answers_of(scale).get(fold_answer(text))
