"""A page of one sentence: what is refused, absent or out of order."""

from dashboard.public_pages.rendering import Frame, render


def page(frame: Frame, title: str, sentence: str) -> str:
    """`title` is the heading, `sentence` says what to do."""
    return render("notice.html", frame, title=title, sentence=sentence)
