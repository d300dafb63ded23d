"""The SP+ register of indicators (open data `export-indicateurs`): two labels, nature, unit, method."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from dashboard.domain.indicator import Nature
from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import distinct
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext, Rows, empty
from dashboard.sources.values import normal_name, slug

COLUMNS = Columns(
    {
        "code": ("Code SP+ de l'indicateur", "Code SP+ indicateur", "Code de l'indicateur", "code"),
        "service": ("Intitulé du réseau", "Réseau"),
        "technical_label": (
            "Intitulé original de l'indicateur",
            "Titre original de l'indicateur",
            "Intitulé de l'indicateur",
        ),
        "label": ("Intitulé usager de l'indicateur", "Titre usager de l'indicateur"),
        "nature": ("Type d'indicateur",),
        "method": ("Sources et méthodes",),
        "unit_type": ("Type d'unité",),
        "unit": ("Unité",),
    },
    required=("code", "technical_label"),
)
_NATURES = {
    **dict.fromkeys(("satisfaction", "ressenti", "percue", "qualite_percue"), Nature.PERCEIVED),
    **dict.fromkeys(("performance", "rendue", "qualite_rendue"), Nature.DELIVERED),
}


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of INDICATORS. A nature other than performance or satisfaction (« ressenti ») is listed, the row stays."""
    seen = SeenKeys()
    for batch in batches:
        rows = Rows(batch, COLUMNS, context.mapping)
        code, technical = rows.text("code"), rows.text("technical_label")
        label, unit = rows.text("label"), rows.text("unit")
        rows.refuse(empty(code), "code", "code d’indicateur absent")
        rows.refuse(empty(technical) & empty(label), "technical_label", "intitulé absent")
        natures, found = distinct(rows.text("nature"), lambda text: _NATURES.get(normal_name(text)))
        nature = np.array([str(one) if one else "" for one in found], dtype=object)[natures]
        seen.refuse_repeated(rows, [code])
        odd = np.flatnonzero(rows.kept & ~empty(rows.text("nature")) & (nature == ""))
        rows.remark(odd, "nature", "ni performance ni satisfaction : nature laissée vide")
        services, slugs = distinct(rows.text("service"), slug)
        table = rows.table(
            "indicators",
            {
                "code": code,
                "service": np.array(slugs, dtype=object)[services],
                "label": label.where(label != "", technical),
            }
            | {"technical_label": technical.where(technical != "", label), "nature": pd.Series(nature, dtype="str")}
            | {"unit": unit.where(unit != "", rows.text("unit_type")), "method": rows.text("method")},
        )
        yield CanonicalBatch({"indicators": table}, rows.listed, batch.read_bytes, batch.total_bytes)
