"""Every load, published or waiting, and what each refused."""

import datetime as dt
from itertools import islice

import streamlit as st

from dashboard.config import settings
from dashboard.sources.kinds import KINDS, SURVEY
from dashboard.store import staging
from dashboard.store.staging import REJECTS, StagedLoad
from dashboard.ui import table
from dashboard.ui.sections import rejects_file
from dashboard.ui.table import Column, Row
from dashboard.wording.dates import moment
from dashboard.wording.grammar import capital
from dashboard.wording.weighting import sentences

MOST = 200


def render() -> None:
    """The loads, the last first, then the refused rows of the one that is chosen."""
    found = staging.loads(settings())
    if not found:
        return
    st.header("Chargements")
    columns = [
        Column("Chargement"),
        Column("Type"),
        Column("Fichiers"),
        Column("Chargé le"),
        Column("Unité"),
        Column("Gardées", 0),
        Column("Refusées", 0),
    ]
    table.html_table(
        "Chargements, du plus récent au plus ancien",
        columns,
        [_row(load) for load in reversed(found)],
        tall=True,
        filtered=False,
    )
    if weighted := [load for load in reversed(found) if load.weighting]:
        st.subheader("Pondérations")
        table.html_table(
            "Chargements pondérés par des marges, du plus récent au plus ancien",
            [Column("Chargement"), Column("Fichiers"), Column("Marges"), Column("Pondération")],
            [_weighting(load) for load in weighted],
            tall=True,
            filtered=False,
        )
    refused = {f"{load.id} : {_names(load)}": load for load in reversed(found) if load.rejected}
    if refused:
        st.subheader("Ce qui est refusé")
        _rejects(refused[st.selectbox("Chargement", list(refused), key="chargement_refus", width=520)])


def _names(load: StagedLoad) -> str:
    more = len(load.files) - 1
    return load.files[0].name + (f" et {more} autre{'s' * (more > 1)}" if more else "")


def _row(load: StagedLoad) -> Row:
    kind = capital(KINDS[load.kind].label) if load.kind in KINDS else load.kind
    when = moment(dt.datetime.fromisoformat(load.created_at))
    return [load.id, kind, _names(load), when, capital(unit_of(load)), kept(load), load.rejected]


def unit_of(load: StagedLoad) -> str:
    """What is kept or refused: of a survey, each answer of a person."""
    return "réponses" if load.kind == SURVEY else "lignes"


def kept(load: StagedLoad) -> int:
    """How many of them are kept; the texts of a survey are not counted with its answers."""
    return load.accepted.get("answers", 0) if load.kind == SURVEY else sum(load.accepted.values())


def _weighting(load: StagedLoad) -> Row:
    if load.weighting is None:
        return [load.id, _names(load), "", ""]
    return [load.id, _names(load), load.weighting.file, sentences(load.weighting)]


def _rejects(load: StagedLoad) -> None:
    columns = [Column("Fichier"), Column("Ligne", 0), Column("Colonne"), Column("Valeur"), Column("Motif")]
    rows: list[Row] = [
        [r.file, r.line, r.column, r.value, r.reason] for r in islice(staging.rejects(settings(), load.id), MOST)
    ]
    shown = f", les {MOST} premières" if load.rejected > MOST else ""
    table.html_table(
        f"{capital(unit_of(load))} refusées du chargement {load.id}{shown}", columns, rows, tall=True, filtered=False
    )
    rejects_file.offer(load.folder / REJECTS, f"rejets-{load.id}.csv")
