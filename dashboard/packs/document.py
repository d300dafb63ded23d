"""A meeting as PDF documents: its pack and its minutes."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.domain.agenda import FrozenFigure, FrozenTable, ItemKind
from dashboard.packs import contents
from dashboard.packs.drawn_series import drawn_series
from dashboard.packs.pack import Pack
from dashboard.registry.agenda import KeptItem
from dashboard.typesetting.compiling import pdf_of
from dashboard.typesetting.printable import bound, breakable, printable, written
from dashboard.wording import meeting_documents as words
from dashboard.wording.agenda import EMPTY_AGENDA, INVENTED, KINDS, NO_DECISION
from dashboard.wording.citation import PRODUCT
from dashboard.wording.excerpt import excerpt
from dashboard.wording.frozen_values import details, series_table

TEMPLATES = Path(__file__).parent / "templates"
_HEAD = 70
"""Letters of the title that the head of a page has room for."""
_WIDTHS = {2: (1, 1), 3: (3, 5, 5), 4: (12, 5, 5, 5), 5: (8, 5, 5, 5, 4)}
"""Shares of the width of a table by its number of columns: the first holds sentences."""


def pack_pdf(pack: Pack) -> bytes:
    """Cover and agenda, an item a section, decisions, method, sources. The same bytes for the same meeting,
    until the state of a decision or the brand changes."""
    return _made("pack.typ", pack, _frame(pack, words.PACK) | _pack(pack))


def minutes_pdf(pack: Pack) -> bytes:
    """Who was there, decisions with their owner, term and state, each item with its conclusion and its comment."""
    return _made("minutes.typ", pack, _frame(pack, words.MINUTES) | _minutes(pack))


def _made(template: str, pack: Pack, data: Mapping[str, Any]) -> bytes:
    inputs = {"document": json.dumps(written(data, lambda one: breakable(bound(one))), ensure_ascii=False)}
    created = dt.datetime.combine(pack.meeting.held_on, dt.time(), dt.UTC)
    return pdf_of(TEMPLATES / template, inputs, created, pack.brand)


def _frame(pack: Pack, kicker: str) -> dict[str, Any]:
    """What the pages of any document begin and end with."""
    meeting, invented = pack.meeting, INVENTED if pack.invented else ""
    title = printable(meeting.title) or f"Revue {meeting.id}"
    named = f"{kicker}\u00a0: {title}"
    return {
        "author": pack.brand.authority or PRODUCT,
        "document": f"{invented} {named}".strip(),
        "kicker": kicker,
        "title": title,
        "short_title": excerpt(title, _HEAD),
        "date": words.held(meeting.held_on),
        "perimeter": meeting.perimeter,
        "dated": contents.about_data(pack),
        "invented": invented,
        "decisions": _table(contents.decision_table(pack)),
        "words": {
            "page": words.PAGE, "of": words.OF, "short_page": words.SHORT_PAGE, "agenda": words.AGENDA,
            "decisions": words.DECISIONS, "method": words.METHOD, "indicators": words.INDICATORS,
            "sources": words.SOURCES, "comment": words.COMMENT, "description": words.DESCRIPTION,
            "limit": words.LIMIT, "drawn": words.DRAWN,
            "no_decision": NO_DECISION, "empty": EMPTY_AGENDA, "participants": words.PARTICIPANTS,
            "nobody": words.NOBODY, "seen": words.SEEN,
        },
    }  # fmt: skip


def _pack(pack: Pack) -> dict[str, Any]:
    return {
        "items": [_item(pack, place, kept) for place, kept in enumerate(pack.items)],
        "decided": words.decided(len(pack.decisions)),
        "method": [{"name": name, "text": text} for name, text in contents.rules(pack)],
        "indicators": _table(contents.indicator_table(pack)),
        "sources": contents.sources(pack),
    }


def _item(pack: Pack, place: int, kept: KeptItem) -> dict[str, Any]:
    item, figure = kept.item, kept.item.figure
    drawn = figure is not None and figure.drawn
    return {
        "rank": place + 1,
        "alone": drawn,
        "title": printable(item.title) or KINDS[item.kind],
        "kind": KINDS[item.kind],
        "about": contents.about_item(pack, place),
        "place": ", ".join(part for part in (item.where, item.when) if part),
        "value": figure.text if figure else "",
        "conclusion": _paragraphs(item.conclusion),
        "figure": _figure(figure) if figure else None,
        "compared": _table(item.table, numbers=item.kind is not ItemKind.FOLLOW_UP),
        "chart": drawn_series(figure) if figure and drawn else None,
        "series": _table(series_table(figure), numbers=True) if figure and figure.points else None,
        "description": _paragraphs(item.description),
        "comment": _paragraphs(kept.comment),
        "limit": _paragraphs(item.limit),
    }


def _minutes(pack: Pack) -> dict[str, Any]:
    return {
        "participants": _paragraphs(pack.meeting.participants),
        "items": [
            {
                "rank": place + 1,
                "title": printable(kept.item.title) or KINDS[kept.item.kind],
                "about": contents.about_item(pack, place),
                "figure": _figure(kept.item.figure) if kept.item.figure else None,
                "conclusion": _paragraphs(kept.item.conclusion),
                "followed": _table(kept.item.table) if kept.item.kind is ItemKind.FOLLOW_UP else None,
                "description": _paragraphs(kept.item.description),
                "comment": _paragraphs(kept.comment),
                "limit": _paragraphs(kept.item.limit),
            }
            for place, kept in enumerate(pack.items)
        ],
    }


def _figure(figure: FrozenFigure) -> dict[str, str]:
    return {"text": figure.text, "label": figure.label, "details": details(figure)}


def _table(found: FrozenTable | None, *, numbers: bool = False) -> dict[str, Any] | None:
    """`numbers`: its cells are figures, set to the right."""
    if found is None or not found.rows:
        return None
    return {
        "caption": found.caption,
        "columns": found.columns,
        "rows": found.rows,
        "numbers": numbers,
        "widths": _WIDTHS.get(len(found.columns), (1,) * len(found.columns)),
    }


def _paragraphs(text: str) -> list[str]:
    """The lines of a text that hold something to print."""
    return [line for one in text.splitlines() if (line := printable(one))]
