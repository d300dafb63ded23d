"""The look of our slides: 16:9, fonts and colours of the theme, which charts, tables and what a person adds share.

python-pptx begins with a 4:3 presentation in English: its master and its two layouts that we use are set here, the
others go. No file of a presentation is kept in the repository.
"""

import re
from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches

from dashboard.domain.brand import Brand
from dashboard.packs.place import FOOT, NUMBER, TITLE, Place

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
COVER, TITLED = "Couverture", "Titre seul"
FONT = "Arial"
"""On every machine; Liberation Sans, which LibreOffice writes instead, has the same widths."""
_KEPT = {"Title Slide": COVER, "Title Only": TITLED}
_COLOURS = {
    "dk1": "161616", "lt1": "FFFFFF", "dk2": "000091", "lt2": "F2F2FB", "accent1": "000091", "accent2": "B34000",
    "accent3": "555555", "accent4": "8585F6", "accent5": "F0945E", "accent6": "4646CF", "hlink": "000091",
    "folHlink": "4646CF",
}  # fmt: skip
_OF_BRAND = ("dk2", "accent1", "hlink")
_PROMPTS = {"title": "Titre", "ctrTitle": "Titre", "subTitle": "Date et périmètre", "body": "Texte"}
_THEME_FONTS = re.compile(rb"(<a:(?:major|minor)Font>\s*<a:latin typeface=\")[^\"]*")


def blank_deck(brand: Brand) -> Deck:
    """A presentation of our look, in the colour and the letters of a brand, without a slide."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    for layout in list(made.slide_layouts):
        if layout.name not in _KEPT:
            made.slide_layouts.remove(layout)
    _theme(made, brand)
    _master(made.slide_master._element)
    for layout in made.slide_layouts:
        _layout(layout._element, _KEPT[layout.name])
    return made


def add_slide(made: Deck, layout: str, mention: str) -> Slide:
    """A slide of a layout, with its number, and `mention` at its foot when there is one."""
    found = made.slide_layouts.get_by_name(layout)
    assert found is not None  # one of the two
    slide = made.slides.add_slide(found)
    for shape in found.placeholders:
        kind = _kind(shape._element)
        if kind == "sldNum" or (kind == "ftr" and mention):
            copied = deepcopy(shape._element)
            slide.shapes._spTree.append(copied)
            if kind == "ftr":
                _say(copied, mention)
    return slide


def _theme(made: Deck, brand: Brand) -> None:
    part = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = parse_xml(_THEME_FONTS.sub(rb"\g<1>" + (brand.family or FONT).encode(), part.blob))
    for name, colour in (_COLOURS | dict.fromkeys(_OF_BRAND, brand.accent.lstrip("#"))).items():
        [slot] = root.iter(qn(f"a:{name}"))
        slot[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>')]
    root.set("name", "Baromètre")
    part._blob = serialize_part_xml(root)  # python-pptx keeps a theme as bytes


def _master(master: Any) -> None:
    """Places of what every slide has, the rule under the title, and how a title is written."""
    places = {"title": TITLE, "body": Place(0.6, 1.7, 12.1, 4.9), "ftr": FOOT, "sldNum": NUMBER}
    for shape in list(master.iter(qn("p:sp"))):
        if (kind := _kind(shape)) == "dt":
            shape.getparent().remove(shape)
            continue
        _put(shape, places[kind])
        _french(shape)
        for level in shape.iter(qn("a:lvl1pPr")):
            level.set("algn", "l" if kind == "ftr" else "r")
            for colour in level.iter(qn("a:schemeClr")):  # a tint of black is too pale at this size
                colour.set("val", "accent3")
                colour[:] = []
        body = shape.find(f".//{qn('a:bodyPr')}")
        body.set("lIns", "0")
        body.set("rIns", "0")
        if kind == "title":
            body.set("anchor", "b")
    [tree] = master.iter(qn("p:spTree"))
    tree.insert(2, _band(100, "Filet", Place(0.6, 1.52, 12.133, 0.03)))
    style = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    text = style.find(qn("a:defRPr"))
    text.set("sz", "2800")
    text.set("b", "1")
    text.find(f".//{qn('a:schemeClr')}").set("val", "tx2")


def _layout(layout: Any, name: str) -> None:
    layout.find(qn("p:cSld")).set("name", name)
    for shape in list(layout.iter(qn("p:sp"))):
        if _kind(shape) == "dt":
            shape.getparent().remove(shape)
        else:
            _french(shape)
    if name == COVER:
        _cover(layout)


def _cover(layout: Any) -> None:
    """White on a wide band of the accent; without the rule of the other slides."""
    layout.set("showMasterSp", "0")
    places = {"ctrTitle": Place(0.9, 1.2, 11.5, 2.2), "subTitle": Place(0.9, 3.6, 11.5, 1.4)}
    for shape in layout.iter(qn("p:sp")):
        if (kind := _kind(shape)) in places:
            _put(shape, places[kind])
            style = shape.find(f".//{qn('a:lstStyle')}")
            size = "4000" if kind == "ctrTitle" else "2000"
            style[:] = [
                parse_xml(
                    f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{size}">'
                    '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
                )
            ]
            shape.find(f".//{qn('a:bodyPr')}").set("anchor", "b" if kind == "ctrTitle" else "t")
    [tree] = layout.iter(qn("p:spTree"))
    tree.insert(2, _band(101, "Bandeau", Place(0, 0, 13.333, 5.4)))


def _band(number: int, name: str, place: Place) -> Any:
    left, top, width, height = place.box
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        '<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="fr-FR"/></a:p>'
        "</p:txBody></p:sp>"
    )


def _kind(shape: Any) -> str:
    found = shape.find(f".//{qn('p:ph')}")
    return str(found.get("type", "body")) if found is not None else ""


def _put(shape: Any, place: Place) -> None:
    left, top, width, height = place.box
    properties = shape.find(qn("p:spPr"))
    for old in properties.findall(qn("a:xfrm")):
        properties.remove(old)
    properties.insert(0, _transform(left, top, width, height))


def _transform(left: Emu, top: Emu, width: Emu, height: Emu) -> Any:
    return parse_xml(
        f'<a:xfrm {nsdecls("a")}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    )


def _french(shape: Any) -> None:
    """The prompts of a placeholder, which a person who edits the master reads."""
    for run in (*shape.iter(qn("a:rPr")), *shape.iter(qn("a:endParaRPr"))):
        run.set("lang", "fr-FR")
        run.attrib.pop("smtClean", None)
    kind = _kind(shape)
    if kind in _PROMPTS:
        paragraphs = shape.findall(f".//{qn('a:p')}")
        for extra in paragraphs[1:]:
            extra.getparent().remove(extra)
        for text in paragraphs[0].iter(qn("a:t")):
            text.text = _PROMPTS[kind]


def _say(shape: Any, words: str) -> None:
    paragraph = shape.find(f".//{qn('a:p')}")
    written = parse_xml(f'<a:r {nsdecls("a")}><a:rPr lang="fr-FR" sz="1200" b="1"/><a:t/></a:r>')
    written.find(qn("a:t")).text = words
    paragraph.insert(0, written)
