"""Service × engagement: value, change and three verdicts in each cell; a choice opens the engagement of the service."""

from dataclasses import replace

import streamlit as st

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.services import Cell as Found
from dashboard.analyses.services import Matrix, matrix
from dashboard.charts import adapters
from dashboard.charts.matrix import Cell, ColumnHead, RowHead
from dashboard.charts.scale import Measure
from dashboard.ui import address, chart, navigation, reading
from dashboard.ui import matrix as buttons
from dashboard.ui.chart import Method
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Table
from dashboard.wording import short
from dashboard.wording.grammar import capital
from dashboard.wording.words import VERDICT_WORDS

TITLE = "Résultats par service et par engagement"


def render(view: View) -> None:
    """The matrix of the scope, its reading and its table."""
    chosen = view.selection
    st.header("Services et engagements")
    found = view.reader.compute(matrix, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
    reading.show(found.reading)
    if not found.cells:
        return
    rows = [RowHead(code, label) for code, label in found.services.items()]
    columns = [_column(engagement.commitment.number, found) for engagement in found.engagements]
    cells = {(service, str(number)): _cell(cell) for (service, number), cell in found.cells.items()}
    caption = f"{capital(chosen.when)}, écart avec : {chosen.before}. Choisir une case ouvre le détail."

    def open_detail(service: str, number: str) -> None:
        asked = address.query(service=service, engagement=number)
        st.switch_page(navigation.file_of("commitments"), query_params=asked)

    buttons.render(rows, columns, cells, "matrice", open_detail, caption=caption)
    chart.data_panel(
        "matrice_data",
        TITLE,
        lambda: as_table(found),
        "services-engagements",
        reading=found.reading,
        method=lambda: _method(view, found),
    )


def _method(view: View, found: Matrix) -> Method:
    """The rule of each headline indicator; the query and the loads are those of the first."""
    shown = {number: cell.judged.figure.indicator for (_, number), cell in sorted(found.cells.items())}
    rules = [f"E{number}\u00a0: {indicator.rule}" for number, indicator in sorted(shown.items())]
    first = next(iter(shown.values()))
    question = Question((first.code,), (Axis.SERVICE,), view.selection.scope, view.selection.period)
    known = method_of(view, question)
    return replace(known, explanation=" ".join(["Une case montre l’indicateur principal de l’engagement.", *rules]))


def _column(number: int, found: Matrix) -> ColumnHead:
    engagement = next(e for e in found.engagements if e.commitment.number == number)
    cell = next((cell for (_, column), cell in found.cells.items() if column == number), None)
    measure = Measure.of(cell.judged.figure.indicator) if cell else Measure()
    commitment = engagement.commitment
    return ColumnHead(str(number), f"E{number}", commitment.short_label, measure)


def _cell(found: Found) -> Cell:
    judged = found.judged
    return Cell(
        judged.figure.estimate,
        judged.earlier.difference,
        adapters.signal(found.series.last if found.series else None),
        adapters.verdict(found.network.verdict),
        adapters.goal(judged.target),
    )


def as_table(found: Matrix) -> Table:
    """One row a cell: service, engagement, indicator, figure, change, verdicts."""
    labels = {e.commitment.number: navigation.commitment_label(e.commitment) for e in found.engagements}
    rows = []
    for (service, number), cell in sorted(found.cells.items()):
        figure = cell.judged.figure
        indicator, estimate = figure.indicator, figure.estimate
        rows.append(
            [
                found.services[service],
                labels[number],
                indicator.label,
                short.value(indicator, estimate),
                short.details(indicator, estimate),
                short.change(indicator, estimate, cell.judged.earlier),
                short.NETWORK.get(cell.network.verdict, ""),
                VERDICT_WORDS[cell.judged.target.verdict],
            ]
        )
    heads = ["Service", "Engagement", "Indicateur", "Valeur", "Précision", "Évolution", "Face au réseau", "Cible"]
    return Table.of(TITLE, heads, rows)
