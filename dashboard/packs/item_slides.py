"""The slides of an item of the agenda: conclusion, figure, chart and values, or a table, or a text."""

from collections.abc import Sequence

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from dashboard.domain.agenda import AgendaItem, FrozenFigure, FrozenTable, ItemKind
from dashboard.packs import chart_frame, contents
from dashboard.packs.pack import Pack
from dashboard.packs.place import ABOUT, BODY, CONCLUSION, LIMIT, Place
from dashboard.packs.slide_parts import ACCENT, MUTED, table, text, titled
from dashboard.packs.speaker_notes import noted
from dashboard.packs.table_slides import split
from dashboard.registry.agenda import KeptItem
from dashboard.wording.dates import short_month
from dashboard.wording.excerpt import excerpt
from dashboard.wording.frozen_values import base_at, chart_caption, details, in_unit, margin_at, series_table, value_at
from dashboard.wording.meeting_documents import COMMENT, DESCRIPTION, part

LATEST = 6
"""Months of which the values stand beside the chart; all of them are in its workbook."""
_LEFT = Place(BODY.left, BODY.top, 4.3, BODY.height)
_CAPTION = Place(5.15, BODY.top, 7.583, 0.22)
_CHART = Place(5.15, BODY.top + 0.24, 7.583, 2.26)
_VALUES = Place(5.15, BODY.top + 2.52, 7.583, 1.2)
_COMPARED = (3.0, 2.6)
_LONGEST = 60
"""Letters of a cell beside a chart."""
_LONG = Place(CONCLUSION.left, CONCLUSION.top, CONCLUSION.width, 2.6)
_NAME = 0.32
"""The height of the name of a text, in inches."""
_UNDER = Place(BODY.left, 4.7, BODY.width, 1.65)


def item_slides(made: Deck, pack: Pack, place: int, mention: str) -> None:
    """One slide, or several for a long table."""
    kept = pack.items[place]
    item = kept.item
    size = _size(item)
    parts = list(_parts(item, size))
    for number, rows in enumerate(parts or [None], 1):
        slide, cut = titled(made, part(item.title, number, len(parts) or 1), mention)
        text(slide, ABOUT, contents.about_item(pack, place), (14, 12), colour=MUTED, name="Périmètre")
        _said(slide, item)
        if rows is not None:
            table(slide, BODY, rows, _widths(rows), size=size, numbers=item.kind is not ItemKind.FOLLOW_UP)
        elif item.figure is not None:
            _figure(slide, item, item.figure, kept.comment)
        else:
            _written(slide, _UNDER if _is_long(item) else BODY, item.description, kept.comment)
        text(slide, LIMIT, item.limit, (12, 11), colour=MUTED, name="Limite")
        noted(slide, *_notes(pack, kept, item.title if cut else ""))


def _parts(item: AgendaItem, size: int) -> list[FrozenTable]:
    """The parts of a table that fills slides: values compared stand beside their chart instead."""
    if item.table is None or item.figure is not None:
        return []
    return list(split(item.table, _widths(item.table), BODY, size))


def _size(item: AgendaItem) -> int:
    """The largest letters at which a table is on one slide, else the smallest."""
    return next((size for size in (16, 14) if len(_parts(item, size)) < 2), 12)


def _widths(found: FrozenTable) -> tuple[float, ...]:
    return (6.4, 2.4, 2.0, 1.8) if len(found.columns) == 4 else (5, *(2,) * (len(found.columns) - 1))


def _said(slide: Slide, item: AgendaItem) -> None:
    """The conclusion, with more room for an item that is only said."""
    sizes, long = (20, 18, 16, 14), _is_long(item)
    text(slide, _LONG if long else CONCLUSION, item.conclusion, sizes, bold=not long, name="Conclusion")


def _is_long(item: AgendaItem) -> bool:
    return item.figure is None and item.table is None and len(item.conclusion) > 250


def _figure(slide: Slide, item: AgendaItem, figure: FrozenFigure, comment: str) -> None:
    wide = _LEFT.width if figure.points else BODY.width
    left, top = _LEFT.left, _LEFT.top
    text(slide, Place(left, top, wide, 0.72), figure.text, (40, 32, 26, 20), bold=True, colour=ACCENT, name="Chiffre")
    text(slide, Place(left, top + 0.76, wide, 0.42), details(figure), (13, 12, 11), colour=MUTED, name="Base")
    below = top + 1.26
    if item.table is not None:
        compared = _two_columns(item.table)
        below += 0.12 + table(slide, Place(left, below, wide, 0), compared, _COMPARED, size=12, numbers=True)
    room = BODY.top + BODY.height - below
    if comment and room > 0.3 + _NAME:
        _named(slide, Place(left, below, wide, room), COMMENT, comment, (14, 13, 12))
    if figure.drawn:
        text(slide, _CAPTION, chart_caption(figure), (12, 11, 10), colour=MUTED, name="Légende")
        chart_frame.series(slide, _CHART, figure)
        table(slide, _VALUES, _latest(figure), (1.7, *(1.4,) * min(LATEST, len(figure.points))), size=11, numbers=True)
    elif figure.points:
        table(slide, _CAPTION, series_table(figure), (2, 2, 2, 2), size=14, numbers=True)


def _written(slide: Slide, place: Place, description: str, comment: str) -> None:
    """What people wrote of an item without a figure, each text under its name."""
    texts = [(name, words) for name, words in ((DESCRIPTION, description), (COMMENT, comment)) if words]
    for rank, (name, words) in enumerate(texts):
        height = place.height / len(texts)
        _named(slide, place._replace(top=place.top + rank * height, height=height), name, words, (20, 18, 16, 14, 12))


def _named(slide: Slide, place: Place, name: str, words: str, sizes: Sequence[int]) -> None:
    text(slide, place._replace(height=_NAME), name, (14, 12), bold=True, colour=ACCENT, name=f"Titre de {name.lower()}")
    below = place._replace(top=place.top + _NAME, height=place.height - _NAME)
    text(slide, below, words, sizes, name=name)


def _two_columns(found: FrozenTable) -> FrozenTable:
    """Name and value: intervals and bases are in the notes."""
    rows = tuple(tuple(excerpt(cell, _LONGEST) for cell in row[:2]) for row in found.rows)
    return FrozenTable(found.caption, found.columns[:2], rows)


def _latest(figure: FrozenFigure) -> FrozenTable:
    """The last months across: value, interval, base."""
    points = figure.points[-LATEST:]
    return FrozenTable(
        f"{figure.label}, derniers mois",
        ("Derniers mois", *(short_month(point.month) for point in points)),
        (
            (in_unit("Valeur", figure), *(value_at(figure, point) for point in points)),
            ("Intervalle", *(margin_at(figure, point) for point in points)),
            ("Base (n)", *(base_at(point) for point in points)),
        ),
    )


def _notes(pack: Pack, kept: KeptItem, title: str) -> list[str]:
    """Whole texts, then how the figure is computed and on what."""
    item, figure = kept.item, kept.item.figure
    rows = item.table.rows if item.table else ()
    told = [title, item.conclusion, item.description, item.limit, kept.comment, *(" | ".join(row) for row in rows)]
    if figure is not None:
        told += [
            f"{figure.label}\u00a0: {figure.text}. {details(figure)}",
            f"Calcul\u00a0: {figure.rule}" if figure.rule else "",
            f"Source\u00a0: {figure.source}" if figure.source else "",
        ]
    return [
        *told,
        f"Périmètre\u00a0: {pack.meeting.perimeter}" if pack.meeting.perimeter else "",
        contents.about_data(pack),
    ]
