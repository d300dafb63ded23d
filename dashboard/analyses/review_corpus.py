"""Every opinion as arrays, and which of them a scope, a theme or a search keeps: sets are combined in memory."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.analyses.observed import restrictions
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.lexicon.search import Search, Sought
from dashboard.lexicon.words import folded, stem
from dashboard.store import review_search
from dashboard.store.reads import Reader

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_PLACES = 1 << 24
"""More words than an opinion has: an opinion and a place in it are one number."""
_SATURATION, _LENGTH = 1.2, 0.75
"""Parameters of BM25 as they are usually set (Robertson & Zaragoza 2009)."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One item an opinion, in the order of publication. `months` since year 0; `sets`: place in `kinds`, which has each
    set of themes once, as bits."""

    months: npt.NDArray[np.int32]
    sites: npt.NDArray[Any]
    feelings: npt.NDArray[Any]
    readable: Flags
    sampled: Flags
    words: npt.NDArray[Any]
    sets: npt.NDArray[Any]
    kinds: npt.NDArray[np.int64]

    @property
    def size(self) -> int:
        return len(self.months)

    def about(self, topics: tuple[int, ...]) -> Flags:
        """The opinions that have one of these themes."""
        bits = reduce(lambda found, topic: found | (1 << topic), topics, 0)
        return np.asarray(((self.kinds & bits) != 0)[self.sets])

    def during(self, period: Period) -> Flags:
        start, stop = (day.year * 12 + day.month - 1 for day in (period.start, period.stop))
        return (self.months >= start) & (self.months < stop)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search keeps: the opinions, how relevant each is, and the written words that were met."""

    flags: Flags
    scores: Floats
    words: frozenset[str]


def corpus(reader: Reader) -> Corpus:
    """The opinions of the published version; 20 bytes each."""
    read = review_search.review_documents(reader)
    months = read.month.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    kinds, sets = np.unique(read.topics, return_inverse=True)
    return Corpus(
        months.astype(np.int32),
        read.site_id,
        read.feeling,
        read.readable,
        read.sampled,
        read.words,
        sets.astype(np.int32),
        kinds,
    )


def of_scope(reader: Reader, opinions: Corpus, scope: Scope) -> Flags:
    """The opinions of the sites of a scope."""
    if scope.everywhere:
        return np.ones(opinions.size, dtype=bool)
    kept = [row.site_id for row in review_search.review_sites(reader, **restrictions(scope))]
    known = np.zeros(int(opinions.sites.max(initial=0)) + 1, dtype=bool)
    known[[site for site in kept if site < len(known)]] = True
    return np.asarray(known[opinions.sites])


def matching(reader: Reader, opinions: Corpus, search: Search) -> Found:
    """The opinions that hold every word and phrase of a search, and none of those it excludes (BM25 scores)."""
    flags, scores, written = np.ones(opinions.size, dtype=bool), np.zeros(opinions.size), set()
    usual = max(float(opinions.words.mean()) if opinions.size else 1.0, 1.0)
    for sought in search.sought:
        terms, words = _terms(reader, sought)
        times = np.bincount(_starts(reader, terms, opinions.size), minlength=opinions.size)
        met = times > 0
        flags &= ~met if sought.excluded else met
        if not sought.excluded:
            written |= words
            kept = np.flatnonzero(met & flags)
            weight = np.log1p((opinions.size - np.count_nonzero(met) + 0.5) / (np.count_nonzero(met) + 0.5))
            length = 1 - _LENGTH + _LENGTH * opinions.words[kept] / usual
            scores[kept] += weight * times[kept] * (_SATURATION + 1) / (times[kept] + _SATURATION * length)
    return Found(flags, scores, frozenset(written))


def _terms(reader: Reader, sought: Sought) -> tuple[list[tuple[int, list[int]]], set[str]]:
    """The terms that may stand at each place of a phrase, and the words they are written as."""
    asked = [(place, folded(word), stem(word)) for place, word in sought.words]
    rows = review_search.review_words(reader, words=[word for _, word, _ in asked], stems=[root for *_, root in asked])
    places, written = [], set()
    for place, word, root in asked:
        met = [row for row in rows if row.folded == word or row.stem == root]
        places.append((place, sorted({row.term for row in met})))
        written |= {row.word for row in met}
    return places, written


def _starts(reader: Reader, places: list[tuple[int, list[int]]], size: int) -> npt.NDArray[np.int64]:
    """The opinion of each place where a phrase begins, out of `size` opinions."""
    if not all(terms for _, terms in places):
        return np.zeros(0, dtype=np.int64)
    reads = [(place, review_search.review_postings(reader, terms=terms)) for place, terms in places]
    if len(reads) == 1:
        return reads[0][1].review.astype(np.int64)
    common = np.ones(size, dtype=bool)
    for _, read in reads:
        common &= np.bincount(read.review, minlength=size) > 0
    found: npt.NDArray[np.int64] | None = None
    for place, read in reads:
        kept = common[read.review]
        # Half of the room is left on each side: the start of a phrase stays within its opinion.
        starts = read.review[kept].astype(np.int64) * _PLACES + (read.position[kept] - place + _PLACES // 2)
        found = starts if found is None else np.intersect1d(found, starts)
    assert found is not None
    return found // _PLACES
