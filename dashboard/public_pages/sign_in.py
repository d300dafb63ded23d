"""Pages of one sentence around signing in and out, with what to do next."""

from dataclasses import dataclass

from dashboard.public_pages.rendering import Frame, render


@dataclass(frozen=True, slots=True)
class Notice:
    """`title` is the heading; `next_step` the words of a link to `address`. `error`: whether something went wrong."""

    title: str
    sentence: str
    next_step: str
    address: str
    error: bool = True


def page(frame: Frame, notice: Notice) -> str:
    """The page, whole."""
    return render("sign_in.html", frame, notice=notice)
