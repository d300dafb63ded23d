"""Loading a file from the page: the same checks as the command line, with a progress bar."""

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.config import ROOT, settings
from dashboard.loading import LoadReport, load
from dashboard.loading.load import Listener
from dashboard.sources.kinds import KINDS
from dashboard.ui.sections import load_under_way
from dashboard.ui.sections.load_under_way import SURVEYS, TABLES, received
from dashboard.wording.grammar import capital

NO_MAPPING = "Colonnes habituelles, sans correspondance"
DONE = "spp_chargement"
DESCRIBE = (
    "Si ce fichier a ses propres colonnes, le déposer plus bas, sous «\u00a0Décrire un fichier d’enquête\u00a0»\u00a0: "
    "l’application propose ce que contient chacune."
)
TYPES = [*SURVEYS, "json", "jsonl"]


def render() -> None:
    """A form: kind, file, mapping, margins, strictness; then the report of what was kept and refused."""
    st.header("Charger un fichier")
    st.html(
        '<p class="spp-sentence">Le fichier est contrôlé ligne par ligne. Rien n’est visible avant la publication. '
        "Pour une adresse d’API ou un gros fichier, utiliser la commande « python -m dashboard load ».</p>"
    )
    with st.form("chargement"):
        kind = st.selectbox(
            "Type de données", list(KINDS), format_func=lambda code: f"{capital(KINDS[code].label)} ({code})"
        )
        file = st.file_uploader("Fichier", type=TYPES, max_upload_size=settings().upload_limit_mb)
        shipped = {path.stem: path for path in sorted((ROOT / "data" / "mappings").glob("*.toml"))}
        named = st.selectbox("Correspondance de colonnes", [NO_MAPPING, *shipped])
        own = st.file_uploader("Ou votre fichier de correspondance (TOML)", type=["toml"], max_upload_size=1)
        margins = st.file_uploader(
            "Marges de la population, pour pondérer une enquête (facultatif)", type=TABLES, max_upload_size=20
        )
        strict = st.checkbox("Refuser tout le fichier si une seule ligne est refusée")
        sent = st.form_submit_button("Charger", type="primary")
    if sent and file is None:
        st.error("Choisir un fichier avant de lancer le chargement.")
    elif sent and (report := _load(kind, file, own, shipped.get(named), margins, strict)):
        st.session_state[DONE] = report
        st.rerun()  # what is above this form counts the loads that wait
    elif sent and kind == "survey" and own is None:
        st.info(DESCRIBE)
    if done := st.session_state.pop(DONE, None):
        load_under_way.report(done)


def _load(kind: str, file: Any, own: Any, shipped: Path | None, margins: Any, strict: bool) -> LoadReport | None:
    """Writes what was sent in a temporary folder, under its own name, and loads it. None: it was refused, and said."""

    def loading(advance: Listener) -> LoadReport:
        with tempfile.TemporaryDirectory() as folder:
            path = received(folder, file)
            mapping = shipped if own is None else received(folder, own)
            population = None if margins is None else received(folder, margins)
            return load(
                settings(), kind, [str(path)], mapping=mapping, strict=strict, progress=advance, margins=population
            )

    return load_under_way.followed(loading)
