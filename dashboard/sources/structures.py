"""The SP+ register of structures: réseau, typology, parent, place (open data `export-structures`)."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.sites import Level
from dashboard.sources import coordinates
from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import distinct
from dashboard.sources.raw import RawBatch, Reject
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext, Rows, empty
from dashboard.sources.values import parse_flag, parse_insee, parse_postal_code, slug

COLUMNS = Columns(
    {
        "code": ("Code SP+ de la structure", "Code SP+ structure", "code site"),
        "service": ("Intitulé du réseau", "Réseau"),
        "site_type_label": ("Intitulé de la typologie", "Typologie"),
        "label": ("Intitulé de la structure",),
        "public_label": ("Intitulé structure usager", "Intitulé de la structure usager"),
        "description": ("Description de la structure",),
        "identifier": ("Identifiant de la structure",),
        "identifier_type": ("Type d'identifiant",),
        "parent": ("Code SP+ structure parent", "Code SP+ de la structure parent", "Code SP+ structure parente"),
        "address": ("Adresse",),
        "address_2": ("Compléments Adresse", "Complément adresse"),
        "postal_code": ("Code postal de la structure", "Code postal"),
        "city": ("Ville",),
        "country": ("PAYS",),
        "url": ("URL du site internet",),
        "email": ("Boîte à lettre fonctionnelle", "Boîte aux lettres fonctionnelle"),
        "active": ("Actif",),
        "site_type": ("Code sp+ de la typologie",),
        "commune": ("INSEE Ville",),
        "department": ("INSEE Département",),
        "region": ("INSEE Région",),
        **coordinates.NAMES,
    },
    required=("code", "service", "label"),
)
_AS_THEY_ARE = ("description", "identifier", "identifier_type", "parent", "city", "country", "url", "email")


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of SITES. A parent that is neither in the load nor staged is listed and the link dropped; the site stays.

    The parents are known at the end only: the register (some 15,000 rows) is held whole, and its rows come last.
    """
    seen, tables, read = SeenKeys(), [], CanonicalBatch({})
    for batch in batches:
        rows = Rows(batch, COLUMNS, context.mapping)
        tables.append(_sites(rows, seen))
        read = CanonicalBatch({}, rows.listed, batch.read_bytes, batch.total_bytes)
        yield read
    if tables:
        sites, orphans = _without_orphans(pa.concat_tables(tables), context)
        yield CanonicalBatch({"sites": sites}, orphans, read.read_bytes, read.total_bytes)


def _sites(rows: Rows, seen: SeenKeys) -> pa.Table:
    code = rows.text("code")
    rows.refuse(empty(code), "code", "code de structure absent")
    rows.refuse(empty(rows.text("service")), "service", "réseau absent")
    rows.refuse(empty(rows.text("label")), "label", "intitulé absent")
    codes, flags = distinct(rows.text("active"), lambda text: parse_flag(text) if text else True)
    active = np.array([-1 if flag is None else int(flag) for flag in flags])[codes]
    rows.refuse(active == -1, "active", "ni Oui ni Non")
    seen.refuse_repeated(rows, [code])
    values: dict[str, object] = {name: rows.text(name) for name in _AS_THEY_ARE}
    values |= {name: _insee(rows, name) for name in ("commune", "department", "region")}
    values |= coordinates.coordinates(rows, _insee(rows, "department"))
    label, public = rows.text("label"), rows.text("public_label")
    site_type, site_type_label = rows.text("site_type"), rows.text("site_type_label")
    address, second = rows.text("address"), rows.text("address_2")
    return rows.table(
        "sites",
        values
        | {"code": code, "label": public.where(public != "", label), "active": active == 1, "level": str(Level.SITE)}
        | {"service": _each(rows.text("service"), slug), "service_label": rows.text("service")}
        | {
            "site_type": site_type.where(site_type != "", _each(site_type_label, slug)),
            "site_type_label": site_type_label,
        }
        | {
            "address": address.where(second == "", (address + "\n" + second).str.strip()),
            "postal_code": _postal_codes(rows),
        },
    )


def _each(texts: "pd.Series[str]", rule: Callable[[str], str]) -> "pd.Series[str]":
    codes, values = distinct(texts, rule)
    return pd.Series(np.array(values, dtype=object)[codes], dtype="str")


def _insee(rows: Rows, name: str) -> "pd.Series[str]":
    """The INSEE code; empty abroad (`consUS`)."""
    return _each(rows.text(name), lambda text: parse_insee(text) or "")


def _postal_codes(rows: Rows) -> "pd.Series[str]":
    """The postal code with its lost zero. One cell: code, department and country decide together."""
    country = rows.text("country")
    return _each(
        rows.text("postal_code") + "\0" + _insee(rows, "department") + "\0" + country,
        lambda cell: _restored(*cell.split("\0")),
    )


def _restored(code: str, department: str, country: str) -> str:
    return parse_postal_code(code, None, country or None)


def _without_orphans(sites: pa.Table, context: ReadContext) -> tuple[pa.Table, tuple[Reject, ...]]:
    parents = sites["parent"].combine_chunks()
    known = pa.array([*context.known_sites], pa.string())
    found = pc.or_(pc.is_in(parents, value_set=sites["code"].combine_chunks()), pc.is_in(parents, value_set=known))
    orphan = pc.and_(pc.is_valid(parents), pc.invert(found))
    lost = sites.filter(orphan).select(["file", "line", "parent"]).to_pylist()
    rejects = tuple(
        Reject(
            row["file"],
            row["line"],
            COLUMNS.names["parent"][0],
            row["parent"],
            "structure parente inconnue : lien retiré, site gardé",
        )
        for row in lost
    )
    place = sites.schema.get_field_index("parent")
    kept = pc.if_else(orphan, pa.scalar(None, pa.string()), parents)
    return sites.set_column(place, sites.schema.field(place), kept), rejects
