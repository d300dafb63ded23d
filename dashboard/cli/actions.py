"""`actions`: the improvement plan with its verdicts, what calls for somebody first."""

import datetime as dt
from typing import Annotated, Any

import pyarrow as pa
import typer

from dashboard.analyses.action_plan import Planned, planned
from dashboard.analyses.scopes import check_scope
from dashboard.cli.listings import FormatOption, JsonOption, OutOption
from dashboard.cli.output import Format, write_rows
from dashboard.config import settings
from dashboard.domain.scope import Scope
from dashboard.registry import actions as registry
from dashboard.store.store import open_current
from dashboard.wording.action_effect import verdict_words

COLUMNS = (
    *("action", "title", "place", "site", "service", "commitment", "indicator", "state", "owner", "due_on", "done_on"),
    *("expected_direction", "smallest_change", "stated_late", "reminder", "verdict", "effect", "lower", "upper"),
    *("peers", "words"),
)
TYPES = {
    **dict.fromkeys(("action", "commitment", "peers"), pa.int64()),
    **dict.fromkeys(("smallest_change", "effect", "lower", "upper"), pa.float64()),
    "stated_late": pa.bool_(),
}


def register(app: typer.Typer) -> None:
    app.command("actions")(actions)


def actions(
    service: Annotated[list[str] | None, typer.Option(help="Code de service (option répétable).")] = None,
    site: Annotated[list[str] | None, typer.Option(help="Code de site (option répétable).")] = None,
    due: Annotated[bool, typer.Option("--due", help="Seulement ce qui appelle une suite.")] = False,
    form: FormatOption = Format.CSV,
    as_json: JsonOption = False,
    out: OutOption = None,
) -> None:
    """Liste le plan d’actions : ce qui est en retard ou à échéance d’abord, puis le verdict de chaque action."""
    chosen = settings()
    store = open_current(chosen)
    scope = Scope(services=tuple(service or ()), sites=tuple(site or ()))
    check_scope(store, scope)
    found = planned(store, registry.actions(chosen, limit=None), scope, chosen, dt.date.today())
    rows = [_row(one) for one in found if one.reminder is not None or not due]
    write_rows(rows, COLUMNS, Format.JSON if as_json else form, store.number, out, TYPES)


def _row(one: Planned) -> dict[str, Any]:
    action, effect, size = one.action, one.effect, one.effect.size
    return {
        "action": action.id,
        "title": action.title,
        "place": one.place,
        "site": action.site,
        "service": action.service,
        "commitment": action.commitment,
        "indicator": action.indicator,
        "state": action.state.value,
        "owner": action.owner,
        "due_on": action.due_on,
        "done_on": action.done_on,
        "expected_direction": action.expected.direction.value if action.expected else None,
        "smallest_change": action.expected.smallest_change if action.expected else None,
        "stated_late": effect.late,
        "reminder": one.reminder.value if one.reminder else None,
        "verdict": effect.verdict.value,
        "effect": size.value if size else None,
        "lower": size.lower if size else None,
        "upper": size.upper if size else None,
        "peers": size.peers if size else None,
        "words": verdict_words(effect.verdict, effect.why),
    }
