"""Questions with several answers (`[choices]` of a mapping): for each option, who ticked it among those who answered.

Two shapes of file: one cell that lists the options ticked (« Guichet ; Téléphone »), or one column an option. An option
becomes an answer « Oui » or « Non » to its own indicator; the base is those who ticked at least one option or, with a
column an option, who filled at least one of its cells.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.domain.indicator import Indicator
from dashboard.errors import ConfigurationError
from dashboard.sources.answers import AnswerNames
from dashboard.sources.mapping import Mapping
from dashboard.sources.mapping_answers import OTHERS
from dashboard.sources.raw import RawBatch, Reject, excerpt
from dashboard.sources.values import normal_name, parse_flag

YES, NO = "Oui", "Non"
_BETWEEN = re.compile(r"[;|,\n]| / |^ ?- ")
"""What stands between two options of a cell. An option that itself holds a comma is found all the same."""

Words = tuple[str, ...]


class _Refusal(NamedTuple):
    column: str
    value: str
    reason: str


_Meaning = dict[str, str] | _Refusal
"""The answers of a respondent by indicator, or why a cell is refused."""


@dataclass(slots=True)
class _Made:
    """The rows made so far, by their place in the batch."""

    places: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


class Choices:
    """Reads the questions of `[choices]`. Raises ConfigurationError when an option names no yes-or-no indicator."""

    def __init__(self, mapping: Mapping, indicators: Dict[str, Indicator], answers: AnswerNames) -> None:
        self._questions, self._indicators, self._answers = mapping.choices, indicators, answers
        for question, options in mapping.choices.items():
            for code in filter(None, options.values()):
                indicator = indicators.get(code)
                if indicator is None or not self._yes_or_no(indicator):
                    what = "est inconnu du catalogue" if indicator is None else "ne se répond pas par oui ou non"
                    raise ConfigurationError(
                        f'{mapping.name}, [choices."{question}"] : l’indicateur « {code} » {what}, corriger le code '
                        "ou donner à l’indicateur l’échelle « oui-non »."
                    )

    def _yes_or_no(self, indicator: Indicator) -> bool:
        yes, no = self._answers.find(indicator, YES), self._answers.find(indicator, NO)
        favourable = indicator.scale.favourable if indicator.scale else frozenset()
        return bool(yes and no and yes.grade in favourable and no.grade is not None and no.grade not in favourable)

    def columns(self, headers: Iterable[str]) -> set[str]:
        """The columns of the file that these questions are read from."""
        headers = list(headers)
        return {column for question in self._questions for column in self._found(question, headers).values()}

    def _found(self, question: str, headers: list[str]) -> dict[str, str]:
        """The column of the question under its own name; else those of its options, by option."""
        named = {normal_name(header): header for header in reversed(headers)}
        if column := named.get(normal_name(question)):
            return {question: column}
        return {
            option: named[normal_name(option)] for option in self._questions[question] if normal_name(option) in named
        }

    def rows(self, batch: RawBatch, kept: list[str]) -> tuple[pd.DataFrame, list[Reject]]:
        """A row an option and respondent (columns `question`, the code, and `answer`) with the cells `kept`."""
        made = _Made()
        for question, options in self._questions.items():
            found = self._found(question, list(batch.rows.columns))
            if question in found:
                self._add(made, batch, self._listed(batch.rows[found[question]], question, options))
            elif found:
                self._add(made, batch, self._ticked(batch.rows, found, options))
        frame = batch.rows[kept].iloc[made.places]
        return frame.assign(question=made.codes, answer=made.answers), made.rejects

    def _add(self, made: _Made, batch: RawBatch, meanings: list[_Meaning]) -> None:
        lines = batch.rows.index.to_numpy(dtype=np.int64)
        for place, meaning in enumerate(meanings):
            if isinstance(meaning, _Refusal):
                cell = excerpt(meaning.value)
                made.rejects.append(Reject(batch.file, int(lines[place]), meaning.column, cell, meaning.reason))
                continue
            made.places += [place] * len(meaning)
            made.codes += meaning.keys()
            made.answers += meaning.values()

    def _listed(self, cells: "pd.Series[str]", question: str, options: Dict[str, str]) -> list[_Meaning]:
        """What each cell that lists its options says; each distinct text is read once."""
        known = {tuple(word for word, _ in _pieces(option)): option for option in options if option != OTHERS}
        places, texts = pd.factorize(cells.str.strip())
        found: list[_Meaning] = []
        for text in map(str, texts):
            meaning = self._cell(text, options, known)
            if isinstance(meaning, dict):
                found.append(meaning)
                continue
            reason = (
                f'option inconnue (« {excerpt(meaning)} ») : l’ajouter à [choices."{question}"] dans la '
                'correspondance, avec "" si aucun indicateur ne la mesure'
            )
            found.append(_Refusal(str(cells.name), text, reason))
        return [found[place] for place in places]

    def _cell(self, text: str, options: Dict[str, str], known: Dict[Words, str]) -> dict[str, str] | str:
        """The answers by indicator, or the first piece that is no option."""
        if not text:
            return {}
        ticked, unknown = _split(text, known)
        codes = {option: code for option, code in options.items() if code}
        first = self._indicators[next(iter(codes.values()))]
        if not ticked and (answer := self._answers.find(first, text)) and answer.excluded:
            return dict.fromkeys(codes.values(), text)
        if unknown and OTHERS not in options:
            return unknown
        return {code: YES if option in ticked else NO for option, code in codes.items()}

    def _ticked(self, rows: pd.DataFrame, found: Dict[str, str], options: Dict[str, str]) -> list[_Meaning]:
        """What the cells of each respondent say, with a column an option."""
        columns = {option: rows[column].str.strip().tolist() for option, column in found.items()}
        result: list[_Meaning] = []
        for place in range(len(rows)):
            cells = {option: texts[place] for option, texts in columns.items()}
            result.append(self._boxes(cells, found, options) if any(cells.values()) else {})
        return result

    def _boxes(self, cells: Dict[str, str], found: Dict[str, str], options: Dict[str, str]) -> _Meaning:
        result = {}
        for option, text in cells.items():
            if not (code := options[option]):
                continue
            answer = text or NO
            if self._answers.find(self._indicators[code], answer) is None:
                flag = parse_flag(answer)
                if flag is None and normal_name(answer) != normal_name(option):
                    return _Refusal(found[option], text, "case illisible : écrire Oui, Non, 1, 0 ou rien")
                answer = NO if flag is False else YES
            result[code] = answer
        return result


def _pieces(text: str) -> list[tuple[str, str]]:
    """The pieces of a cell: on what they compare, and as they are written."""
    pieces = [piece.strip() for piece in _BETWEEN.split(text)]
    return [(word, piece) for piece in pieces if (word := normal_name(piece))]


def _split(text: str, known: Dict[Words, str]) -> tuple[set[str], str]:
    """The options that a cell lists, the longest first, and the first piece that is none of them."""
    pieces = _pieces(text)
    words = tuple(word for word, _ in pieces)
    ticked, unknown, place = set(), "", 0
    while place < len(words):
        ends = range(len(words), place, -1)
        end = next((end for end in ends if words[place:end] in known), None)
        if end is None:
            unknown = unknown or pieces[place][1]
            place += 1
        else:
            ticked.add(known[words[place:end]])
            place = end
    return ticked, unknown
