"""How many opinions of the published data each site of a network has, under the rule of the figures."""

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.user_voice import opinions
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader


def deposited_reviews(
    reader: Reader, service: str, site_type: str, thresholds: Thresholds, period: Period
) -> dict[str, int]:
    """By site that has any, read at once for all: 0 where they are too few to be counted. Raises QueryError."""
    everyone = opinions(indicators(reader))
    if everyone is None:
        return {}
    network = Scope(services=(service,), site_types=(site_type,))
    found = figures(reader, Question((everyone.code,), (Axis.SITE,), network, period), thresholds)
    return {
        str(figure.axes[Axis.SITE]): int(figure.estimate.n or 0) if isinstance(figure.estimate, Shown) else 0
        for figure in found
    }
