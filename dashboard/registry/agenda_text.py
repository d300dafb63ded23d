"""An item of an agenda as the registry keeps it: JSON in a fixed order, so that the same item is the same text."""

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from dashboard.domain.agenda import AgendaItem, FrozenFigure, FrozenPoint, ItemKind
from dashboard.domain.scope import Scope


def written(item: AgendaItem) -> str:
    """The text of an item."""
    return json.dumps(asdict(item), ensure_ascii=False, default=_day)


def read(text: str) -> AgendaItem:
    """The item of a text. Raises KeyError, TypeError or ValueError on a text that `written` did not make."""
    content = json.loads(text)
    figure = content.pop("figure")
    return AgendaItem(**content | {"kind": ItemKind(content["kind"])}, figure=_figure(figure) if figure else None)


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
