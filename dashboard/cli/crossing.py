"""`crossing`: two answers of a survey crossed person by person, the same figures as on the page « Enquêtes »."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer

from dashboard.analyses.crossed_answers import CrossedTable, crossed_table
from dashboard.analyses.survey_crossing import CHANNEL, Pair, asked_crossing, crossable
from dashboard.analyses.surveys import calendar
from dashboard.cli.output import Format, write_rows
from dashboard.cli.progress import bar
from dashboard.config import Settings, settings
from dashboard.domain.estimate import Status
from dashboard.domain.indicator import Indicator
from dashboard.domain.survey import SurveyState
from dashboard.errors import QueryError
from dashboard.store import crossings, reads
from dashboard.store.crossings import CrossedAnswers
from dashboard.store.store import Store, open_current
from dashboard.wording.dates import local_day
from dashboard.wording.survey_crossing import WAITING

COLUMNS = ("by", "answer", "share", "base", "status")
TYPES = {"share": pa.int64(), "base": pa.int64()}


def register(app: typer.Typer) -> None:
    app.command("crossing")(crossing)


def crossing(
    survey: Annotated[str, typer.Argument(help="Code de l’enquête, close.")],
    question: Annotated[str, typer.Option(help="Code de la question dont on lit les réponses.")],
    by: Annotated[str, typer.Option(help=f"Code de la question qui les sépare, ou «\u00a0{CHANNEL}\u00a0».")],
    form: Annotated[Format, typer.Option("--format", help="Format de sortie.")] = Format.CSV,
    as_json: Annotated[bool, typer.Option("--json", help="Comme --format json.")] = False,
    out: Annotated[Path | None, typer.Option(help="Fichier à écrire (défaut\u00a0: sortie standard).")] = None,
) -> None:
    """Croise deux réponses d’une enquête, par personne : parts arrondies (%), bases à la dizaine inférieure."""
    chosen = settings()
    store = open_current(chosen)
    pair, answers = _asked(store, chosen, survey, question, by)
    rows = list(_rows(crossed_table(pair, answers, chosen)))
    write_rows(rows, COLUMNS, Format.JSON if as_json else form, store.number, out, TYPES)


def _asked(
    store: Store, chosen: Settings, survey: str, question: str, by: str
) -> tuple[Pair, tuple[CrossedAnswers, ...]]:
    on = local_day(reads.version(store).built_at)
    known = calendar(store, chosen, on)
    closed = [one.code for one in known.of(SurveyState.CLOSED, SurveyState.UNDATED)]
    if survey not in closed:
        raise QueryError(f"«\u00a0{survey}\u00a0» n’est pas une enquête close\u00a0: {', '.join(closed) or 'aucune'}.")
    options = crossable(store, known, survey, chosen)
    pair = (None if by == CHANNEL else _question(options, by)), _question(options, question)
    if pair[0] is pair[1]:
        raise QueryError("Une question ne se croise pas avec elle-même.")
    wanted = crossings.prepared(store, asked_crossing(store, known, survey, pair, chosen), chosen)
    if (found := crossings.kept(wanted)) is not None:
        return pair, found
    with bar(WAITING) as shown:
        return pair, crossings.crossed(wanted, chosen, lambda share: shown.at(share, 1))


def _question(options: dict[str, Indicator], code: str) -> Indicator:
    if code not in options:
        listed = ", ".join(options) or "aucune"
        raise QueryError(f"«\u00a0{code}\u00a0» n’est pas une question à croiser de cette enquête\u00a0: {listed}.")
    return options[code]


def _rows(found: CrossedTable) -> Iterator[dict[str, Any]]:
    for row in found.rows:
        for column, share in zip(found.columns, row.shares, strict=True):
            status = Status.MASKED if share is None else Status.OK
            yield {"by": row.label, "answer": column.label, "share": share, "base": row.n or None, "status": status}
