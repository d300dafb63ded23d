"""Looking for a site by its name, its town or its code: to read its results, or to leave an opinion."""

from collections.abc import Sequence

from dashboard.analyses.public_sites import PublicSite
from dashboard.public_pages import addresses
from dashboard.public_pages.rendering import Frame, render
from dashboard.store.records import Services
from dashboard.wording.public_reviews import found_sites

PAGE_SIZE = 20
LONGEST_SEARCH = 100


def page(frame: Frame, found: Sequence[PublicSite], typed: str, number: int, service: Services | None = None) -> str:
    """`found`: every site that answers what was typed; twenty of them are shown. `service`: only its
    sites were looked at."""
    last = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(number, 1), last)
    return render(
        "site_choice.html",
        frame,
        typed=typed,
        service=service,
        said=found_sites(len(found), typed),
        sites=found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        number=number,
        last=last,
        page_address=lambda one: addresses.page(
            addresses.choose(frame.base), one, q=typed, service=service.code if service else ""
        ),
    )
