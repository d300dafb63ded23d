"""The results of the whole, of a service or of a site: what a page says, and its HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.analyses.dated_results import Dated
from dashboard.analyses.plain_results import Pillar, Result
from dashboard.analyses.plain_said import Said
from dashboard.analyses.public_sites import PublicSite
from dashboard.analyses.public_surveys import PublicSurveys
from dashboard.domain.indicator import Indicator
from dashboard.public_pages.rendering import Frame, render
from dashboard.registry.published_reviews import PublishedReviews
from dashboard.store.records import Services
from dashboard.wording import poster
from dashboard.wording import public_results as words
from dashboard.wording.left_reviews import CHANNELS, TONES
from dashboard.wording.public_reviews import published, read_all, reply_delay

LAST_REVIEWS = 3
"""Opinions on the page of a site; the others are on a page of their own."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the three pages have in common. `named`: what the network is called, empty for the whole;
    `catalogue`: the indicators by code."""

    frame: Frame
    pillars: tuple[Pillar, ...]
    catalogue: Mapping[str, Indicator]
    dated: Dated
    named: str = ""
    said: tuple[Said, ...] = ()
    surveys: PublicSurveys = field(default_factory=PublicSurveys)

    @property
    def results(self) -> list[Result]:
        """All of them, in order."""
        return [one for part in self.pillars for one in part.results]


def sentences(results: Sequence[Result], named: str) -> list[str]:
    """How the place does, in three sentences at most."""
    shown = [one for one in results if one.value]
    others = [one.sides[0].verdict for one in shown if len(one.sides) > 1]
    year = [one.sides[-1].verdict for one in shown]
    said = (words.measured(len(shown), len(results)), words.tally(others, f"Face aux {named.lower()}"),
            words.over_a_year(year))  # fmt: skip
    return [one for one in said if one]


def highlights(pillars: Sequence[Pillar]) -> list[Result]:
    """The first result shown of each part of the programme."""
    firsts = (next((one for one in part.results if one.value), None) for part in pillars)
    return [one for one in firsts if one is not None]


def figure_sentence(pillars: Sequence[Pillar]) -> list[str]:
    """« Accueil jugé courtois : 87 %. », for what is shared."""
    return [words.cited(one.indicator, one.value) for one in highlights(pillars)]


def whole_page(told: Told, services: Sequence[Services]) -> str:
    """All the services together, then the way to each."""
    return _page("whole.html", told, "national", "", services=services)


def service_page(told: Told, service: Services, sites: Sequence[PublicSite]) -> str:
    """One service; `sites`: the open ones."""
    return _page("service.html", told, "services", service.code, service=service, sites=sites)


def site_page(
    told: Told,
    site: PublicSite,
    reviews: PublishedReviews | None,
    reply_days: int,
    successors: Sequence[PublicSite],
    loaded: str = "",
) -> str:
    """One site, with its last opinions (None: they cannot be read), and what is
    said of those that were `loaded`. A closed one has no result, and its successors."""
    total = 0 if reviews is None else reviews.total
    return _page(
        "site.html",
        told,
        "sites",
        site.code,
        site=site,
        reviews=None if reviews is None else reviews.reviews[:LAST_REVIEWS],
        published=published(total),
        read_all=read_all(total),
        delay=reply_delay(reply_days),
        successors=successors,
        elsewhere=loaded,
        tones=TONES,
        channels=CHANNELS,
    )


def _page(template: str, told: Told, kind: str, code: str, **content: object) -> str:
    return render(
        template,
        told.frame,
        told=told,
        kind=kind,
        code=code,
        sentences=sentences(told.results, told.named),
        highlights=highlights(told.pillars),
        definition=words.definition_title,
        method=words.method(among_sites=kind == "sites"),
        unproven=words.unproven(among_sites=kind == "sites"),
        said_and_done=poster.SAID_AND_DONE,
        **content,
    )
