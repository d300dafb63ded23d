"""The figures that an address asks: those of the command `figures`, row for row."""

from typing import Any

from dashboard.analyses import figure_rows
from dashboard.analyses.figures import Question
from dashboard.analyses.figures import figures as figures_of
from dashboard.api.answer import Answer, Row
from dashboard.api.tables import figures_table
from dashboard.disclosure import Thresholds
from dashboard.domain.period import Period
from dashboard.store.reads import Reader


def figure_answer(reader: Reader, question: Question, thresholds: Thresholds) -> Answer:
    """Every row of the question. Raises QueryError: a code, an axis or a period that is not published."""
    table = figures_table(question.by)
    found = figures_of(reader, question, thresholds)
    rows: list[Row] = []
    for figure in found:
        values = figure_rows.row(figure, question)
        rows.append(tuple(values.get(name) for name in table.columns))
    beside: dict[str, Any] = {"by": [axis.value for axis in question.by], "period": _months(question.period)}
    return Answer(table, tuple(rows), beside)


def _months(period: Period | None) -> dict[str, str] | None:
    """The months that are read; None: all that is published."""
    return None if period is None else {"from": f"{period.start:%Y-%m}", "to": f"{period.last_month:%Y-%m}"}
