"""The version that is shown, the ones kept, and the two acts on them: publish, go back."""

import streamlit as st

from dashboard.config import Settings, settings
from dashboard.errors import DashboardError
from dashboard.loading.publication import Waiting, publish_everything, undo_publication, waiting, waiting_loads
from dashboard.sources.kinds import SURVEY
from dashboard.store import publish, staging
from dashboard.store.following import elsewhere
from dashboard.store.staging import StagedLoad
from dashboard.store.version import Version
from dashboard.ui import navigation, table
from dashboard.ui.plain_text import as_written
from dashboard.ui.table import Column
from dashboard.wording.build_steps import step_label
from dashboard.wording.dates import moment
from dashboard.wording.grammar import count

DONE = "spp_publication"
BROUGHT = "spp_publication_enquete"
PUBLISH = "publier"
"""Where the button is on the page, for a link."""


def render() -> None:
    """State, buttons, table of the versions."""
    chosen = settings()
    st.header("Données publiées", anchor=PUBLISH)
    if said := st.session_state.pop(DONE, None):
        st.success(said)
        if st.session_state.pop(BROUGHT, False):
            st.page_link(navigation.file_of("surveys"), label="Voir les enquêtes")
    served: Version | None = None
    kept: list[Version] = []
    staged: tuple[StagedLoad, ...] = ()
    damaged = False
    try:
        staged = () if chosen.published_from else staging.loads(chosen)
        kept = publish.versions(chosen)
        served = publish.current(chosen)
    except DashboardError as refusal:
        st.error(as_written(str(refusal)))
        damaged = bool(staged)  # publishing anew is then the remedy
    if served is None and not damaged:
        st.html('<p class="spp-sentence">Aucune donnée n’est publiée.</p>')
    elif served is not None:
        built = moment(served.built_at)
        st.html(f'<p class="spp-sentence">La version {served.number}, publiée le {built}, est en service.</p>')
    if chosen.published_from:
        st.info(as_written(elsewhere(chosen.published_from)))
    else:
        brought = _brought(chosen, staged, served)
        can_undo = any(served and version.number < served.number for version in kept)
        _acts(chosen, brought, served, damaged=damaged, can_undo=can_undo)
    if kept:
        _table(kept, served)


def _brought(chosen: Settings, staged: tuple[StagedLoad, ...], served: Version | None) -> Waiting:
    """The loads alone when the registry does not answer, which is said."""
    try:
        return waiting(chosen, staged, served)
    except DashboardError as refusal:
        st.error(as_written(str(refusal)))
        return Waiting(waiting_loads(staged, served), 0)


def _table(kept: list[Version], served: Version | None) -> None:
    rows = [
        [
            f"Version {version.number}",
            moment(version.built_at),
            len(version.loads),
            version.bytes / 1e6,
            "en service" if served and version.number == served.number else "conservée",
        ]
        for version in reversed(kept)
    ]
    columns = [
        Column("Version"),
        Column("Publiée le"),
        Column("Chargements", 0),
        Column("Taille (Mo)", 1),
        Column("État"),
    ]
    table.html_table("Versions conservées", columns, rows, filtered=False)


def _acts(chosen: Settings, brought: Waiting, served: Version | None, *, damaged: bool, can_undo: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        parts = [count(brought.loads, "chargement")] * (brought.loads > 0)
        parts += [count(brought.reviews, "avis nouveau ou modifié", "avis nouveaux ou modifiés")] * (
            brought.reviews > 0
        )
        words = f"Publier ({' et '.join(parts)} en attente)" if parts and not damaged else "Publier"
        if st.button(words, type="primary", key="publier", disabled=not parts and not damaged):
            _publish(chosen, served)
        if st.button("Revenir à la version précédente", key="annuler", disabled=not can_undo):
            _undo(chosen)


def _publish(chosen: Settings, served: Version | None) -> None:
    progress = st.progress(0.0, text="Publication")

    def advance(step: str, done: int, total: int) -> None:
        progress.progress(done / max(total, 1), text=step_label(step))

    try:
        version = publish_everything(chosen, advance)
    except DashboardError as refusal:
        st.error(as_written(str(refusal)))
        return
    st.session_state[DONE] = f"La version {version.number} est en service."
    added = set(version.loads) - set(served.loads if served else ())
    loads = staging.loads(chosen)
    st.session_state[BROUGHT] = any(load.kind == SURVEY and int(load.id) in added for load in loads)
    st.rerun()


def _undo(chosen: Settings) -> None:
    try:
        version = undo_publication(chosen)
    except DashboardError as refusal:
        st.error(as_written(str(refusal)))
        return
    st.session_state[DONE] = f"La version {version.number} est de nouveau en service."
    st.rerun()
