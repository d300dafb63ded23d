"""The figure that stands for each engagement of a site, of a service, of the whole: what posters and public pages show.

By number of engagement; an engagement that was not observed is absent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analyses.commitments import Engagement, standing_for
from dashboard.analyses.overview import Overview
from dashboard.analyses.services import Matrix
from dashboard.analyses.site_results import SiteResult
from dashboard.domain.comparison import Comparison
from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Indicator


@dataclass(frozen=True, slots=True)
class Standing:
    """`others`: against the rest of the network, None for the whole, which has none; `last_year`: a year before."""

    indicator: Indicator
    estimate: Estimate
    others: Comparison | None
    last_year: Comparison


def of_site(listed: Sequence[Engagement], results: Sequence[SiteResult]) -> dict[int, Standing]:
    """Out of all the results of the site."""
    by_code = {one.figure.indicator.code: one for one in results}
    estimates = {code: one.figure.estimate for code, one in by_code.items()}
    found = {}
    for engagement in listed:
        if code := standing_for(engagement, estimates):
            one = by_code[code]
            found[engagement.commitment.number] = Standing(
                one.figure.indicator, one.figure.estimate, one.peers, one.last_year
            )
    return found


def of_services(found: Matrix) -> Mapping[str, dict[int, Standing]]:
    """By service: the figures of the page of services."""
    standing: dict[str, dict[int, Standing]] = {code: {} for code in found.services}
    for (service, number), cell in found.cells.items():
        figure = cell.judged.figure
        standing[service][number] = Standing(figure.indicator, figure.estimate, cell.network, cell.judged.earlier)
    return standing


def of_whole(found: Overview) -> dict[int, Standing]:
    """The figures of the overview."""
    return {
        card.engagement.commitment.number: Standing(
            card.judged.figure.indicator, card.judged.figure.estimate, None, card.judged.earlier
        )
        for card in found.cards
        if card.judged is not None
    }
