"""Choosing the site on which an opinion is left."""

from collections.abc import Sequence

from dashboard.analyses.public_sites import PublicSite
from dashboard.public_pages import addresses
from dashboard.public_pages.rendering import Frame, render
from dashboard.wording.public_reviews import found_sites

PAGE_SIZE = 20
LONGEST_SEARCH = 100


def page(frame: Frame, found: Sequence[PublicSite], typed: str, number: int) -> str:
    """`found`: every site that answers what was typed; twenty of them are shown."""
    last = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(number, 1), last)
    return render(
        "site_choice.html",
        frame,
        typed=typed,
        said=found_sites(len(found), typed),
        sites=found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        number=number,
        last=last,
        page_address=lambda one: addresses.page(addresses.choose(frame.base), one, q=typed),
    )
