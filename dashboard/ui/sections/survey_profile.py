"""Who answered a survey: a warning beside the comparison when the mix changed, then the shares of both waves."""

from html import escape

import streamlit as st

from dashboard.analyses.survey_profile import Profile, Trait, survey_profile
from dashboard.analyses.survey_results import Results
from dashboard.analyses.surveys import Calendar
from dashboard.ui import chart, reading, table
from dashboard.ui.context import View
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import numerals
from dashboard.wording import survey_profile as wording
from dashboard.wording.dates import period


def warn(view: View, calendar: Calendar, code: str) -> None:
    """Under the comparison with the wave before: that its respondents were not the same, when it matters."""
    found = view.reader.compute(survey_profile, calendar, code, view.thresholds)
    if found.changed:
        reading.show(found.reading)


def render(view: View, calendar: Calendar, results: Results) -> None:
    """What changed, trait by trait; then every category."""
    found = view.reader.compute(survey_profile, calendar, results.survey.code, view.thresholds)
    st.header("Profil des répondants")
    st.html(f'<p class="spp-data">{escape(wording.INTRODUCTION)}</p>')
    reading.show(found.reading)
    if not found.traits or results.period is None:
        return
    when = period(results.period)
    changes = changes_table(found)
    table.html_table(
        changes.caption, changes.columns, changes.rows, when=when, filtered=False,
        filename=f"{results.survey.code}-profil", reading=found.reading,
    )  # fmt: skip
    chart.data_panel(
        "enquete_profil_data",
        "Composition des répondants",
        lambda: shares_table(found, results),
        f"{results.survey.code}-composition",
        reading=found.reading,
        when=when,
        named=True,
    )


def changes_table(found: Profile) -> Table:
    """One row a trait: what moved most, the standardised difference, its verdict, its effect on the overall figure."""
    columns = [
        Column("Critère"), Column("Différence standardisée", 2), Column("Composition"), Column("Plus fort changement"),
        Column("Effet sur l’opinion d’ensemble"),
    ]  # fmt: skip
    return Table.of(
        "Composition des répondants et vague précédente", columns, [_row(found, one) for one in found.traits]
    )


def _row(found: Profile, trait: Trait) -> list[Cell | Content]:
    if trait.change is None:
        return [trait.name, None, "non comparée", None, None]
    effect = None
    if trait.effect is not None and found.overall is not None:
        effect = numerals.gap(found.overall, trait.effect)
    verdict = wording.word(trait.change.difference, changed=trait.changed)
    return [trait.name, trait.change.difference, verdict, _largest(trait), effect]


def _largest(trait: Trait) -> str | None:
    """« En ligne : 55,3 % puis 66,4 % »."""
    moved = [
        (abs(one.now - one.before), one)
        for one in trait.shares
        if one.now is not None and one.before is not None and one.label != wording.OTHERS
    ]
    if not moved:
        return None
    one = max(moved, key=lambda pair: pair[0])[1]
    return wording.move(one.label, one.before or 0.0, one.now or 0.0)


def shares_table(found: Profile, results: Results) -> Table:
    """Every category of every trait, in % of the respondents of each wave."""
    before = found.previous.label if found.previous is not None else "vague précédente"
    columns = [
        Column("Catégorie"), Column("Critère"), Column(f"{results.survey.label} (%)", 1), Column(f"{before} (%)", 1),
    ]  # fmt: skip
    rows: list[list[Cell | Content]] = [
        [one.label, trait.name, one.now, one.before] for trait in found.traits for one in trait.shares
    ]
    return Table.of("Composition des répondants", columns, rows)
