"""The peers of the site of an action: those that nothing was done for, and what their figures became."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dashboard.analyses.action_windows import Windows
from dashboard.disclosure import may_judge
from dashboard.domain.action import Action, ActionState
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import month_of
from dashboard.stats.peer_effect import FEWEST_PEERS
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import Site
from dashboard.wording.dates import local_day


class PeerChange(NamedTuple):
    """A peer before and after, whose figures may both be judged. `before` holds one figure a year that is compared."""

    site: str
    before: tuple[Shown, ...]
    after: Shown


def peers_of(reader: Reader, site: Site, others: Sequence[Action], times: Windows) -> list[str]:
    """The active sites of the same service and type for which nothing was done about the indicator meanwhile."""
    left = moved_sites(reader, times) | {one.site for one in others if touches(one, times)} | {site.code}
    listed = reads.sites(
        reader,
        services=[site.service] if site.service else None,
        site_types=[site.site_type] if site.site_type else None,
    )
    return [row.code for row in listed if row.active and row.level == "site" and row.code not in left]


def touches(action: Action, times: Windows) -> bool:
    """Whether an action was at work in the months that are compared: what is under way has no first day."""
    if action.state is ActionState.UNDER_WAY or action.done_on is None:
        return local_day(action.created_at) < times.after.stop
    return times.whole.start <= month_of(action.done_on) < times.after.stop


def moved_sites(reader: Reader, times: Windows) -> set[str]:
    """The sites that merged, split or closed in the months that are compared."""
    span = times.whole
    rows = [row for row in reads.successions(reader) if span.start <= row.month < span.stop]
    return {code for row in rows for code in (row.former, row.successor) if code}


def years_compared(
    indicator: Indicator,
    own: Sequence[Estimate],
    before: Sequence[Mapping[str, Estimate]],
    after: Mapping[str, Estimate],
    peers: Sequence[str],
) -> int:
    """How many years before are compared: two when the site and most of its peers have both."""
    if len(own) < 2 or not may_judge(*own, minimum=indicator.minimum_n):
        return 1
    one, two = (len(changes_of(indicator, peers, before[:years], after)) for years in (1, 2))
    return 2 if two >= FEWEST_PEERS and two * 4 >= one * 3 else 1


def changes_of(
    indicator: Indicator,
    peers: Iterable[str],
    before: Sequence[Mapping[str, Estimate]],
    after: Mapping[str, Estimate],
) -> tuple[PeerChange, ...]:
    """The peers that have a figure each year before and one after, all of which may be judged."""
    found = []
    for site in peers:
        earlier = [shown for one in before if isinstance(shown := one.get(site), Shown)]
        later = after.get(site)
        if not isinstance(later, Shown) or len(earlier) < len(before):
            continue
        if may_judge(*earlier, later, minimum=indicator.minimum_n):
            found.append(PeerChange(site, tuple(earlier), later))
    return tuple(found)
