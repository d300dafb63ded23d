"""`figures`: any indicator by any axes, the same figures as on the pages."""

from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from dashboard.analyses import figure_rows
from dashboard.analyses.figures import Against, Axis, Question, figures
from dashboard.cli.output import Format, write_rows
from dashboard.cli.period_option import period_asked
from dashboard.config import settings
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.store.store import open_current

AXES = [axis.value for axis in Axis]

TYPES = {
    **dict.fromkeys(("value", "lower", "upper", "numerator", "denominator", "n_eff", "deff"), pa.float64()),
    **dict.fromkeys(("difference", "difference_lower", "difference_upper", "p_value", "adjusted_p"), pa.float64()),
    **dict.fromkeys(("reference", "target"), pa.float64()),
    **dict.fromkeys(("n", "reference_n", Axis.YEAR.value, Axis.COMMITMENT.value), pa.int64()),
    **dict.fromkeys(("significant", "material"), pa.bool_()),
}
"""What the columns of a Parquet file hold; the others are texts."""


def register(app: typer.Typer) -> None:
    app.command("figures")(print_figures)


def print_figures(
    indicator: Annotated[list[str], typer.Option(help="Code de l’indicateur (option répétable).")],
    by: Annotated[str, typer.Option(help=f"Axes séparés par des virgules : {', '.join(AXES)}.")] = "",
    start: Annotated[str, typer.Option("--from", help="Premier mois : 2024-01.")] = "",
    stop: Annotated[str, typer.Option("--to", help="Dernier mois inclus : 2024-12.")] = "",
    service: Annotated[list[str] | None, typer.Option(help="Code de service (option répétable).")] = None,
    site_type: Annotated[list[str] | None, typer.Option(help="Code de typologie (option répétable).")] = None,
    region: Annotated[list[str] | None, typer.Option(help="Code INSEE de région.")] = None,
    department: Annotated[list[str] | None, typer.Option(help="Code INSEE de département.")] = None,
    site: Annotated[list[str] | None, typer.Option(help="Code de site (option répétable).")] = None,
    against: Annotated[str, typer.Option(help=f"L’une de\u00a0: {', '.join(Against)}.")] = "",
    form: Annotated[Format, typer.Option("--format", help="Format de sortie.")] = Format.CSV,
    as_json: Annotated[bool, typer.Option("--json", help="Comme --format json.")] = False,
    out: Annotated[Path | None, typer.Option(help="Fichier à écrire (défaut : sortie standard).")] = None,
) -> None:
    """Affiche des résultats : valeur, intervalle, base, statut, et verdict quand une comparaison est demandée.

    Le sens de chaque colonne est dans docs/figures.md.
    """
    chosen = settings()
    store = open_current(chosen)
    question = Question(
        indicators=tuple(indicator),
        by=tuple(_axis(name.strip()) for name in by.split(",") if name.strip()),
        scope=Scope(
            services=tuple(service or ()),
            site_types=tuple(site_type or ()),
            regions=tuple(region or ()),
            departments=tuple(department or ()),
            sites=tuple(site or ()),
        ),
        period=period_asked(start, stop),
        against=_against(against),
    )
    rows = [figure_rows.row(figure, question) for figure in figures(store, question, chosen)]
    write_rows(rows, figure_rows.columns(question), Format.JSON if as_json else form, store.number, out, TYPES)


def _axis(name: str) -> Axis:
    if name not in AXES:
        raise QueryError(f"L’axe « {name} » n’existe pas. Axes : {', '.join(AXES)}.")
    return Axis(name)


def _against(name: str) -> Against | None:
    if not name:
        return None
    if name not in [choice.value for choice in Against]:
        raise QueryError(f"La comparaison « {name} » n’existe pas : {', '.join(Against)}.")
    return Against(name)
