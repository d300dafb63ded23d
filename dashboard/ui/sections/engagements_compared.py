"""One engagement against the others: the perceived figure of each, its interval, and the verdict on the gap."""

from dataclasses import replace

import streamlit as st

from dashboard.analyses.engagements_compared import EngagementFigure, EngagementsCompared, compare_engagements
from dashboard.analyses.question import Question
from dashboard.charts import adapters
from dashboard.charts.intervals import Point, Reference, intervals
from dashboard.charts.scale import Measure
from dashboard.domain.estimate import Shown
from dashboard.ui import chart, navigation, reading
from dashboard.ui.chart import Method
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column, Content, Table
from dashboard.wording import numerals, short
from dashboard.wording.comparison import read_comparison
from dashboard.wording.grammar import capital

COLUMNS = (
    Column("Engagement"),
    Column("Question retenue"),
    Column("Valeur (%)", 1),
    Column("IC 95 %, bas (%)", 1),
    Column("IC 95 %, haut (%)", 1),
    Column("Base (n)", 0),
    Column("Moyenne des autres (%)", 1),
    Column("Écart (points)", 1),
    Column("Intervalle de l’écart"),
    Column("Verdict"),
)

RULE = (
    "Chaque engagement est représenté par une part d’avis favorables tirée d’enquêtes : l’indicateur principal s’il en "
    "est une, sinon le premier qui a un résultat. Les parts sans rapport avec l’opinion des usagers (délais, appels, "
    "énergie) et les avis en ligne n’y entrent pas. L’écart est la différence avec la moyenne des autres engagements, "
    "chacun comptant pour un. Comme les mêmes personnes peuvent avoir répondu aux deux questions, la marge de l’écart "
    "est la plus grande que permette leur lien : la somme des marges. Les verdicts sont corrigés de leur nombre."
)


def render(view: View, number: int) -> None:
    """Draw the engagements, and say what the one that is open (`number`) has of its own."""
    chosen = view.selection
    found = view.reader.compute(compare_engagements, chosen.scope, view.thresholds, period=chosen.period)
    st.header("Un engagement par rapport aux autres")
    if not found.engagements:
        reading.show(found.reading)
        return
    own = next((row for row in found.engagements if row.commitment.number == number), None)
    if own is not None:
        st.html(f'<p class="spp-data">{_title(own)}</p>')
        read = read_comparison(own.figure.indicator, own.figure.estimate, own.comparison, found.setting)
        reading.show(read)
    _chart(view, found)


def _title(row: EngagementFigure) -> str:
    return f"{navigation.commitment_label(row.commitment)} : {_question(row)}"


def _chart(view: View, found: EngagementsCompared) -> None:
    points = [
        Point(
            navigation.commitment_label(row.commitment), row.figure.estimate, adapters.verdict(row.comparison.verdict)
        )
        for row in found.engagements
    ]
    references = [] if found.mean is None else [Reference("Moyenne des engagements", found.mean)]
    measure = Measure("Part d’avis favorables")
    chart.show(
        lambda: intervals(points, measure, view.palette, references),
        key="engagements_compares",
        alt=f"Part d’avis favorables par engagement, avec intervalle de confiance à 95 %. {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: as_table(found, view.selection.when),
        filename="engagements-compares",
        method=lambda: _method(view, found),
    )


def _method(view: View, found: EngagementsCompared) -> Method:
    """The rule of the comparison; the query and the loads are those of the questions that are shown."""
    codes = tuple(row.figure.indicator.code for row in found.engagements)
    known = method_of(view, Question(codes, (), view.selection.scope, view.selection.period))
    return replace(known, explanation=RULE)


def as_table(found: EngagementsCompared, when: str) -> Table:
    """One row an engagement that was observed; a withheld figure has its reason and no number."""
    rows = [[navigation.commitment_label(row.commitment), _question(row), *_cells(row)] for row in found.engagements]
    return Table.of(f"{capital('engagements comparés entre eux')}, {when}", COLUMNS, rows)


def _question(row: EngagementFigure) -> str:
    """The label of the indicator that stands for the engagement, and among how many."""
    label = row.figure.indicator.label
    return label if len(row.candidates) < 2 else f"{label} (1 parmi {len(row.candidates)})"


def _cells(row: EngagementFigure) -> list[Content]:
    estimate, comparison = row.figure.estimate, row.comparison
    if not isinstance(estimate, Shown):
        return [*([None] * 7), short.value(row.figure.indicator, estimate)]
    mean = comparison.benchmark
    words = short.OTHERS.get(comparison.verdict, "")
    return [
        estimate.value,
        estimate.lower,
        estimate.upper,
        estimate.n,
        mean.value if isinstance(mean, Shown) else None,
        comparison.difference,
        numerals.interval(comparison.lower, comparison.upper) or None,
        f"{words} ({comparison.reason})" if comparison.difference is None and comparison.reason else words,
    ]
