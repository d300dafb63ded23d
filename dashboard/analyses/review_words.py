"""What the opinions that are asked have of their own: words more frequent than in the others, and texts that stand for
them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from dashboard.analyses.review_corpus import Corpus, Flags
from dashboard.analyses.review_parts import may_tell_tones
from dashboard.analyses.review_selection import Chosen, Wanted, choose, may_count_part, numbers, tally, texts, withheld
from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator
from dashboard.stats.log_odds import log_odds
from dashboard.stats.multiple import discoveries
from dashboard.stats.representatives import representatives, vectors
from dashboard.store.reads import Reader
from dashboard.store.review_search import (
    Array,
    ReviewOpinions,
    review_sample_vectors,
    review_terms,
    review_vectors,
)

COMPARED, OTHERS = 2_000, 20_000
"""Opinions that are read on each side: a regular draw of a larger set."""
ENOUGH = 200
"""Opinions of the draw of the publication (`review_sample`) that stand for a larger set; with fewer, all are read."""
WORDS, TEXTS = 15, 4


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A whole word: how many of the opinions read hold it, and the share on each side, in %."""

    word: str
    n: int
    share: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class Characteristic:
    """Empty when nothing may be told; `read`: opinions that were read, `every` one of those asked or a draw of them."""

    words: tuple[OwnWord, ...] = ()
    texts: tuple[ReviewOpinions, ...] = ()
    read: int = 0
    every: bool = True


@dataclass(frozen=True, slots=True)
class _Texts:
    """Opinions that were read, and how often terms are found in each: arrays of the same length."""

    places: tuple[int, ...]
    review: Array
    term: Array
    times: Array


def characteristic(
    reader: Reader, wanted: Wanted, thresholds: Thresholds, everyone: Indicator | None
) -> Characteristic:
    """Of the opinions that are asked, against the others of the scope and period. Raises QueryError."""
    chosen = choose(reader, wanted)
    whole = tally(chosen.corpus, chosen.whole)
    part = tally(chosen.corpus, chosen.kept)
    if not part.n or not may_count_part(chosen, wanted, part, whole, thresholds):
        return Characteristic()
    if withheld(reader, wanted.scope, wanted.period, whole, thresholds, everyone):
        return Characteristic()
    kept = chosen.kept & chosen.corpus.readable
    selected = _read(reader, chosen.corpus, kept)
    told = may_tell_tones(part, whole, thresholds)
    words: tuple[OwnWord, ...] = ()
    if wanted.narrowed:
        others = chosen.whole & ~chosen.part & chosen.corpus.sampled
        words = _own_words(reader, chosen, selected, _drawn(reader, numbers(others, OTHERS)), thresholds)
    found = texts(reader, _representatives(chosen, selected, told=told), with_tones=told)
    return Characteristic(words, found, len(selected.places), len(selected.places) == np.count_nonzero(kept))


def _read(reader: Reader, opinions: Corpus, kept: Flags) -> _Texts:
    """At most `COMPARED` of the opinions: of the draw when it has enough of them, which is read in a moment."""
    drawn = kept & opinions.sampled
    n, n_drawn = int(np.count_nonzero(kept)), int(np.count_nonzero(drawn))
    if n_drawn == n or n_drawn >= ENOUGH:
        return _drawn(reader, numbers(drawn, COMPARED))
    places = numbers(kept, COMPARED)
    read = review_vectors(reader, reviews=places)
    return _Texts(places, read.review, read.term, read.n)


def _drawn(reader: Reader, places: tuple[int, ...]) -> _Texts:
    read = review_sample_vectors(reader, reviews=places)
    return _Texts(places, read.review, read.term, read.n)


def _own_words(
    reader: Reader, chosen: Chosen, selected: _Texts, others: _Texts, thresholds: Thresholds
) -> tuple[OwnWord, ...]:
    """The words that stand out once corrected for their number, those that were searched left aside. Few opinions, or
    all but a few, tell nothing."""
    n, n_others = len(selected.places), len(others.places)
    if not n or not n_others:
        return ()
    terms, held = np.unique(selected.term, return_counts=True)
    elsewhere = np.bincount(others.term, minlength=int(terms.max(initial=0)) + 1)[terms]
    solid = (held >= thresholds.masked_below) & ((n == held) | (n - held >= thresholds.masked_below))
    terms, held, elsewhere = terms[solid], held[solid], elsewhere[solid]
    scores = log_odds(held, n, elsewhere, n_others)
    apart = (scores > 0) & discoveries(2 * ndtr(-np.abs(scores)))
    ranked = np.flatnonzero(apart)[np.argsort(-scores[apart], kind="stable")]
    written = {row.term: row.word for row in review_terms(reader, terms=terms[ranked].tolist())}
    listed = [
        OwnWord(word, int(held[i]), 100 * int(held[i]) / n, 100 * int(elsewhere[i]) / n_others)
        for i in ranked
        if (word := written[int(terms[i])]) not in chosen.found.words
    ]
    return tuple(listed[:WORDS])


def _representatives(chosen: Chosen, read: _Texts, *, told: bool) -> list[int]:
    """A few opinions, each tone in its proportion; tones are not told where few opinions have one."""
    places = read.places
    if not places:
        return []
    rank = np.searchsorted(np.asarray(places), read.review)
    _, terms = np.unique(read.term, return_inverse=True)
    rows = vectors(rank.tolist(), terms.tolist(), read.times.tolist(), len(places))
    tones = chosen.corpus.feelings[list(places)] if told else np.zeros(len(places), dtype=int)
    return [places[place] for place in representatives(rows, tones.tolist(), TEXTS)]
