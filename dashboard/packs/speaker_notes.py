"""What a person who presents a slide reads: whole texts, method, bases."""

from pptx.slide import Slide

from dashboard.packs.slide_parts import write


def noted(slide: Slide, *told: str) -> None:
    """The notes of a slide, a paragraph a text that is not empty, in French."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None  # python-pptx makes one with the notes
    write(frame, "\n".join(part for part in told if part), size=12, bold=False, colour=None)
