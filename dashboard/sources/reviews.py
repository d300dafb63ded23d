"""SP+ experiences (open data `export-experiences` and its older names): a row a structure that an experience concerns.

The pseudonym, the region and the department of the author are never read: nothing here says who wrote.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import column_figures, distinct
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, Mask, ReadContext, Rows, canonical_table, empty
from dashboard.sources.resolving import SiteLabels
from dashboard.sources.spans import row_dates
from dashboard.sources.values import normal_name, parse_flag

RANKS = (1, 2, 3)
_THEMES = {
    "accessibility": ("Accessibilité", "tags_généraux_accessibilité"),
    "information": ("Information/Explication", "tags_généraux_informationexplication"),
    "relation": ("Relation", "tags_généraux_relation"),
    "reactivity": ("Réactivité", "tags_généraux_réactivité"),
    "simplicity": ("Simplicité/Complexité", "tags_généraux_simplicitécomplexité"),
}
_BY_RANK = {
    "structure": ("Intitulé structure {rank}", "Code SP+ structure {rank}", "Code structure {rank}"),
    "channels": ("Canaux Typologie {rank}",),
    "reply": ("Réponse structure {rank}",),
    "replied_on": ("Date réponse structure {rank}", "Date de réponse structure {rank}"),
    "useful": ("evaluation_utile_reponse_structure_{rank}_par_visiteurs",),
}
COLUMNS = Columns(
    {
        "code": ("ID expérience", "id"),
        "state": ("Etat expérience", "état de l'expérience", "etat_de_lexpérience"),
        "written_on": ("Écrit le",),
        "published_on": ("Date de publication",),
        "title": ("Titre",),
        "text": ("Description",),
        "feeling": ("Ressenti usager",),
        "tags": ("Tags métiers",),
        "first_reply_on": ("Date de première réponse",),
        **_THEMES,
        **{
            f"{name}_{rank}": tuple(label.format(rank=rank) for label in labels)
            for name, labels in _BY_RANK.items()
            for rank in RANKS
        },
    },
    required=("code", "feeling", "written_on"),
)
_FEELINGS = {"positif": 1, "neutre": 0, "negatif": -1}
_UNASSIGNED = frozenset({"", "hors_structures", "hors_structure"})


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of REVIEWS. An experience that no structure answers for is kept once, without site; one whose structure is
    unknown is refused for that structure. Raises SourceError for a missing column."""
    sites, seen = SiteLabels(context.known_sites), SeenKeys()
    for batch in batches:
        rows = Rows(batch, COLUMNS, context.mapping)
        common = _common(rows, context)
        seen.refuse_repeated(rows, [common["code"]])
        yield CanonicalBatch(
            {"reviews": _by_structure(rows, common, sites)}, rows.listed, batch.read_bytes, batch.total_bytes
        )


def _common(rows: Rows, context: ReadContext) -> dict[str, Any]:
    """What the rows of one experience share; refuses those without number, day, or a known feeling."""
    code, feelings = rows.text("code"), rows.text("feeling")
    rows.refuse(empty(code), "code", "numéro d’expérience absent")
    places, found = distinct(feelings, lambda text: _FEELINGS.get(normal_name(text)))
    feeling = np.array([np.nan if one is None else one for one in found], dtype="float64")[places]
    rows.refuse(np.isnan(feeling) & ~empty(feelings), "feeling", "ressenti inconnu : Positif, Neutre ou Négatif")
    written, published = row_dates(rows, "written_on"), row_dates(rows, "published_on")
    rows.refuse(np.asarray(written.isna() & published.isna(), dtype=bool), "written_on", "date absente")
    rows.refuse(
        np.asarray(written > pd.Timestamp(context.today), dtype=bool), "written_on", "date à venir : corriger la date"
    )
    names = ("code", "state", "title", "text")
    common: dict[str, Any] = {name: rows.text(name) for name in names}
    return common | {"feeling": feeling, "written_on": written, "published_on": published, "tags": _tags(rows)}


def _tags(rows: Rows) -> "pd.Series[str]":
    """The tags of the field, then the general themes that the experience is filed under, joined by commas."""
    tags = rows.text("tags")
    for name, labels in _THEMES.items():
        cells, flags = distinct(rows.text(name), lambda text: bool(text) and parse_flag(text) is not False)
        marked = np.array(flags, dtype=bool)[cells]
        tags = tags.where(~marked, tags + ", " + labels[0])
    return tags.str.removeprefix(", ")


def _by_structure(rows: Rows, common: Dict[str, Any], sites: SiteLabels) -> pa.Table:
    base, frames = rows.kept.copy(), []
    named = np.zeros(len(rows), dtype=bool)
    for rank in RANKS:
        structure = f"structure_{rank}"
        if not rows.has(structure):
            continue
        places, codes = distinct(rows.text(structure), partial(_site_code, sites))
        site = np.array([code or "" for code in codes], dtype=object)[places]
        unknown = np.array([code is None for code in codes], dtype=bool)[places]
        rows.remark(
            np.flatnonzero(base & unknown),
            structure,
            "structure inconnue, ou nom porté par plusieurs structures : expérience non rattachée",
        )
        found = base & (site != "")
        named |= found | unknown
        frames.append(_ranked(rows, common, rank, site, found))
    alone = base & ~named
    frames.insert(0, _ranked(rows, common, 1, np.full(len(rows), "", dtype=object), alone))
    return pa.concat_tables(frames)


def _site_code(sites: SiteLabels, text: str) -> str | None:
    """The code, an empty text when no structure is named, None when it is unknown or ambiguous."""
    return "" if normal_name(text) in _UNASSIGNED else sites.find(text)


def _ranked(rows: Rows, common: Dict[str, Any], rank: int, site: npt.NDArray[Any], kept: Mask) -> pa.Table:
    replied = row_dates(rows, f"replied_on_{rank}")
    if rank == 1:
        replied = replied.fillna(row_dates(rows, "first_reply_on"))
    useful = column_figures(rows.text(f"useful_{rank}"), rows.mapping, ()).values
    values = {
        "file": rows.file,
        "line": rows.lines,
        **common,
        "site": pd.Series(site, dtype="str"),
        "rank": rank,
        "channels": rows.text(f"channels_{rank}"),
        "reply": rows.text(f"reply_{rank}"),
        "replied_on": replied,
        "useful": np.where(useful == np.floor(useful), useful, np.nan),
    }
    return canonical_table("reviews", pd.DataFrame(values, index=range(len(rows)))[kept])
