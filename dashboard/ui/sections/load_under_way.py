"""A load from the page: the file that was sent, its progress, what was refused, the report."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.config import settings
from dashboard.errors import DashboardError, RejectedRowsError, SourceError, StoreError, cause, free_bytes, is_full
from dashboard.loading import LoadReport, Progress
from dashboard.loading.load import Listener
from dashboard.sources.kinds import SURVEY
from dashboard.ui import table
from dashboard.ui.plain_text import as_written
from dashboard.ui.sections import rejects_file
from dashboard.ui.sections.data_versions import PUBLISH
from dashboard.ui.table import Column, Row
from dashboard.ui.turns import Turns
from dashboard.wording.disk import make_room
from dashboard.wording.numerals import number

NOT_YET = "Rien n’est visible avant la publication."
TO_PUBLISH = f'<a class="spp-anchor" href="#{PUBLISH}">Aller au bouton «\u00a0Publier\u00a0»</a>'
"""Not a `spp-link`, which opens a page (fr.js): the browser scrolls to it."""

ONE_LOAD = Turns(1, 5.0, "Un autre chargement est en cours\u00a0: attendre qu’il se termine, puis recommencer.")
"""A file is read in the memory of the server: several at once would add up (docs/decisions/0032)."""

TABLES = ["csv", "txt", "tsv", "xlsx"]
SURVEYS = [*TABLES, "parquet", "sav", "zsav", "por", "dta"]
"""What may be sent: tables, and for answers the files of data warehouses and of statistical programs."""


def received(folder: str, sent: Any) -> Path:
    """What was sent, as a file of that name. Raises SourceError when it is too big (a browser may say anything of its
    size), StoreError when the disk refuses it."""
    path = Path(folder) / (Path(sent.name.replace("\0", "")).name or "envoi")
    content, most = sent.getbuffer(), settings().upload_limit_mb
    if len(content) > most * 1_048_576:
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» dépasse {most}\u00a0Mo\u00a0: le charger avec la commande "
            "«\u00a0python -m dashboard load\u00a0»."
        )
    try:
        path.write_bytes(content)
    except (OSError, UnicodeError) as error:
        full = isinstance(error, OSError) and is_full(error)
        advice = make_room(free_bytes(path.parent), len(content)) if full else "raccourcir son nom"
        raise StoreError(
            f"«\u00a0{path.name}\u00a0» ne peut pas être reçu ({_why(error)})\u00a0: {advice}, puis recommencer."
        ) from error
    return path


def _why(error: OSError | UnicodeError) -> str:
    return cause(error) if isinstance(error, OSError) else "nom illisible"


def followed(loading: Callable[[Listener], LoadReport]) -> LoadReport | None:
    """The report of a load, made under a progress bar; None when it was refused, and said."""
    progress = st.progress(0.0, text="Contrôle du fichier")

    def advance(done: Progress) -> None:
        share = min(done.done / done.total, 1.0) if done.total else 0.0
        progress.progress(share, text=as_written(_advance(done)))

    try:
        with ONE_LOAD.taken():
            return loading(advance)
    except DashboardError as refusal:
        st.error(as_written(str(refusal)))
        if isinstance(refusal, RejectedRowsError) and refusal.report:
            rejects_file.offer(Path(refusal.report), "rejets.csv")
    finally:
        progress.empty()
    return None


def _advance(done: Progress) -> str:
    kept, refused = number(done.accepted), number(done.rejected)
    return f"{done.label} : {kept} gardées, {refused} refusées"


def report(done: LoadReport) -> None:
    """What was kept and refused, and what is left to do; nothing is when nothing was added."""
    said = done.sentence(with_path=False)
    if done.load_id is None:
        st.info(as_written(said))
        return
    (st.warning if done.rejected else st.success)(as_written(f"{said} {NOT_YET}"))
    st.html(f'<p class="spp-sentence">{TO_PUBLISH}</p>')
    if done.first_rejects:
        columns = [Column("Fichier"), Column("Ligne", 0), Column("Colonne"), Column("Valeur"), Column("Motif")]
        rows: list[Row] = [[r.file, r.line, r.column, r.value, r.reason] for r in done.first_rejects]
        what = "réponses" if done.kind == SURVEY else "lignes"
        table.html_table(f"Premières {what} refusées", columns, rows, tall=True, filtered=False)
    if done.rejects_path:
        rejects_file.offer(done.rejects_path, "rejets.csv")
