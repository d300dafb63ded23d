"""An item of an agenda, and what a meeting rests on, as the registry keeps them: JSON in a fixed order, so that the
same item is the same text."""

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from dashboard.domain.agenda import AgendaItem, Basis, FrozenFigure, FrozenPoint, FrozenTable, ItemKind
from dashboard.domain.scope import Scope


def written(item: AgendaItem) -> str:
    """The text of an item."""
    return json.dumps(asdict(item), ensure_ascii=False, default=_day)


def read(text: str) -> AgendaItem:
    """The item of a text. Raises KeyError, TypeError or ValueError on a text that `written` did not make."""
    content = json.loads(text)
    figure, table = content.pop("figure"), content.pop("table", None)
    kind = ItemKind(content["kind"])
    if kind is ItemKind.ACTION and "description" not in content:  # kept as a limit by the first versions
        content |= {"description": content["limit"], "limit": ""}
    return AgendaItem(
        **content | {"kind": kind},
        figure=_figure(figure) if figure else None,
        table=_table(table) if table else None,
    )


def written_basis(basis: Basis | None) -> str:
    """The text of what a meeting rests on; empty when it is not known."""
    return json.dumps(asdict(basis), ensure_ascii=False, default=_day) if basis else ""


def read_basis(text: str) -> Basis | None:
    """What the text says; None for the meetings that were prepared before it was kept."""
    if not text:
        return None
    found = json.loads(text)
    return Basis(found["invented"], dt.date.fromisoformat(found["published_on"]), tuple(found["method"]))


def _table(content: dict[str, Any]) -> FrozenTable:
    return FrozenTable(content["caption"], tuple(content["columns"]), tuple(tuple(row) for row in content["rows"]))


def _figure(content: dict[str, Any]) -> FrozenFigure:
    days = {name: dt.date.fromisoformat(content[name]) for name in ("start", "stop")}
    points = tuple(
        FrozenPoint(**point | {"month": dt.date.fromisoformat(point["month"])}) for point in content["points"]
    )
    scope = Scope(**{axis: tuple(codes) for axis, codes in content["scope"].items()})
    return FrozenFigure(**content | days | {"scope": scope, "points": points})


def _day(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"an agenda does not keep {type(value).__name__}")
