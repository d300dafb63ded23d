"""The field of a survey: against its target and its time, by site and by channel."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses.survey_field import Field, Part, field
from dashboard.analyses.surveys import Calendar, count_of
from dashboard.charts.intervals import Point, Reference, intervals
from dashboard.charts.scale import Measure
from dashboard.charts.signs import Verdict
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.french_order import place_of
from dashboard.domain.survey import SurveyState
from dashboard.ui import chart, reading, table
from dashboard.ui.chart import Method
from dashboard.ui.context import View
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.surveys import FIELD_WHOLE, PACE_RULE, PACES, Pace, dates, hidden_parts
from dashboard.wording.words import STATUS_WORDS

DRAWN = 12
"""Sites on the chart: those whose projection is the lowest."""
MEASURE = Measure("Projection à la clôture, en\u00a0% de l’objectif", decimals=0, upper=None)
_VERDICTS = {Pace.BEHIND: Verdict.WORSE, Pace.AHEAD: Verdict.BETTER, Pace.ON_TIME: Verdict.SIMILAR}


def render(view: View, calendar: Calendar, code: str) -> None:
    """The identity of the survey, then its field; nothing of a field that is to come but its opening."""
    found = view.reader.compute(field, calendar, code, view.selection.scope, view.thresholds)
    st.header(found.survey.label)
    st.html(_identity(found))
    reading.show(found.reading)
    if found.state is SurveyState.PLANNED:
        return
    left, right = st.columns(2)
    table.show(denominators(found), container=left)
    if found.channels:
        table.show(channels(found), container=right)
    if found.sites:
        _sites(view, found)


def _identity(found: Field) -> str:
    survey = found.survey
    facts = [dates(survey), survey.population, survey.channels, survey.method]
    lines = [escape(fact[:1].upper() + fact[1:].rstrip(".")) for fact in facts if fact]
    link = ""
    if survey.link:
        address = escape(survey.link)
        link = f' <a class="spp-link" href="{address}" target="_blank" rel="noopener noreferrer">Questionnaire</a>'
    return f'<p class="spp-data">{". ".join(lines)}.{link}</p>'


def denominators(found: Field) -> Table:
    """Public served, offered, answered: each with its share of the one before; then the rhythm."""
    whole = found.whole
    count = count_of(whole.answered)
    rows: list[list[Cell | Content]] = [
        ["Public servi", whole.served, ""],
        ["Questionnaires proposés", whole.offered, _share(whole.offered, whole.served, "du public servi")],
        ["Répondants", count, _share(count, whole.offered, "des proposés") or _why(whole)],
        ["Objectif", whole.target, _share(count, whole.target, "atteints")],
    ]
    if found.seen is not None:
        rows.append(["Réponses par jour jusqu’ici", round(found.seen, 1), ""])
    if found.needed is not None:
        rows.append(["Réponses par jour à obtenir jusqu’à la clôture", round(found.needed, 1), ""])
    return Table.of("Du public servi aux réponses", [Column("Étape"), Column("Effectif", 0), Column("Part")], rows)


def _why(part: Part) -> str:
    return STATUS_WORDS[part.answered.status] if isinstance(part.answered, Withheld) else ""


def _share(part: int | None, whole: int | None, of: str) -> str:
    if part is None or not whole:
        return ""
    if part > whole and of != "atteints":
        return "plus que l’étape précédente\u00a0: dénominateur à vérifier"
    return f"{number(100 * part / whole, 1)}{NBSP}% {of}"


def channels(found: Field) -> Table:
    """One row a channel: offered, answered, rate."""
    columns = [Column("Canal"), Column("Proposés", 0), Column("Répondants", 0), Column("Taux de réponse", 1, "%")]
    rows = [[part.label, part.offered, _count(part), part.rate] for part in found.channels]
    return Table.of("Réponses par canal, toute l’enquête", columns, rows)


def _count(part: Part) -> Cell:
    return Cell(count_of(part.answered), note=_why(part))


def _sites(view: View, found: Field) -> None:
    """The sites furthest from their target while the survey runs; a plain table once it is closed."""
    st.subheader(_title(found))
    projected = [part for part in found.sites if part.projected is not None and part.projected.value is not None]
    made = sites_table(found)
    if not projected:
        table.html_table(made.caption, made.columns, made.rows, tall=len(made.rows) > 15, when=dates(found.survey))
        return
    lowest = sorted(projected, key=lambda part: part.projected.value or 0 if part.projected else 0)[:DRAWN]
    read = hidden_parts(sum(isinstance(part.answered, Withheld) for part in found.sites), len(projected), len(lowest))
    chart.show(
        lambda: intervals(_points(lowest), MEASURE, view.palette, [Reference("Objectif", 100, target=True)]),
        key="enquete_sites",
        alt=f"Projection des réponses à la clôture par site, en pourcentage de l’objectif. {read.conclusion}",
        reading=read,
        table=lambda: made,
        filename=f"{found.survey.code}-avancement-par-site",
        method=lambda: Method(f"{PACE_RULE} {FIELD_WHOLE}"),
        when=dates(found.survey),
    )


def _points(parts: Sequence[Part]) -> list[Point]:
    points = []
    for part in parts:
        one = part.projected
        assert one is not None
        assert one.value is not None
        shown = Shown(one.value, one.lower, one.upper, count_of(part.answered))
        points.append(Point(part.label, shown, _VERDICTS.get(part.pace, Verdict.UNJUDGED)))
    return points


def sites_table(found: Field) -> Table:
    """One row a site: offered, answered, rate, target; what is to come of it while the survey runs, those that are
    behind first; what was reached once it is closed."""
    columns = [
        Column("Site"), Column("Proposés", 0), Column("Répondants", 0), Column("Taux de réponse", 1, "%"),
        Column("Objectif", 0),
    ]  # fmt: skip
    sites = sorted(
        found.sites, key=lambda part: (_RANK[part.pace], isinstance(part.answered, Withheld), place_of(part.label))
    )
    rows: list[list[Cell | Content]] = [
        [part.label, part.offered, _count(part), part.rate, part.target] for part in sites
    ]
    if found.state is SurveyState.OPEN:
        columns += [
            Column("Projection (%)", 0), Column("IC 95\u00a0%, bas", 0), Column("IC 95\u00a0%, haut", 0),
            Column("Avancement"),
        ]  # fmt: skip
        added = [_to_come(part) for part in sites]
    else:
        columns.append(Column("Réponses ÷ objectif", 0, "%"))
        added = [[_reached(part)] for part in sites]
    made = [[*row, *more] for row, more in zip(rows, added, strict=True)]
    return Table.of(f"{_title(found)}, {found.survey.label}", columns, made)


def _title(found: Field) -> str:
    return "Avancement par site" if found.state is SurveyState.OPEN else "Réponses par site"


_RANK = {Pace.BEHIND: 0, Pace.ON_TIME: 1, Pace.AHEAD: 1, Pace.UNTOLD: 2}


def _to_come(part: Part) -> list[Cell | Content]:
    """Projection, its interval, and how the site stands."""
    one = part.projected
    limits: list[Cell | Content] = [one.value, one.lower, one.upper] if one else [None, None, None]
    return [*limits, _why(part) or PACES[part.pace]]


def _reached(part: Part) -> float | None:
    count = count_of(part.answered)
    return 100 * count / part.target if count is not None and part.target else None
