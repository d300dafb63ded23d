"""« Vous avez dit, nous avons fait »: the actions of a perimeter, each with the opinions that it answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scope_sites import places_within, site_names
from dashboard.analyses.user_voice import opinions
from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.domain.estimate import Shown
from dashboard.domain.left_review import TONE_OF, ReviewState, Tone, review_code, review_number
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.registry.actions import Action, actions
from dashboard.registry.left_reviews import reviews_numbered
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.dates import local_day


@dataclass(frozen=True, slots=True)
class Quote:
    """One opinion. `text` is None when the secret statistique keeps the opinions of its site."""

    code: str
    site: str
    tone: Tone | None
    on: date | None
    text: str | None


@dataclass(frozen=True, slots=True)
class SaidAndDone:
    """What users said, and what is done about it. `names`: what the sites of the quotes are called."""

    action: Action
    quotes: tuple[Quote, ...]
    names: Mapping[str, str]


def said_and_done(reader: Reader, settings: Settings, scope: Scope) -> list[SaidAndDone]:
    """The actions of a scope that answer an opinion of it: those that are done first, none that is abandoned.

    An action of a whole service concerns its sites. An opinion that was withdrawn is not quoted."""
    sites, services = places_within(reader, scope)
    known = actions(settings, sites, services, limit=None, answering=True)
    kept = [one for one in known if one.state is not ActionState.ABANDONED]
    quotes = _quotes(reader, settings, {code for one in kept for code in one.reviews}, sites)
    names = site_names(reader, {quote.site for quote in quotes.values()})
    order = (ActionState.DONE, ActionState.UNDER_WAY, ActionState.CONSIDERED)
    pairs = [
        SaidAndDone(one, tuple(quotes[code] for code in one.reviews if code in quotes), names)
        for one in sorted(kept, key=lambda one: order.index(one.state))
    ]
    return [pair for pair in pairs if pair.quotes]


def of_site(pairs: Iterable[SaidAndDone], site: str, service: str | None) -> list[SaidAndDone]:
    """Those of `pairs`, the ones of many sites, that `said_and_done` gives for one of them."""
    own = [
        replace(pair, quotes=tuple(quote for quote in pair.quotes if quote.site == site))
        for pair in pairs
        if pair.action.site == site or (service is not None and pair.action.service == service)
    ]
    return [pair for pair in own if pair.quotes]


def _quotes(
    reader: Reader, settings: Settings, codes: Collection[str], sites: Collection[str] | None
) -> dict[str, Quote]:
    """Those of the registry, then those that were loaded, which keep the rule of the figures."""
    numbers = [number for code in codes if (number := review_number(code)) is not None]
    found = [
        Quote(review_code(one.id), one.site, one.tone, local_day(one.published_at or one.created_at), one.text)
        for one in (reviews_numbered(settings, numbers) if numbers else [])
        if one.state is ReviewState.PUBLISHED and one.text
    ]
    loaded = sorted(code for code in codes if review_number(code) is None)
    found += _loaded(reader, settings, loaded) if loaded else []
    return {quote.code: quote for quote in found if sites is None or quote.site in sites}


def _loaded(reader: Reader, settings: Settings, codes: list[str]) -> list[Quote]:
    rows = [row for row in reads.coded_reviews(reader, codes=codes) if (row.text or "").strip()]
    open_sites = _open_sites(reader, settings, {row.site for row in rows})
    return [
        Quote(
            code=row.code,
            site=row.site,
            tone=None if row.feeling is None else TONE_OF[row.feeling],
            on=row.known_on,
            text=row.text if row.site in open_sites else None,
        )
        for row in rows
    ]


def _open_sites(reader: Reader, settings: Settings, sites: Iterable[str]) -> set[str]:
    """The sites whose share of positive opinions may be shown: their texts may be too."""
    everyone = opinions(indicators(reader))
    bounds, scope = reads.months(reader), Scope(sites=tuple(sites))
    if everyone is None or scope.everywhere or bounds.first_month is None or bounds.last_month is None:
        return set()
    whole = Period(bounds.first_month, shift(bounds.last_month, 1))
    found = figures(reader, Question((everyone.code,), (Axis.SITE,), scope, whole), settings)
    return {str(figure.axes[Axis.SITE]) for figure in found if isinstance(figure.estimate, Shown)}
