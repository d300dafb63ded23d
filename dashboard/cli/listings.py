"""`indicators`, `sites`, `rejects`: what is there, and what was refused."""

from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer

from dashboard.cli.output import Format, write_rows
from dashboard.config import settings
from dashboard.errors import QueryError
from dashboard.store import publish, reads, records, staging
from dashboard.store.following import require_publisher
from dashboard.store.store import open_current

FormatOption = Annotated[Format, typer.Option("--format", help="Format de sortie.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Comme --format json.")]
OutOption = Annotated[Path | None, typer.Option(help="Fichier à écrire (défaut : sortie standard).")]

SITE_COLUMNS = ("code", "label", "service", "site_type", "parent", "region", "department", "active", "level")
INDICATOR_COLUMNS = ("code", "label", "commitment", "nature", "kind", "unit", "direction", "source")
REJECT_COLUMNS = ("file", "line", "column", "value", "reason")
TYPES = {"commitment": pa.int64(), "line": pa.int64(), "active": pa.bool_()}
"""What the columns of a Parquet file hold; the others are texts."""


def register(app: typer.Typer) -> None:
    app.command("indicators")(indicators)
    app.command("sites")(sites)
    app.command("rejects")(rejects)


def indicators(form: FormatOption = Format.CSV, as_json: JsonOption = False, out: OutOption = None) -> None:
    """Liste les indicateurs publiés."""
    store = open_current(settings())
    rows = [_labelled(record) for record in reads.indicators(store)]
    write_rows(rows, INDICATOR_COLUMNS, Format.JSON if as_json else form, store.number, out, TYPES)


def sites(
    service: Annotated[list[str] | None, typer.Option(help="Code de service (option répétable).")] = None,
    search: Annotated[str, typer.Option(help="Texte à chercher dans le nom, sans tenir compte des accents.")] = "",
    form: FormatOption = Format.CSV,
    as_json: JsonOption = False,
    out: OutOption = None,
) -> None:
    """Liste les sites publiés."""
    store = open_current(settings())
    rows = [_labelled(record) for record in reads.sites(store, services=service, search=search or None)]
    write_rows(rows, SITE_COLUMNS, Format.JSON if as_json else form, store.number, out, TYPES)


def _labelled(record: records.Indicators | records.Sites) -> dict[str, Any]:
    """The fields of a record under their public names."""
    fields: dict[str, Any] = record._asdict()
    return fields | {"label": record.name}


def rejects(
    load: Annotated[str, typer.Argument(help="Numéro du chargement, par exemple 0002.")],
    form: FormatOption = Format.CSV,
    as_json: JsonOption = False,
    out: OutOption = None,
) -> None:
    """Liste les lignes refusées d’un chargement : fichier, ligne, colonne, valeur, motif."""
    chosen = settings()
    require_publisher(chosen)  # the loads are there
    known = {staged.id for staged in staging.loads(chosen)}
    if load not in known:
        listed = ", ".join(sorted(known)) or "aucun"
        raise QueryError(f"Le chargement « {load} » n’existe pas. Chargements : {listed}.")
    rows = [{name: getattr(reject, name) for name in REJECT_COLUMNS} for reject in staging.rejects(chosen, load)]
    current = publish.current(chosen)
    write_rows(rows, REJECT_COLUMNS, Format.JSON if as_json else form, current.number if current else None, out, TYPES)
