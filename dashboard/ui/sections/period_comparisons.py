"""The last step and the chosen period, each against the one before and against last year; then year by year."""

from html import escape

import streamlit as st

from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.limits import setting_of
from dashboard.analyses.over_time import OverTime, compared_twice
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.span import concerned
from dashboard.domain.period import Period
from dashboard.ui import reading, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column
from dashboard.wording import dates
from dashboard.wording.comparison import read_comparison
from dashboard.wording.figure import read_figure
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from dashboard.wording.years import read_years

SAME = "Un an plus tôt, ce sont les mêmes mois que la période précédente."


def render(view: View, found: OverTime) -> None:
    """A card a period, two comparisons in each, and a table of the years."""
    st.header("Comparer les périodes")
    chosen = view.selection
    cards: list[tuple[str, tuple[Figure | None, Figure | None], Setting]] = [
        (f"La période choisie : {chosen.when}", (found.previous, found.last_year), found.setting)
    ]
    if found.latest is not None and found.latest != chosen.period:
        last = view.reader.compute(compared_twice, found.indicator.code, chosen.scope, view.thresholds, found.latest)
        setting = setting_of(view.reader, found.latest, [found.indicator])
        cards.insert(0, (f"Le dernier point : {dates.period(found.latest)}", last, setting))
    drawn = [
        f'<section class="spp-answer"><h3>{escape(heading)}</h3>{_card(found, pair, setting)}</section>'
        for heading, pair, setting in cards
    ]
    st.html(f'<div class="spp-answers">{"".join(drawn)}</div>')
    _years(view, found)


def _card(found: OverTime, pair: tuple[Figure | None, Figure | None], setting: Setting) -> str:
    previous, last_year = pair
    if previous is None or last_year is None:
        return '<p class="spp-sentence">Aucune comparaison possible.</p>'
    parts = [reading.markup(read_figure(found.indicator, previous.estimate, setting=setting))]
    for name, figure in (
        ("Par rapport à la période précédente", previous),
        ("Par rapport à la même saison", last_year),
    ):
        parts.append(f'<p class="spp-data"><strong>{escape(name)}</strong></p>')
        if figure is last_year and last_year.period.months == 12:
            parts.append(reading.markup(Reading("", SAME)))
        elif figure.comparison is not None:
            parts.append(reading.markup(read_comparison(found.indicator, figure.estimate, figure.comparison, setting)))
    return "".join(parts)


def _years(view: View, found: OverTime) -> None:
    indicator = found.indicator
    question = Question((indicator.code,), (Axis.YEAR,), view.selection.scope)
    years = [
        (int(str(figure.axes[Axis.YEAR])), figure.estimate)
        for figure in reversed(view.reader.compute(figures, question, view.thresholds))
    ]
    if not years:
        return
    st.subheader("Année par année")
    breaks = [cut.month.year for cut in concerned(indicator, view.selection.scope.services)]
    inside = [year for year in breaks if years[-1][0] <= year <= years[0][0]]
    setting = setting_of(view.reader, Period.year(years[0][0]))
    read = read_years(indicator, years, inside, setting)
    reading.show(read)
    columns = [Column("Année"), *figure_columns(indicator)]
    rows = [[str(year), *figure_cells(indicator, estimate)] for year, estimate in years]
    table.html_table(
        f"{indicator.label}, par année civile",
        columns,
        rows,
        filename=f"{indicator.code}-par-annee",
        reading=read,
        method=lambda: method_of(view, question),
        when=f"de {years[-1][0]} à {years[0][0]}",
    )
