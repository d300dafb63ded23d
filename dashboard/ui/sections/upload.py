"""Loading a file from the page: the same checks as the command line, with a progress bar."""

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.config import ROOT, settings
from dashboard.errors import DashboardError, RejectedRowsError, StoreError, cause
from dashboard.loading import LoadReport, Progress, load
from dashboard.sources.kinds import KINDS
from dashboard.ui import table
from dashboard.ui.plain_text import as_written
from dashboard.ui.sections import rejects_file
from dashboard.ui.table import Column, Row
from dashboard.wording.grammar import capital
from dashboard.wording.numerals import number

NO_MAPPING = "Colonnes habituelles, sans correspondance"
DONE = "spp_chargement"
TYPES = ["csv", "txt", "tsv", "xlsx", "json", "jsonl"]
MARGINS = ["csv", "txt", "tsv", "xlsx"]


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
        own = st.file_uploader("Ou votre fichier de correspondance (TOML)", type=["toml"])
        margins = st.file_uploader("Marges de la population, pour pondérer une enquête (facultatif)", type=MARGINS)
        strict = st.checkbox("Refuser tout le fichier si une seule ligne est refusée")
        sent = st.form_submit_button("Charger", type="primary")
    if sent and file is None:
        st.error("Choisir un fichier avant de lancer le chargement.")
    elif sent and (report := _load(kind, file, own, shipped.get(named), margins, strict)):
        st.session_state[DONE] = report
        st.rerun()  # what is above this form counts the loads that wait
    if done := st.session_state.pop(DONE, None):
        _report(done)


def _load(kind: str, file: Any, own: Any, shipped: Path | None, margins: Any, strict: bool) -> LoadReport | None:
    """Writes what was sent in a temporary folder, under its own name, and loads it. None: it was refused, and said."""
    progress = st.progress(0.0, text="Contrôle du fichier")

    def advance(done: Progress) -> None:
        share = min(done.done / done.total, 1.0) if done.total else 0.0
        progress.progress(share, text=as_written(_advance(done)))

    try:
        with tempfile.TemporaryDirectory() as folder:
            path = _kept(folder, file)
            mapping = shipped if own is None else _kept(folder, own)
            population = None if margins is None else _kept(folder, margins)
            return load(
                settings(), kind, [str(path)], mapping=mapping, strict=strict, progress=advance, margins=population
            )
    except DashboardError as refusal:
        st.error(as_written(str(refusal)))
        if isinstance(refusal, RejectedRowsError) and refusal.report:
            rejects_file.offer(Path(refusal.report), "rejets.csv")
    finally:
        progress.empty()
    return None


def _kept(folder: str, sent: Any) -> Path:
    """What was sent, as a file of that name. Raises StoreError when the disk refuses it."""
    path = Path(folder) / Path(sent.name).name
    try:
        path.write_bytes(sent.getbuffer())
    except OSError as error:
        raise StoreError(
            f"« {path.name} » ne peut pas être reçu ({cause(error)}) : raccourcir son nom ou libérer de la place."
        ) from error
    return path


def _advance(done: Progress) -> str:
    kept, refused = number(done.accepted), number(done.rejected)
    return f"{done.label} : lignes gardées {kept}, refusées {refused}"


def _report(report: LoadReport) -> None:
    (st.warning if report.rejected else st.success)(as_written(report.sentence(with_path=False)))
    if report.first_rejects:
        columns = [Column("Fichier"), Column("Ligne", 0), Column("Colonne"), Column("Valeur"), Column("Motif")]
        rows: list[Row] = [[r.file, r.line, r.column, r.value, r.reason] for r in report.first_rejects]
        table.html_table("Premières lignes refusées", columns, rows, tall=True, filtered=False)
    if report.rejects_path:
        rejects_file.offer(report.rejects_path, "rejets.csv")
