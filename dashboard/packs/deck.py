"""The slides of a meeting (PowerPoint, 16:9): one item a slide, its conclusion as title, charts that stay editable."""

import io

from pptx import Presentation
from pptx.presentation import Presentation as Deck

from dashboard.packs import chart_frame, slide_parts
from dashboard.packs.pack import Pack
from dashboard.packs.reproducible import same_bytes
from dashboard.packs.slide_parts import HEIGHT, WIDTH, Place, table, text, titled
from dashboard.registry.agenda import KeptItem
from dashboard.registry.review_meetings import Decision
from dashboard.wording.agenda import DECISION_STATES, INVENTED, KINDS, NO_DECISION
from dashboard.wording.dates import day
from dashboard.wording.numerals import NBSP, base
from dashboard.wording.reading import sentence


def deck(pack: Pack) -> bytes:
    """The file: cover, one slide an item, the decisions. The same meeting gives the same bytes."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    properties = made.core_properties
    properties.title, properties.language = pack.meeting.title, "fr-FR"
    properties.author = properties.last_modified_by = "Baromètre Services publics +"
    _cover(made, pack)
    for rank, kept in enumerate(pack.items, 1):
        _item(made, pack, rank, kept)
    _decisions(made, pack)
    written = io.BytesIO()
    made.save(written)
    return same_bytes(written.getvalue(), pack.meeting.held_on)


def _about(pack: Pack) -> str:
    version = f"données version{NBSP}{pack.meeting.data_version}"
    return sentence(pack.meeting.perimeter, version)


def _cover(made: Deck, pack: Pack) -> None:
    slide = titled(made, pack.meeting.title, size=40)
    text(slide, Place(0.6, 2.2, 12, 0.6), f"Revue du {day(pack.meeting.held_on)}", size=24)
    text(slide, Place(0.6, 2.9, 12, 0.8), _about(pack), size=18, muted=True)
    listed = [f"{rank}. {kept.item.title}" for rank, kept in enumerate(pack.items, 1)]
    text(slide, Place(0.6, 3.8, 12, 3), "\n".join(listed), size=16)
    _foot(slide, pack, "")


def _item(made: Deck, pack: Pack, rank: int, kept: KeptItem) -> None:
    item = kept.item
    slide = titled(made, item.title, size=28)
    about = ", ".join(part for part in (KINDS[item.kind], item.where, item.when) if part)
    text(slide, Place(0.6, 1.4, 12.1, 0.4), about, size=14, muted=True)
    text(slide, Place(0.6, 1.8, 12.1, 0.9), item.conclusion, size=20, bold=True)
    figure, beside = item.figure, 12.1
    if figure is not None:
        if figure.drawn:
            beside = 3.6
            chart_frame.series(slide, Place(4.4, 2.7, 8.3, 3.8), figure)
        text(slide, Place(0.6, 2.8, beside, 0.9), figure.text, size=40, bold=True)
        text(slide, Place(0.6, 3.7, beside, 0.4), base(figure.n or None), size=14, muted=True)
    text(slide, Place(0.6, 4.3 if figure else 2.9, beside, 2.0), kept.comment, size=16)
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None  # python-pptx makes one with the notes
    notes.text = "\n".join(part for part in (item.conclusion, item.limit, kept.comment, _about(pack)) if part)
    _foot(slide, pack, item.limit)
    slide_parts.numbered(slide, rank + 1)


def _decisions(made: Deck, pack: Pack) -> None:
    slide = titled(made, "Décisions", size=32)
    if pack.decisions:
        table(
            slide, Place(0.6, 1.6, 12.1, 0.5), ("Décision", "Responsable", "Échéance", "État"),
            [_row(one) for one in pack.decisions], widths=(6.4, 2.5, 1.8, 1.4),
        )  # fmt: skip
    else:
        text(slide, Place(0.6, 1.8, 12, 0.6), NO_DECISION, size=18)
    _foot(slide, pack, "")
    slide_parts.numbered(slide, len(pack.items) + 2)


def _row(one: Decision) -> tuple[str, ...]:
    return one.text, one.owner, day(one.due_on) if one.due_on else "–", DECISION_STATES[one.state]


def _foot(slide: slide_parts.Slide, pack: Pack, limit: str) -> None:
    """What limits the slide, and that the data are invented when they are."""
    text(slide, Place(0.6, 6.55, 12.1, 0.5), limit, size=11, muted=True)
    if pack.invented:
        text(slide, Place(0.6, 7.0, 12.1, 0.35), INVENTED, size=11, bold=True)
