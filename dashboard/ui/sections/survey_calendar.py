"""The calendar of surveys: one row a wave, with its state, its answers and its rate."""

from dashboard.analyses.surveys import Calendar, count_of, response_rate
from dashboard.domain.estimate import Shown
from dashboard.domain.survey import Survey, SurveyState
from dashboard.ui import address, reading, table
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording.surveys import STATES, dates
from dashboard.wording.words import STATUS_WORDS

_ORDER = (SurveyState.OPEN, SurveyState.PLANNED, SurveyState.CLOSED, SurveyState.UNDATED)


def render(found: Calendar) -> None:
    """The sentence, then the table: under way, to come, closed."""
    reading.show(found.reading)
    made = as_table(found)
    table.html_table(made.caption, made.columns, made.rows, filename="calendrier-des-enquetes", filtered=False)


def as_table(found: Calendar) -> Table:
    """One row a survey; its name opens its detail."""
    columns = [
        Column("Enquête"), Column("État"), Column("Dates"), Column("Réponses", 0), Column("Objectif", 0),
        Column("Réponses ÷ objectif", 0, "%"), Column("Taux de réponse", 1, "%"),
    ]  # fmt: skip
    rows = [_row(survey, state) for state in _ORDER for survey in found.of(state)]
    return Table.of("Calendrier des enquêtes", columns, rows)


def _row(survey: Survey, state: SurveyState) -> list[Cell | Content]:
    count = count_of(survey.answered) if state is not SurveyState.PLANNED else None
    rate = response_rate(survey.answered, survey.offered) if count is not None else None
    reached = 100 * count / survey.target if count is not None and survey.target else None
    hidden = "" if isinstance(survey.answered, Shown) else STATUS_WORDS[survey.answered.status]
    name = Cell(survey.label, href=address.link("surveys", enquete=survey.code), note=survey.population or "")
    return [name, STATES[state], dates(survey), Cell(count, note=hidden), survey.target, reached, rate]
