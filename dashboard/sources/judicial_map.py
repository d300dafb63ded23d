"""The judicial map: the ressort of cour d’appel of each département and, if given, its direction interrégionale."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from dashboard import catalog
from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import distinct
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext, Rows, empty
from dashboard.sources.values import parse_insee, plain, slug

COLUMNS = Columns(
    {
        "department": ("Département", "Code département", "INSEE Département", "department"),
        "court_label": ("Cour d’appel", "cour_appel", "Ressort", "Ressort de cour d’appel"),
        "direction_label": ("Direction interrégionale", "direction_interregionale", "DISP"),
    },
    required=("department", "court_label"),
)


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of JUDICIAL_AREAS: one a département, given by its code or its name. A département lies in one ressort."""
    departments = catalog.departments()
    names = {plain(one.label): code for code, one in departments.items()}

    def code_of(text: str) -> str:
        code = parse_insee(text) or text.strip().upper().rjust(2, "0")
        return code if code in departments else names.get(plain(text), "")

    seen = SeenKeys()
    for batch in batches:
        rows = Rows(batch, COLUMNS, context.mapping)
        written, court, direction = (rows.text(name) for name in COLUMNS.names)
        places, codes = distinct(written, code_of)
        department = pd.Series(np.array(codes, dtype=object)[places], dtype="str")
        rows.refuse(empty(written), "department", "département absent")
        rows.refuse(
            empty(department), "department", "département inconnu\u00a0: écrire son code (01, 2A, 974) ou son nom"
        )
        rows.refuse(empty(court), "court_label", "cour d’appel absente")
        seen.refuse_repeated(rows, [department])
        table = rows.table(
            "judicial_areas",
            {
                "department": department,
                "court": _slugs(court),
                "court_label": court,
                "direction": _slugs(direction),
                "direction_label": direction,
            },
        )
        yield CanonicalBatch({"judicial_areas": table}, rows.listed, batch.read_bytes, batch.total_bytes)


def _slugs(texts: "pd.Series[str]") -> "pd.Series[str]":
    places, codes = distinct(texts, lambda text: slug(text) if text else "")
    return pd.Series(np.array(codes, dtype=object)[places], dtype="str")
