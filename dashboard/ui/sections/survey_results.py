"""The results of a survey: the distribution of each question, a chart a scale, then every figure in one table."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses.question import Question
from dashboard.analyses.survey_results import QuestionResult, Results, results, solid
from dashboard.analyses.surveys import Calendar
from dashboard.charts.distribution import Answers, GradeStyle, distribution
from dashboard.domain.indicator import Scale
from dashboard.domain.survey import SurveyState
from dashboard.ui import chart, reading, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import change_cell
from dashboard.ui.method import Method
from dashboard.ui.method_note import method_of
from dashboard.ui.sections import survey_breakdown, survey_comments, survey_crossing, survey_drivers, survey_profile
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import short
from dashboard.wording.dates import period
from dashboard.wording.survey_results import EARLIER_WAVE, MOST_GRADES, NOT_CLOSED, OF_EVERYONE, parts_of, read_scale


def render(view: View, calendar: Calendar, code: str) -> None:
    """The results of a closed survey; those of the wave before, said so, while it is not closed."""
    survey = calendar.find(code)
    if survey.state(calendar.on) in (SurveyState.PLANNED, SurveyState.OPEN):
        earlier = calendar.previous(survey)
        st.header("Résultats")
        if earlier is None:
            st.info(NOT_CLOSED)
            return
        st.html(f'<p class="spp-data">{escape(EARLIER_WAVE.format(earlier.label))}</p>')
        survey = earlier
    else:
        st.header("Résultats")
    found = view.reader.compute(results, calendar, survey.code, view.selection.scope, view.thresholds)
    reading.show(found.reading)
    if found.period is None:
        return
    if view.sees_all:
        survey_profile.warn(view, calendar, survey.code)
    when = period(found.period)
    for place, (scale, questions) in enumerate(found.by_scale()):
        _scale(view, found, scale, questions, place, when)
    made = as_table(found)
    table.html_table(
        made.caption, made.columns, made.rows, filename=f"{survey.code}-resultats", reading=found.reading, when=when,
        method=lambda: _method(view, found),
    )  # fmt: skip
    survey_breakdown.render(view, found)
    if not view.sees_all:
        st.html(f'<p class="spp-note">{OF_EVERYONE}</p>')
        return
    survey_drivers.render(view, calendar, found)
    survey_crossing.render(view, calendar, found)
    survey_profile.render(view, calendar, found)
    survey_comments.render(view, calendar, found)


def _method(view: View, found: Results) -> Method:
    first = found.questions[0].indicator.code
    return method_of(view, Question((first,), scope=view.selection.scope, period=found.period))


def _scale(
    view: View, found: Results, scale: Scale, questions: Sequence[QuestionResult], place: int, when: str
) -> None:
    """The questions of one scale; nothing when none may be shown."""
    kept = solid(questions)
    if not kept:
        return
    read = read_scale([(one.indicator.label, one.spread.top) for one in kept if one.spread], len(questions) - len(kept))
    codes = tuple(one.indicator.code for one in kept)
    st.subheader(f"Échelle\u00a0: de «\u00a0{scale.grades[0].label}\u00a0» à «\u00a0{scale.grades[-1].label}\u00a0»")
    chart.show(
        lambda: distribution(
            [_answers(one) for one in kept], _styles(scale), view.palette, aside_label="Ne sait pas, non concerné"
        ),
        key=f"enquete_echelle_{place}",
        alt=f"Répartition des réponses par question, échelle de {len(scale.grades)} degrés. {read.conclusion}",
        reading=read,
        table=lambda: grades_table(scale, kept),
        filename=f"{found.survey.code}-repartition-{place + 1}",
        method=lambda: method_of(view, Question(codes, scope=view.selection.scope, period=found.period)),
        when=when,
    )


def _styles(scale: Scale) -> list[GradeStyle]:
    if len(scale.grades) <= MOST_GRADES:
        return [GradeStyle(grade.label, scale.side(grade.index)) for grade in scale.grades]
    return [GradeStyle(label, side) for side, label in parts_of(scale)]


def _answers(one: QuestionResult) -> Answers:
    scale, spread = one.indicator.scale, one.spread
    assert scale is not None
    assert spread is not None
    shares = spread.shares
    if len(scale.grades) > MOST_GRADES:
        sides = [scale.side(grade.index) for grade in scale.grades]
        shares = tuple(
            sum(share for share, of in zip(spread.shares, sides, strict=True) if of == side)
            for side, _ in parts_of(scale)
        )
    aside = spread.aside or None
    return Answers(one.indicator.label, shares, spread.n, spread.net, aside, spread.top.fragile)


def grades_table(scale: Scale, questions: Sequence[QuestionResult]) -> Table:
    """One row a question: the share of each grade, then what is out of the scale."""
    columns = [Column("Question"), *(Column(f"{grade.label} (%)", 1) for grade in scale.grades),
               Column("Base (n)", 0), Column("Ne sait pas, non concerné (%)", 1)]  # fmt: skip
    rows: list[list[Cell | Content]] = [
        [one.indicator.label, *one.spread.shares, one.spread.n, one.spread.aside] for one in questions if one.spread
    ]
    return Table.of("Répartition des réponses", columns, rows)


def as_table(found: Results) -> Table:
    """Every question: favourable share, net, mean, base, what is out of it, the wave before and the verdict."""
    columns = [
        Column("Question"), Column("Chiffre suivi"), Column("Part favorable (%)", 1), Column("IC 95\u00a0%, bas", 1),
        Column("IC 95\u00a0%, haut", 1), Column("Solde (points)", 0), Column("Moyenne", 2), Column("Base (n)", 0),
        Column("Ne sait pas, non concerné (%)", 1), Column("Vague précédente"), Column("Évolution"),
    ]  # fmt: skip
    return Table.of(f"Résultats par question, {found.survey.label}", columns, [_row(one) for one in found.questions])


def _row(one: QuestionResult) -> list[Cell | Content]:
    spread, indicator = one.spread, one.indicator
    figures: list[Cell | Content] = [None] * 7
    if spread is not None:
        top = spread.top
        figures = [top.value, top.lower, top.upper, spread.net, spread.mean, spread.n, spread.aside]
    before = short.value(indicator, one.previous) if one.previous is not None else None
    followed = Cell(short.value(indicator, one.estimate), note="" if spread else short.remark(one.estimate))
    return [indicator.label, followed, *figures, before, change_cell(indicator, one.estimate, one.comparison)]
