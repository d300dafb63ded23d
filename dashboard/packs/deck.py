"""The slides of a meeting (PowerPoint, 16:9): one item a slide, its conclusion as title, charts that stay editable."""

import io

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from dashboard.domain.brand import Brand
from dashboard.packs import contents
from dashboard.packs.fitting import fitted
from dashboard.packs.item_slides import item_slides
from dashboard.packs.look import COVER, add_slide, blank_deck
from dashboard.packs.pack import Pack
from dashboard.packs.place import ABOUT, BODY, Place
from dashboard.packs.reproducible import same_bytes
from dashboard.packs.slide_parts import ACCENT, MUTED, text, titled, write
from dashboard.packs.speaker_notes import noted
from dashboard.packs.table_slides import table_slides
from dashboard.typesetting.marks import picture
from dashboard.wording import meeting_documents as words
from dashboard.wording.agenda import INVENTED, NO_DECISION
from dashboard.wording.citation import PRODUCT

AGENDA_A_SLIDE, RULES_A_SLIDE = 10, 5
_COVER_TITLE = (11.3, 2.1)
_WHOLE = Place(BODY.left, ABOUT.top + 0.1, BODY.width, BODY.top + BODY.height - ABOUT.top)


def deck(pack: Pack) -> bytes:
    """The file: cover, agenda, the items, the decisions, the method. The same meeting gives the same bytes."""
    made = blank_deck(pack.brand)
    properties = made.core_properties
    properties.title, properties.language = pack.meeting.title, "fr-FR"
    properties.author = properties.last_modified_by = pack.brand.authority or PRODUCT
    mention = INVENTED if pack.invented else ""
    _cover(made, pack, mention)
    _agenda(made, pack, mention)
    for place in range(len(pack.items)):
        item_slides(made, pack, place, mention)
    _decisions(made, pack, mention)
    _method(made, pack, mention)
    written = io.BytesIO()
    made.save(written)
    return same_bytes(written.getvalue(), pack.meeting.held_on)


def _cover(made: Deck, pack: Pack, mention: str) -> None:
    slide, meeting = add_slide(made, COVER, mention), pack.meeting
    title, below = slide.placeholders[0], slide.placeholders[1]
    held = fitted(meeting.title, *_COVER_TITLE, (40, 32, 26), bold=True)
    write(title.text_frame, held.text, size=held.size, bold=True, colour=None)
    told = "\n".join(one for one in (words.held(meeting.held_on), meeting.perimeter, contents.about_data(pack)) if one)
    lines = fitted(told, 11.3, 1.3, (20, 18, 16, 14, 12))
    write(below.text_frame, lines.text if not lines.cut else told, size=lines.size, bold=False, colour=None)
    _whose(slide, pack.brand)
    noted(slide, meeting.title if held.cut else "", told)


def _whose(slide: Slide, brand: Brand) -> None:
    """Under the band: the logo at the left when there is one, who publishes, the legal lines."""
    left = Place(0.9, 5.75, 11.5, 0.4)
    if brand.logo:
        wide = min(3.0, 1.0 * brand.logo.ratio)
        held = slide.shapes.add_picture(
            io.BytesIO(picture(brand.logo.light)), Inches(0.9), Inches(5.65), width=Inches(wide)
        )
        held._element.nvPicPr.cNvPr.set("descr", brand.logo.words)  # python-pptx has no name for it
        held.name = "Logo"
        left = Place(0.9 + wide + 0.3, 5.75, 11.2 - wide, 0.4)
    text(slide, left, brand.authority or PRODUCT, (18, 16, 14), bold=True, colour=ACCENT, name="Auteur")
    below = Place(left.left, 6.2, left.width, 0.5)
    text(slide, below, "\n".join(brand.legal), (12, 11, 10, 9), colour=MUTED, name="Mentions")


def _agenda(made: Deck, pack: Pack, mention: str) -> None:
    listed = [f"{rank}. {kept.item.title}" for rank, kept in enumerate(pack.items, 1)]
    parts = [listed[start : start + AGENDA_A_SLIDE] for start in range(0, len(listed), AGENDA_A_SLIDE)]
    for number, part in enumerate(parts, 1):
        slide, _ = titled(made, words.part(words.AGENDA, number, len(parts)), mention)
        cut = text(slide, _WHOLE, "\n".join(part), (24, 22, 20, 18, 16, 14, 12), name="Ordre du jour", gap=8)
        noted(slide, "\n".join(part) if cut else "", contents.about_data(pack))


def _decisions(made: Deck, pack: Pack, mention: str) -> None:
    found = contents.decision_table(pack)
    if found is not None:
        table_slides(made, words.DECISIONS, found, (6.4, 2.4, 2.0, 1.6), mention, contents.about_data(pack))
        return
    slide, _ = titled(made, words.DECISIONS, mention)
    text(slide, _WHOLE, NO_DECISION, (20,))
    noted(slide, contents.about_data(pack))


def _method(made: Deck, pack: Pack, mention: str) -> None:
    rules = [f"{name} {rule}" for name, rule in contents.rules(pack)]
    parts = [rules[start : start + RULES_A_SLIDE] for start in range(0, len(rules), RULES_A_SLIDE)]
    for number, part in enumerate(parts, 1):
        slide, _ = titled(made, words.part(words.METHOD, number, len(parts)), mention)
        text(slide, _WHOLE, "\n".join(part), (20, 18, 16, 14), name="Règles", gap=10)
        noted(slide, "\n".join(part), contents.about_data(pack))
    found = contents.indicator_table(pack)
    if found is not None:
        told = "\n".join((words.SOURCES, *contents.sources(pack)))
        table_slides(made, f"{words.METHOD}\u00a0: {words.INDICATORS.lower()}", found, (3, 5, 4.4), mention, told)
