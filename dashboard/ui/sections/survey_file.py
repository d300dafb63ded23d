"""A survey file with columns of its own: proposed column by column, corrected, tried, then loaded."""

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard import catalog
from dashboard.config import settings
from dashboard.domain.indicator import Indicator
from dashboard.errors import DashboardError
from dashboard.loading import LoadReport
from dashboard.loading.context import known_indicators
from dashboard.loading.described_survey import Sample, Trial, load_described, sample, tried
from dashboard.loading.first_description import proposal
from dashboard.loading.load import Listener
from dashboard.sources import survey
from dashboard.sources.survey_columns import Role
from dashboard.sources.survey_description import Described, SurveyDescription
from dashboard.sources.values import slug
from dashboard.ui import table
from dashboard.ui.plain_text import as_written
from dashboard.ui.sections import load_under_way, survey_column
from dashboard.ui.sections.load_under_way import SURVEYS, received
from dashboard.ui.table import Column, Row, Table
from dashboard.wording import survey_file as words
from dashboard.wording.grammar import capital

KEPT = "spp_enquete"
DONE = "spp_enquete_chargee"
PREVIEW = 10
MOST_REFUSED = 50


@dataclass(slots=True)
class Draft:
    """The file under description: `digest` tells it from the next one; `follows`: the load described alike."""

    digest: str
    sample: Sample
    columns: dict[str, Described]
    by_label: bool
    follows: str = ""


def render() -> None:
    """From the file to its load; the report stays until the next action."""
    st.header("Décrire un fichier d’enquête")
    st.html(
        '<p class="spp-sentence">Pour une enquête dont le fichier a ses propres colonnes, une ligne par personne. '
        "Chaque colonne est reconnue, vous corrigez, vous essayez, puis vous chargez.</p>"
    )
    sent = st.file_uploader("Fichier d’enquête", type=SURVEYS, max_upload_size=settings().upload_limit_mb)
    done = st.session_state.pop(DONE, None)
    if sent is not None and (draft := _draft(sent)) is not None:
        _described(sent, draft)
    if done:  # where the button was: the person looks there
        load_under_way.report(done)


def _described(sent: Any, draft: Draft) -> None:
    known = known_indicators(settings())
    _first_rows(draft.sample)
    _summary(draft, known)
    survey_column.correct(draft.digest, draft.sample, draft.columns, known)
    described = _whole_file(draft, sent.name)
    if trial := _tried(draft.sample, described):
        _send(sent, described, trial, known)


def _draft(sent: Any) -> Draft | None:
    """What is known of the file, kept from one run to the next; None when it cannot be read, and said."""
    digest = hashlib.sha256(sent.getbuffer()).hexdigest()[:12]
    draft: Draft | None = st.session_state.get(KEPT)
    if draft is not None and draft.digest == digest:
        return draft
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = sample(settings(), received(folder, sent))
    except DashboardError as refusal:
        st.error(as_written(str(refusal)))
        return None
    first = proposal(settings(), found)
    draft = Draft(digest, found, first.columns, any(column.by_label for column in found.columns), first.load)
    st.session_state[KEPT] = draft
    return draft


def _first_rows(found: Sample) -> None:
    with st.expander("Les dix premières lignes"):
        rows: list[Row] = [[str(line), *cells] for line, *cells in found.rows.iloc[:PREVIEW].itertuples(name=None)]
        table.show(Table.of(f"Premières lignes de {found.file}", ["Ligne", *found.rows.columns], rows), tall=True)


def _summary(draft: Draft, known: Mapping[str, Indicator]) -> None:
    """One line a column: what it is taken for, and what is still to look at."""
    if draft.follows:
        st.caption(words.FOLLOWS.format(draft.follows))
    scales = catalog.scales()
    rows: list[Row] = []
    for column in draft.sample.columns:
        said = draft.columns[column.name]
        measured = known[said.indicator].label if said.indicator in known else f"{said.label} (nouvel indicateur)"
        question = said.role is Role.QUESTION
        rows.append(
            [
                column.name,
                ", ".join(column.examples),
                words.ROLES[said.role],
                scales[said.scale].label if question and said.scale else None,
                measured if question else None,
                survey_column.remark(column, said),
            ]
        )
    columns = ["Colonne", "Exemples", "Contenu", "Échelle", "Indicateur", "À vérifier"]
    table.show(
        Table.of("Ce que contient chaque colonne", [Column(name) for name in columns], rows), tall=len(rows) > 12
    )


def _whole_file(draft: Draft, name: str) -> SurveyDescription:
    """What holds for every row, asked only when no column says it."""
    found = SurveyDescription(draft.columns, {}, draft.by_label)
    constants: dict[str, str] = {}
    if all(found.column(role) for role in (Role.SURVEY, Role.DATE, Role.SITE)):
        return found
    st.subheader("Ce qui vaut pour tout le fichier")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if found.column(Role.SURVEY) is None:
            usual = slug(name.rsplit(".", 1)[0])
            constants["survey"] = st.text_input(
                "Code de l’enquête (une vague\u00a0: un code)", usual, width=320
            ).strip()
        if found.column(Role.DATE) is None:
            day = st.date_input("Jour des réponses, pour tout le fichier", None, format="DD/MM/YYYY", width=320)
            constants["date"] = day.isoformat() if day else ""
        if found.column(Role.SITE) is None:
            constants["site"] = st.text_input("Code du site, pour tout le fichier", width=320).strip()
    return replace(found, constants=constants)


def _tried(found: Sample, described: SurveyDescription) -> Trial | None:
    """What the description makes of the first rows; None when something is missing, and said."""
    st.subheader("Essai sur les premières lignes")
    try:
        trial = tried(settings(), found, described)
    except DashboardError as refusal:
        st.info(as_written(str(refusal)))
        return None
    refused = sum(times for _, times in trial.refused)
    said = f"{words.tried(trial.rows, trial.answers, trial.out, refused)} {words.created(trial.new)}"
    (st.warning if refused else st.success)(as_written(said))
    if refused:
        columns = [Column("Colonne"), Column("Valeur"), Column("Fois", 0), Column("Motif")]
        rows: list[Row] = [
            [one.column, one.value, times, _reason(one.reason)] for one, times in trial.refused[:MOST_REFUSED]
        ]
        table.show(Table.of("Ce qui est refusé, le plus fréquent d’abord", columns, rows), tall=len(rows) > 12)
    return trial


def _reason(reason: str) -> str:
    """The reason of a refusal, in the words of the page."""
    return words.UNKNOWN_ANSWER if reason == survey.UNKNOWN_ANSWER else capital(reason)


def _send(sent: Any, described: SurveyDescription, trial: Trial, known: Mapping[str, Indicator]) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Télécharger la correspondance",
            described.mapping(known),
            f"{described.constants.get('survey') or 'enquete'}.toml",
            "application/toml",
            on_click="ignore",
        )
        asked = st.button("Charger ce fichier", type="primary", disabled=not trial.answers, key="charger_enquete")
    if not asked:
        return

    def loading(advance: Listener) -> LoadReport:
        with tempfile.TemporaryDirectory() as folder:
            return load_described(settings(), received(folder, sent), described, advance)

    if report := load_under_way.followed(loading):
        st.session_state[DONE] = report
        st.rerun()
