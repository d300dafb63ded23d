"""All the opinions left in the application on a site, and the replies, on which a reader may vote."""

from collections.abc import Sequence

from dashboard.analyses.public_sites import PublicSite
from dashboard.public_pages import addresses
from dashboard.public_pages.rendering import Frame, render
from dashboard.registry.published_reviews import PAGE_SIZE, PublishedReviews
from dashboard.wording.left_reviews import CHANNELS, TONES
from dashboard.wording.public_reviews import published, reply_delay, usefulness


def page(
    frame: Frame, site: PublicSite, shown: PublishedReviews, reply_days: int, successors: Sequence[PublicSite] = ()
) -> str:
    """One page of opinions. `reply_days`: the delay announced; `successors`: what took the place of a closed site."""
    return render(
        "site_reviews.html",
        frame,
        site=site,
        successors=successors,
        reviews=shown.reviews,
        said=published(shown.total),
        delay=reply_delay(reply_days),
        number=shown.page,
        last=max(1, -(-shown.total // PAGE_SIZE)),
        page_address=lambda one: addresses.page(addresses.reviews(frame.base, site.code), one),
        usefulness=usefulness,
        tones=TONES,
        channels=CHANNELS,
    )
