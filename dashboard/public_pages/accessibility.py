"""The accessibility statement, for who reads the public pages alone."""

from dashboard.public_pages.rendering import Frame, render
from dashboard.wording.accessibility import STATE, statement


def page(frame: Frame) -> str:
    """The statement that the foot of every page leads to."""
    told = statement(frame.brand.authority, frame.brand.accessibility_contact)
    return render("accessibility.html", frame, title=STATE, sections=told)
