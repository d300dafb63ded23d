"""Whether an action changed what it was to change: its site, before and after, beside peers that nothing was done for.

Only figures of single sites, as anyone may read them, are compared: no sum of an arbitrary set of sites is ever made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.action_peers import PeerChange, changes_of, moved_sites, peers_of, touches, years_compared
from dashboard.analyses.action_windows import Windows, kept, windows
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.comparing import why_withheld
from dashboard.analyses.events import events
from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.disclosure import Thresholds, may_judge
from dashboard.domain.action import Action, ActionState
from dashboard.domain.action_effect import ActionVerdict, EffectSize, judged
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.event import Event
from dashboard.domain.indicator import Indicator, Kind
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.stats.constants import Z95
from dashboard.stats.peer_effect import FEWEST_PEERS, Unit, peer_effect
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import Site
from dashboard.wording import action_effect as wording
from dashboard.wording.dates import local_day

ABSENT = Withheld(Status.NO_DATA, "Aucune donnée")
TOUCHED = (ActionState.UNDER_WAY, ActionState.DONE)


@dataclass(frozen=True, slots=True)
class ActionEffect:
    """The verdict and what it rests on; `why` says what stands in its way. `late`: the effect was stated once the
    action was done. `others`: what else was done for the site meanwhile."""

    action: Action
    verdict: ActionVerdict
    why: str = ""
    indicator: Indicator | None = None
    windows: Windows | None = None
    before: tuple[Estimate, ...] = ()
    after: Estimate = ABSENT
    size: EffectSize | None = None
    peers: tuple[PeerChange, ...] = ()
    events: tuple[Event, ...] = ()
    others: tuple[Action, ...] = ()

    @property
    def late(self) -> bool:
        return stated_late(self.action)


def stated_late(action: Action) -> bool:
    """Whether the effect was stated after the day on which the action was done: its data may have been read first."""
    done = action.done_on
    return action.expected is not None and done is not None and local_day(action.created_at) > done


def rivals(action: Action, known: Iterable[Action]) -> tuple[Action, ...]:
    """The other actions that bear on its verdict: those of its place or of a service, those on the same indicator."""
    return tuple(
        one
        for one in known
        if one.id != action.id
        and one.state in TOUCHED
        and (
            (one.indicator is not None and one.indicator == action.indicator)
            or (action.site is not None and one.site == action.site)
            or one.service is not None
        )
    )


def action_effect(reader: Reader, action: Action, others: tuple[Action, ...], thresholds: Thresholds) -> ActionEffect:
    """The verdict on one action; `others` are its `rivals`. Never raises on what people typed: a site or an indicator
    that is no longer published is an impossible verdict."""
    expected, done = action.expected, action.done_on
    indicator = reader.compute(indicators).get(action.indicator or "")
    found = ActionEffect(action, ActionVerdict.NONE, indicator=indicator)
    if expected is None or done is None:
        return replace(found, why=wording.NO_EFFECT if expected is None else wording.NOT_DONE)
    if indicator is None:
        return _impossible(found, wording.NO_INDICATOR)
    site = reads.site(reader, action.site) if action.site else None
    reader = reader.reference  # its peers are elsewhere: only how many they are is said of them
    service = site.service if site else action.service
    times = windows(reader, indicator, service, done)
    if times is None:
        return _impossible(found, wording.NO_DATA)
    found = replace(
        found,
        windows=times,
        events=events(reader, indicator.code, action.scope, times.whole),
        others=_meanwhile(others, action, service, times),
    )
    if action.service is not None:
        return _impossible(found, wording.WHOLE_SERVICE)
    if why := _standing(reader, site, indicator, times):
        return _impossible(found, why)
    if not times.ready:
        return replace(found, verdict=ActionVerdict.TOO_EARLY, why=wording.too_early(times.after.last_month))
    assert site is not None
    return _compared(reader, found, indicator, site, others, thresholds)


def _standing(reader: Reader, site: Site | None, indicator: Indicator, times: Windows) -> str:
    """What forbids any verdict, whatever the figures; empty when nothing does."""
    if site is None:
        return wording.NO_SITE
    if indicator.kind is Kind.COUNT:
        return wording.A_COUNT
    if site.code in moved_sites(reader, times):
        return wording.MERGED
    return times.why


def _compared(
    reader: Reader, found: ActionEffect, indicator: Indicator, site: Site, others: Sequence[Action],
    thresholds: Thresholds,
) -> ActionEffect:  # fmt: skip
    """The figures of the site and of its peers, then the verdict."""
    times, expected = found.windows, found.action.expected
    assert times is not None
    assert expected is not None
    asked = kept(indicator, times, site.service)
    after = _by_site(reader, indicator, site, times.after, thresholds)
    before = [_by_site(reader, indicator, site, span, thresholds) for span in asked]
    own = tuple(one.get(site.code, ABSENT) for one in before)
    found = replace(found, before=own, after=after.get(site.code, ABSENT))
    if why := _weak(indicator, own[:1], found.after) or _holes(reader, indicator, site, times, thresholds):
        return _impossible(found, why)
    peers = peers_of(reader, site, others, times)
    years = years_compared(indicator, own, before, after, peers)
    changes = changes_of(indicator, peers, before[:years], after)
    found = replace(found, before=own[:years], peers=changes)
    if len(changes) < FEWEST_PEERS:
        return _impossible(found, wording.few_peers(len(changes), FEWEST_PEERS))
    unit, *rest = _units([(found.before, found.after), *((one.before, one.after) for one in changes)])
    measured = peer_effect(unit, rest)
    if measured is None:
        return _impossible(found, wording.NO_DISPERSION)
    size = EffectSize(
        measured.value, measured.lower, measured.upper, measured.expected, measured.typical, measured.peers,
        measured.as_large,
    )  # fmt: skip
    return replace(found, size=size, verdict=judged(size, expected.direction.sign, expected.smallest_change))


def _by_site(
    reader: Reader, indicator: Indicator, site: Site, span: Period, thresholds: Thresholds
) -> dict[str, Estimate]:
    """The figure of each site of the service and type, as the page of the sites shows it."""
    scope = Scope(
        services=(site.service,) if site.service else (), site_types=(site.site_type,) if site.site_type else ()
    )
    try:
        found = figures(reader, Question((indicator.code,), (Axis.SITE,), scope, span), thresholds)
    except QueryError:  # outside what is published
        return {}
    return {str(figure.axes[Axis.SITE]): figure.estimate for figure in found}


def _weak(indicator: Indicator, before: Sequence[Estimate], after: Estimate) -> str:
    """Why the figures of the site allow no verdict."""
    for words, estimate in (("avant", before[0] if before else ABSENT), ("après", after)):
        if isinstance(estimate, Withheld):
            return f"{words} l’action, {why_withheld(estimate)}"
        if not may_judge(estimate, minimum=indicator.minimum_n):
            return wording.fragile(words)
    return ""


def _holes(reader: Reader, indicator: Indicator, site: Site, times: Windows, thresholds: Thresholds) -> str:
    """Why the months of the site are not the same before and after: more than a quarter of a window is missing."""
    whole = Period(times.before[0].start, times.after.stop)
    question = Question((indicator.code,), (Axis.MONTH,), Scope(sites=(site.code,)), whole)
    listed = figures(reader, question, thresholds)
    months = [one.period.start for one in listed if one.estimate.status is not Status.NO_DATA]
    for span in (times.before[0], times.after):
        known = times.step * sum(span.start <= month < span.stop for month in months)
        if known * 4 < span.months * 3:
            return wording.holes(span, known)
    return ""


def _units(pairs: Sequence[tuple[Sequence[Estimate], Estimate]]) -> list[Unit]:
    """What the statistics read. When one figure has no margin, none is given: the dispersion of the peers holds it."""
    shown = [([one for one in before if isinstance(one, Shown)], after) for before, after in pairs]
    rows = [(before, after) for before, after in shown if isinstance(after, Shown)]
    known = all(_variance(one) for before, after in rows for one in (*before, after))
    return [
        Unit(
            mean_of(before),
            after.value,
            sum(_variance(one) for one in before) / len(before) ** 2 if known else 0.0,
            _variance(after) if known else 0.0,
        )
        for before, after in rows
    ]


def mean_of(before: Sequence[Shown]) -> float:
    """The level before: the mean of the years that are compared, each counting for one."""
    return sum(one.value for one in before) / len(before)


def _variance(figure: Shown) -> float:
    """From the interval that is shown, half its width being 1.96 standard errors or a little more; 0: it has none."""
    if figure.lower is None or figure.upper is None:
        return 0.0
    return ((figure.upper - figure.lower) / 2 / Z95) ** 2


def _impossible(found: ActionEffect, why: str) -> ActionEffect:
    return replace(found, verdict=ActionVerdict.IMPOSSIBLE, why=why)


def _meanwhile(others: Iterable[Action], action: Action, service: str | None, times: Windows) -> tuple[Action, ...]:
    """What else was done for the site, or for its whole service, in the months that are compared."""
    return tuple(
        one
        for one in others
        if ((action.site and one.site == action.site) or (service and one.service == service)) and touches(one, times)
    )
