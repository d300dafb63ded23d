"""Loading a file from the page: the same checks as the command line, with a progress bar."""

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.config import ROOT, settings
from dashboard.errors import DashboardError, RejectedRowsError
from dashboard.loading import LoadReport, Progress, load
from dashboard.sources.kinds import KINDS
from dashboard.ui import table
from dashboard.ui.table import Column, Row
from dashboard.wording.grammar import capital

NO_MAPPING = "Colonnes habituelles, sans correspondance"
TYPES = ["csv", "txt", "tsv", "xlsx", "json", "jsonl"]


def render() -> None:
    """A form: kind, file, mapping, strictness; then the report of what was kept and refused."""
    st.header("Charger un fichier")
    st.html(
        '<p class="spp-sentence">Le fichier est contrôlé ligne par ligne. Rien n’est visible avant la publication. '
        "Pour une adresse d’API ou un gros fichier, utiliser la commande « python -m dashboard load ».</p>"
    )
    with st.form("chargement"):
        kind = st.selectbox(
            "Type de données", list(KINDS), format_func=lambda code: f"{capital(KINDS[code].label)} ({code})"
        )
        file = st.file_uploader("Fichier", type=TYPES, max_upload_size=settings().upload_limit_mb)
        shipped = {path.stem: path for path in sorted((ROOT / "data" / "mappings").glob("*.toml"))}
        named = st.selectbox("Correspondance de colonnes", [NO_MAPPING, *shipped])
        own = st.file_uploader("Ou votre fichier de correspondance (TOML)", type=["toml"])
        strict = st.checkbox("Refuser tout le fichier si une seule ligne est refusée")
        sent = st.form_submit_button("Charger", type="primary")
    if sent and file is None:
        st.error("Choisir un fichier avant de lancer le chargement.")
    elif sent:
        _load(kind, file, own, shipped.get(named), strict)


def _load(kind: str, file: Any, own: Any, shipped: Path | None, strict: bool) -> None:
    """Writes what was sent in a temporary folder, under its own name, and loads it."""
    progress = st.progress(0.0, text="Contrôle du fichier")

    def advance(done: Progress) -> None:
        share = min(done.done / done.total, 1.0) if done.total else 0.0
        progress.progress(share, text=f"{done.label} : {done.accepted} lignes gardées, {done.rejected} refusées")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name
        path.write_bytes(file.getbuffer())
        mapping = shipped
        if own is not None:
            mapping = Path(folder) / Path(own.name).name
            mapping.write_bytes(own.getbuffer())
        try:
            report = load(settings(), kind, [str(path)], mapping=mapping, strict=strict, progress=advance)
        except RejectedRowsError as refusal:
            st.error(str(refusal))
            _offer(Path(refusal.report) if refusal.report else None)
            return
        except DashboardError as refusal:
            st.error(str(refusal))
            return
        finally:
            progress.empty()
    _report(report)


def _report(report: LoadReport) -> None:
    (st.warning if report.rejected else st.success)(report.sentence(with_path=False))
    if report.first_rejects:
        columns = [Column("Fichier"), Column("Ligne", 0), Column("Colonne"), Column("Valeur"), Column("Motif")]
        rows: list[Row] = [[r.file, r.line, r.column, r.value, r.reason] for r in report.first_rejects]
        table.html_table("Premières lignes refusées", columns, rows, tall=True)
    _offer(report.rejects_path)


def _offer(path: Path | None) -> None:
    if path is not None and path.exists():
        st.download_button(
            "Télécharger toutes les lignes refusées (CSV)",
            data=path.read_bytes(),
            file_name="rejets.csv",
            mime="text/csv",
            on_click="ignore",
        )
