"""What a person answered, as the place of the answer in the scale of the question."""

from dataclasses import dataclass

from dashboard.catalog.answer_text import answers_of, fold_answer
from dashboard.domain.indicator import Indicator
from dashboard.sources.mapping import Mapping

_SILENT = ("", "nr", "non-réponse", "sans réponse", "pas de réponse", "refus", "no answer")
NO_ANSWER: dict[str, int | str] = {fold_answer(text): "nr" for text in _SILENT}
"""A question left without an answer, whatever its scale: out of the base (nr), like « ne sait pas » (nsp)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A grade of the scale, or why the answer is out of the base (`nsp`, `nc`, `nr`)."""

    grade: int | None
    excluded: str = ""


class AnswerNames:
    """Reads answers by the words of the mapping, else by the labels and other spellings of the scale (catalogue).

    A bare number is an answer only when the scale or the mapping names it: « 1 » is the best answer of some
    questionnaires and the worst of others.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapped = {
            question: {fold_answer(text): meaning for text, meaning in meanings.items()}
            for question, meanings in mapping.answers.items()
        }
        self._known: dict[str, dict[str, int | str]] = {}

    def find(self, indicator: Indicator, text: str) -> Answer | None:
        """None when the question has no scale or the scale has no such answer."""
        if indicator.scale is None:
            return None
        if indicator.code not in self._known:
            mapped = {**self._mapped.get("*", {}), **self._mapped.get(indicator.code, {})}
            self._known[indicator.code] = {**NO_ANSWER, **answers_of(indicator.scale), **mapped}
        meaning = self._known[indicator.code].get(fold_answer(text))
        if isinstance(meaning, str):
            return Answer(None, meaning)
        known = any(grade.index == meaning for grade in indicator.scale.grades)
        return Answer(meaning) if known else None
