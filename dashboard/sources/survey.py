"""Answers to a survey: a row a respondent and a question, from a long file or a column a question (`[questions]`)."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.errors import SourceError
from dashboard.sources import questionnaires
from dashboard.sources.answers import Answer, AnswerNames
from dashboard.sources.choices import Choices
from dashboard.sources.comments import with_comments
from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import column_figures
from dashboard.sources.mapping import IndicatorMapping, Mapping
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext, Rows, empty
from dashboard.sources.resolving import FoundIndicator, IndicatorNames, RowIndicators, SiteNames
from dashboard.sources.spans import row_dates
from dashboard.sources.values import normal_name

COLUMNS = Columns(
    {
        "survey": ("enquete", "enquête", "code enquête", "survey"),
        "respondent": ("repondant", "répondant", "identifiant", "respondent", *questionnaires.NUMBER),
        "site": ("site", "code site", "code SP+ de la structure", "site code"),
        "date": ("date", "date de réponse", "répondu le", "answered on", *questionnaires.SUBMITTED),
        "question": ("question", "indicateur", "code question", "indicator"),
        "answer": ("reponse", "réponse", "modalité", "answer"),
        "weight": ("poids", "pondération", "weight"),
        "channel": ("canal", "canal de réponse", "channel"),
        "site_label": ("libellé du site", "site label"),
        "site_type": ("typologie", "site type"),
        "region": ("région", "code région", "region"),
        "department": ("département", "code département", "department"),
    },
    required=("survey", "respondent", "site", "date", "question", "answer"),
)

COMMENT_COLUMNS = ("commentaire", "comment")
"""Free text of a long file; that of a wide file is described, for a person to have decided that it is read."""
UNKNOWN_ANSWER = (
    "réponse inconnue de l’échelle de la question : dire ce qu’elle vaut (page Données, « Corriger une colonne », "
    "ou [answers] dans la correspondance), ou la laisser refusée"
)
NO_RESPONDENT = "répondant absent"
NO_WEIGHT, NEGATIVE_WEIGHT = "poids absent ou illisible", "poids négatif"

_WIDE = "décrire ses questions dans les sections [questions] et [choices] d’une correspondance"


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of ANSWERS and COMMENTS (and SITES when the mapping creates them). SourceError for a missing column."""
    reader = SurveyReader(context, COLUMNS)
    mapping = context.mapping
    choices = Choices(mapping, context.indicators, reader.answers)
    for batch in batches:
        kept, unfinished = questionnaires.finished(batch, mapping)
        kept = _without(kept, mapping.ignored)
        whole, written = kept, mapping.comments
        if mapping.questions or mapping.choices:
            columns = questionnaires.question_columns(kept.rows.columns, mapping.questions)
            reader.name_questions(columns)
            kept = questionnaires.answers(kept, mapping, columns, choices)
        elif questionnaires.is_export(batch):
            raise SourceError(f"« {batch.file} » a une colonne par question : {_WIDE}.")
        else:
            written = (*written, *COMMENT_COLUMNS)
        yield replace(with_comments(reader.batch(kept), whole, written), unfinished=unfinished)


def _without(batch: RawBatch, ignored: Collection[str]) -> RawBatch:
    """The batch without the columns that a person chose not to read, were they named like one of `COLUMNS`."""
    names = {normal_name(name) for name in ignored}
    left = [column for column in batch.rows.columns if normal_name(column) in names]
    return replace(batch, rows=batch.rows.drop(columns=left)) if left else batch


class SurveyReader:
    """Makes canonical rows of one row an answer. `columns`: the names that the fields go by; `per_channel`: a person
    answers a question once for each channel, not once."""

    def __init__(self, context: ReadContext, columns: Columns, per_channel: bool = False) -> None:
        self._context, self._mapping, self._columns = context, context.mapping, columns
        self._names, self._sites = IndicatorNames(context), SiteNames(context)
        self.name_questions(context.mapping.questions)
        self.answers, self._seen = AnswerNames(context.mapping), SeenKeys()
        self._per_channel = per_channel
        optional = set() if "{site}" in self._mapping.sites.code else {"site"}
        if self._mapping.questions or self._mapping.choices:
            optional |= {"respondent"}
        self._required = [name for name in columns.required if name not in optional]

    def places(self, file: str, headers: Collection[str]) -> dict[str, str]:
        """The column of each field. SourceError for one that is missing."""
        self._columns.check(file, headers, self._mapping, self._required)
        return self._columns.place(headers, self._mapping)

    def name_questions(self, questions: Dict[str, str]) -> None:
        """Other names of questions, with the code of what each measures."""
        self._names.add({name: IndicatorMapping(code) for name, code in questions.items()})

    def batch(self, batch: RawBatch) -> CanonicalBatch:
        """The canonical rows of a batch, and its rejects."""
        rows = Rows(batch, self._columns, self._mapping, self._required)
        questions = RowIndicators(rows, self._names, "question")
        sites = self._sites.resolve(rows, questions.pick(lambda item: item.entry.service, ""))
        tables = {"answers": self._table(rows, questions, sites)}
        profile = self._profile(rows) if self._context.profile else None
        if created := self._sites.table():
            tables["sites"] = created
        return CanonicalBatch(tables, rows.listed, batch.read_bytes, batch.total_bytes, profile)

    def _table(self, rows: Rows, questions: RowIndicators, sites: "pd.Series[str]") -> pa.Table:
        codes = questions.codes
        values: dict[str, Any] = {"survey": survey_codes(rows), "respondent": respondents(rows), "site": sites}
        values |= {"answered_on": days(rows, self._context.today), "indicator": codes}
        grade, excluded = self.read_answers(rows, questions)
        values |= {"grade": grade, "excluded": excluded, "weight": weights(rows, self._mapping)}
        values["channel"] = rows.text("channel")
        keys = [values["survey"], values["respondent"], codes, *([values["channel"]] if self._per_channel else [])]
        self._seen.refuse_repeated(rows, keys)
        return rows.table("answers", values)

    def _profile(self, rows: Rows) -> pa.Table:
        """What the rows that are kept say of their respondents. SourceError when the file has no such column."""
        texts = {name: self._variable(rows, name)[rows.kept] for name in self._context.profile}
        return pa.table({name: pa.Array.from_pandas(text, type=pa.string()) for name, text in texts.items()})

    def _variable(self, rows: Rows, name: str) -> "pd.Series[str]":
        mapped = {normal_name(variable): column for variable, column in self._mapping.profile.items()}
        if (column := mapped.get(normal_name(name), name)) and (found := rows.other(column)) is not None:
            return found
        channel = {normal_name(other) for other in COLUMNS.names["channel"]}
        if column == name and normal_name(name) in channel and rows.has("channel"):
            return rows.text("channel")
        raise SourceError(
            f"« {rows.file} » n’a pas de colonne « {column} » pour la variable « {name} » des marges : corriger le "
            "nom, ou l’indiquer dans la section [profile] de la correspondance."
        )

    def read_answers(self, rows: Rows, questions: RowIndicators) -> tuple[npt.NDArray[np.float64], "pd.Series[str]"]:
        """The grade of each row, NaN out of the base, and why it is; each distinct pair is read once."""
        pairs, values = pd.factorize(questions.places.astype("str") + "\0" + rows.text("answer"))
        found = [self._answer(questions.found, *str(pair).split("\0", 1)) for pair in values]
        unknown = np.array([answer is None for answer in found], dtype=bool)[pairs]
        rows.refuse(unknown, "answer", UNKNOWN_ANSWER)
        grade = np.array([np.nan if a is None or a.grade is None else a.grade for a in found], dtype="float64")[pairs]
        excluded = np.array([a.excluded if a else "" for a in found], dtype=object)[pairs]
        return grade, pd.Series(excluded, dtype="str")

    def _answer(self, found: list[FoundIndicator | None], place: str, text: str) -> Answer | None:
        item = found[int(place)]
        return self.answers.find(item.indicator, text) if item and item.indicator else None


def survey_codes(rows: Rows) -> "pd.Series[str]":
    """The survey of each row; refuses the rows that name none."""
    survey = rows.text("survey")
    rows.refuse(empty(survey), "survey", "enquête absente")
    return survey


def respondents(rows: Rows) -> "pd.Series[str]":
    """Who answers; in a wide file that does not say, each row is a person. Refuses the rows without anybody."""
    if not rows.has("respondent"):
        return pd.Series([f"{rows.file}, ligne {line}" for line in rows.lines.tolist()], dtype="str")
    respondent = rows.text("respondent")
    rows.refuse(empty(respondent), "respondent", NO_RESPONDENT)
    return respondent


def days(rows: Rows, today: dt.date) -> "pd.Series[pd.Timestamp]":
    """The day of each answer; refuses those that are unreadable, absent or to come."""
    day = row_dates(rows, "date")
    rows.refuse(empty(rows.text("date")), "date", "date absente")
    rows.refuse(np.asarray(day > pd.Timestamp(today), dtype=bool), "date", "date à venir : corriger la date")
    return day


def weights(rows: Rows, mapping: Mapping) -> npt.NDArray[np.float64]:
    """The weight of each answer, NaN when the survey has no weights; with a weight column every row has one."""
    if not rows.has("weight"):
        return np.full(len(rows), np.nan)
    figures = column_figures(rows.text("weight"), mapping, ())
    with np.errstate(invalid="ignore"):
        rows.refuse(np.isnan(figures.values), "weight", NO_WEIGHT)
        rows.refuse(figures.values < 0, "weight", NEGATIVE_WEIGHT)
    return figures.values
