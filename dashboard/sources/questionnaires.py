"""A table with a row a respondent (LimeSurvey, Sphinx, SPSS…) to one row an answer.

The questions of `[questions]` have a column each; those of `[choices]` have several answers
(dashboard.sources.choices). A questionnaire that nobody sent (LimeSurvey leaves `submitdate` empty) is left out.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import replace

import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources.choices import Choices
from dashboard.sources.mapping import Mapping
from dashboard.sources.raw import RawBatch, listed
from dashboard.sources.values import normal_name

SUBMITTED = ("submitdate", "date de soumission", "date submitted")
"""How LimeSurvey calls the day when a questionnaire was sent, as a code or in full."""
NUMBER = ("id", "id de la réponse", "response id")
"""How LimeSurvey calls the number of a questionnaire. Its `token` leads to a person: it is not one of these names."""
_CODED = re.compile(r"(?P<code>[A-Za-z]\w*(?:\[\w+\])*)\. ")
"""« Q1. Globalement, êtes-vous satisfait ? »: a header that gives the code of a question, then its text."""


def is_export(batch: RawBatch) -> bool:
    """True for a table of LimeSurvey, which has one column a question and nothing that names them."""
    return _submitted(batch) is not None


def _submitted(batch: RawBatch) -> str | None:
    names = {normal_name(name) for name in SUBMITTED}
    return next((name for name in batch.rows.columns if normal_name(name) in names), None)


def finished(batch: RawBatch, mapping: Mapping) -> tuple[RawBatch, int]:
    """The batch without the questionnaires that were not submitted, and how many there were.

    LimeSurvey writes 1 January 1980 when a survey keeps no dates: a date given by the mapping takes its place.
    """
    if (column := _submitted(batch)) is None:
        return batch, 0
    submitted = batch.rows[column].str.strip() != ""
    rows = batch.rows[submitted]
    if "date" in mapping.constants:
        rows = rows.drop(columns=column)
    return replace(batch, rows=rows), int((~submitted).sum())


def question_columns(headers: Iterable[str], questions: Dict[str, str]) -> dict[str, str]:
    """By column of the file, the code of what it measures: the column has the name of the question, or its code."""
    named = {normal_name(name): code for name, code in questions.items()}
    result = {}
    for header in headers:
        code = _CODED.match(header)
        for name in (header, code["code"] if code else ""):
            if normal_name(name) in named:
                result[header] = named[normal_name(name)]
                break
    return result


def answers(batch: RawBatch, mapping: Mapping, questions: Dict[str, str], choices: Choices) -> RawBatch:
    """One row an answer, `question` and `answer`; the cells around them stay. An empty cell is no answer.

    `questions`: those of `question_columns`. SourceError when no column of the file is a question of the mapping.
    """
    taken = {normal_name(column) for column in mapping.columns.values()}
    single = [name for name in questions if normal_name(name) not in taken]
    several = choices.columns(batch.rows.columns)
    if not single and not several:
        raise SourceError(
            f"{batch.file} : aucune question de la correspondance {mapping.name} ne s’y trouve ; "
            f"colonnes trouvées : {listed(list(batch.rows.columns))}."
        )
    kept = [name for name in batch.rows.columns if name not in {*single, *several, "question", "answer"}]
    parts, rejects = choices.rows(batch, kept)
    long = [batch.rows[kept].assign(question=name, answer=batch.rows[name]) for name in single]
    frame = pd.concat([*(one[one["answer"].str.strip() != ""] for one in long), parts])
    return replace(batch, rows=frame.sort_index(kind="stable").astype("str"), rejects=(*batch.rejects, *rejects))
