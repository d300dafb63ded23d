"""What each distinct cell of a file of answers says: the rules of dashboard.sources.survey, once for each text.

Tables have a row a text, in their order: what it stands for, and `reason`: why what holds the text is refused, null
when it is not.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.sources.mapping import Mapping
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import Columns, ReadContext, Rows
from dashboard.sources.resolving import IndicatorNames, RowIndicators, SiteNames
from dashboard.sources.survey import COLUMNS, SurveyReader, days, survey_codes, weights


class SurveyWords:
    """Says what texts stand for in one load."""

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self._names, self._sites = IndicatorNames(context), SiteNames(context)
        self._reader = SurveyReader(context, COLUMNS)

    def surveys(self, texts: pa.Array) -> pa.Table:
        """`value, reason`."""
        rows = _rows(survey=texts)
        return _table(rows, "survey", pa.array(survey_codes(rows), pa.string()))

    def channels(self, texts: pa.Array) -> pa.Table:
        """`value, reason`: null when it is not told; no channel refuses a row."""
        rows = _rows(channel=texts)
        return _table(rows, "channel", pa.array(rows.text("channel").replace("", None), pa.string()))

    def sites(self, texts: pa.Array) -> pa.Table:
        """`value, reason`: the code of our site."""
        rows = _rows(site=texts)
        codes = self._sites.resolve(rows, np.full(len(rows), ""))
        return _table(rows, "site", pa.array(codes, pa.string()))

    def days(self, texts: pa.Array) -> pa.Table:
        """`value, reason`: the day."""
        rows = _rows(date=texts)
        found = days(rows, self._context.today).to_numpy().astype("datetime64[D]")
        return _table(rows, "date", pa.array(found, pa.date32(), from_pandas=True))

    def weights(self, texts: pa.Array) -> pa.Table:
        """`value, reason`: the number."""
        rows = _rows(weight=texts)
        return _table(rows, "weight", pa.array(weights(rows, self._context.mapping), pa.float64()))

    def answers(self, questions: pa.Array, texts: pa.Array) -> pa.Table:
        """`value, grade, excluded, question_reason, answer_reason, ignored`: the indicator and the
        place of the answer in its scale; `ignored`: a question that the mapping leaves out."""
        rows = _rows(question=questions, answer=texts)
        found = RowIndicators(rows, self._names, "question")
        ignored = ~rows.kept
        grade, excluded = self._reader.read_answers(rows, found)
        asked = _reasons(rows, "question")
        columns = {
            "value": pa.array(found.codes, pa.string()),
            "grade": pa.array(pd.array(grade).astype("Int16"), pa.int16()),
            "excluded": pa.array(excluded.replace("", None), pa.string()),
            "question_reason": pa.array(asked, pa.string()),
            "answer_reason": pa.array(_reasons(rows, "answer"), pa.string()),
            "ignored": pa.array(ignored & np.array([reason is None for reason in asked], dtype=bool)),
        }
        return pa.table(columns)


def _rows(**texts: pa.Array) -> Rows:
    frame = pd.DataFrame({name: text.to_pandas() for name, text in texts.items()}, dtype="str")
    frame.index = pd.RangeIndex(len(frame), name="line").astype("int64")
    return Rows(RawBatch("", frame), Columns({name: (name,) for name in texts}), Mapping())


def _reasons(rows: Rows, column: str) -> Sequence[str | None]:
    """By place, why the text of a column is refused."""
    result: list[str | None] = [None] * len(rows)
    for reject in rows.rejects:
        if reject.column == column:
            result[reject.line] = reject.reason
    return result


def _table(rows: Rows, column: str, value: pa.Array) -> pa.Table:
    return pa.table({"value": value, "reason": pa.array(_reasons(rows, column), pa.string())})
