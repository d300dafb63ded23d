"""The answer to a search: how many opinions, of which tone against the others, and a page of them."""

from dataclasses import dataclass

import numpy as np

from dashboard.analyses.drawing import scaled
from dashboard.analyses.review_corpus import Flags
from dashboard.analyses.review_parts import (
    Tally,
    may_tell_positive,
    may_tell_tones,
    positive_share,
    tone_shares,
)
from dashboard.analyses.review_selection import Chosen, Wanted, choose, may_count_part, tally, texts, withheld
from dashboard.disclosure import Thresholds, protect_count
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.stats.difference import proportions
from dashboard.stats.result import Result
from dashboard.store.reads import Reader
from dashboard.store.review_search import ReviewOpinions

PAGE = 20
MOST_PAGES = 50
"""Nobody reads a thousand opinions: the search is to be made more precise."""


@dataclass(frozen=True, slots=True)
class Results:
    """`withheld`: nothing may be told of the scope, nothing is read then. `count` None: of what was asked, only a few
    texts, without their tone. `page`: the one that is shown, out of `pages`. `gap`: between the positive share and that
    of the other opinions, in points, with its interval and no verdict: a search is chosen freely, no family of tests
    corrects it."""

    withheld: bool
    total: Estimate
    count: Estimate | None = None
    tones: tuple[tuple[int, Estimate], ...] = ()
    whole_tones: tuple[tuple[int, Estimate], ...] = ()
    gap: Result | None = None
    page: int = 1
    pages: int = 0
    texts: tuple[ReviewOpinions, ...] = ()
    words: frozenset[str] = frozenset()


def results(
    reader: Reader, wanted: Wanted, thresholds: Thresholds, everyone: Indicator | None, order: str, page: int
) -> Results:
    """`order`: `date` or `pertinence`; `page` from 1. Raises QueryError."""
    chosen = choose(reader, wanted)
    whole = tally(chosen.corpus, chosen.whole)
    total = protect_count(whole.n, thresholds)
    if whole.n and withheld(reader, wanted.scope, wanted.period, whole, thresholds, everyone):
        return Results(True, total)
    kept = chosen.kept
    part = tally(chosen.corpus, kept)
    hidden = not may_count_part(chosen, wanted, part, whole, thresholds)
    places = _ordered(chosen, kept & chosen.corpus.readable, order)
    if hidden:
        places = places[: thresholds.masked_below - 1]
    pages = min(-(-len(places) // PAGE), MOST_PAGES)
    page = max(1, min(page, pages))
    shown = places[(page - 1) * PAGE : page * PAGE]
    return Results(
        withheld=False,
        total=total,
        count=None if hidden else protect_count(part.n, thresholds),
        tones=() if hidden or not part.n else tone_shares(part, whole, thresholds),
        whole_tones=tone_shares(whole, whole, thresholds) if whole.n else (),
        gap=None if hidden else _gap(part, whole, thresholds),
        page=page,
        pages=pages,
        texts=texts(reader, shown, with_tones=not hidden and may_tell_tones(part, whole, thresholds)),
        words=chosen.found.words,
    )


def _ordered(chosen: Chosen, kept: Flags, order: str) -> list[int]:
    """At most what the pages hold, the best first; the latest first among equals."""
    places = np.flatnonzero(kept)[::-1]
    if order == "pertinence" and chosen.found.words:
        scores = -chosen.found.scores[places]
        if len(places) > PAGE * MOST_PAGES:
            # Equals of the last one that is kept stay: the latest of them come first.
            places = places[scores <= np.partition(scores, PAGE * MOST_PAGES)[PAGE * MOST_PAGES]]
        places = places[np.argsort(-chosen.found.scores[places], kind="stable")]
    found: list[int] = places[: PAGE * MOST_PAGES].tolist()
    return found


def _gap(part: Tally, whole: Tally, thresholds: Thresholds) -> Result | None:
    """Of the part against the rest, when both may be told and are solid."""
    rest = whole.without(part)
    if not rest.n or not may_tell_positive(part, whole, thresholds):
        return None
    solid = all(
        isinstance(figure := positive_share(one, whole, thresholds), Shown) and not figure.fragile
        for one in (part, rest)
    )
    return scaled(proportions(part.positive, part.n, rest.positive, rest.n), 100) if solid else None
