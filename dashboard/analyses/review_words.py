"""What the opinions that are asked have of their own: words more frequent than in the others, and texts that stand for
them."""

from dataclasses import dataclass

import numpy as np

from dashboard.analyses.review_parts import may_count, may_tell_tones
from dashboard.analyses.review_selection import Chosen, Wanted, choose, numbers, tally, withheld
from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator
from dashboard.stats.constants import Z95
from dashboard.stats.log_odds import log_odds
from dashboard.stats.representatives import representatives, vectors
from dashboard.store.reads import Reader
from dashboard.store.review_search import ReviewOpinions, review_opinions, review_term_counts, review_vectors

SAMPLE, OTHERS, COMPARED = 5_000, 20_000, 2_000
"""Opinions read on each side, and those that are compared with one another: a regular draw of a larger set."""
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
    """Empty when nothing may be told; `sampled`: opinions read of those that were asked."""

    words: tuple[OwnWord, ...] = ()
    texts: tuple[ReviewOpinions, ...] = ()
    sampled: int = 0


def characteristic(
    reader: Reader, wanted: Wanted, thresholds: Thresholds, everyone: Indicator | None
) -> Characteristic:
    """Of the opinions that are asked, against the others of the scope and period. Raises QueryError."""
    chosen = choose(reader, wanted)
    whole = tally(chosen.corpus, chosen.whole)
    part = tally(chosen.corpus, chosen.whole & chosen.part)
    if not part.n or not may_count(part, whole, thresholds):
        return Characteristic()
    if withheld(reader, wanted.scope, wanted.period, whole, thresholds, everyone):
        return Characteristic()
    kept = chosen.whole & chosen.part & chosen.corpus.readable
    selected = numbers(kept, SAMPLE)
    others = numbers(chosen.whole & ~chosen.part & chosen.corpus.readable, OTHERS)
    words = _own_words(reader, chosen, selected, others, thresholds) if wanted.narrowed and others else ()
    told = may_tell_tones(part, whole, thresholds)
    return Characteristic(words, _representatives(reader, chosen, numbers(kept, COMPARED), told=told), len(selected))


def _own_words(
    reader: Reader, chosen: Chosen, selected: tuple[int, ...], others: tuple[int, ...], thresholds: Thresholds
) -> tuple[OwnWord, ...]:
    """The words that stand out, those that were searched left aside. Few opinions, or all but a few, tell nothing."""
    rows = [
        row
        for row in review_term_counts(reader, selected=selected, others=others)
        if row.n_selected >= thresholds.masked_below
        and not 0 < len(selected) - row.n_selected < thresholds.masked_below
        and row.word not in chosen.found.words
    ]
    scores = log_odds([r.n_selected for r in rows], len(selected), [r.n_others for r in rows], len(others))
    ranked = sorted(zip(scores.tolist(), rows, strict=True), key=lambda item: (-item[0], item[1].word))
    return tuple(
        OwnWord(row.word, row.n_selected, 100 * row.n_selected / len(selected), 100 * row.n_others / len(others))
        for score, row in ranked[:WORDS]
        if score >= Z95
    )


def _representatives(
    reader: Reader, chosen: Chosen, places: tuple[int, ...], *, told: bool
) -> tuple[ReviewOpinions, ...]:
    """A few texts, each tone in its proportion; tones are not told where few opinions have one."""
    if not places:
        return ()
    read = review_vectors(reader, reviews=places)
    texts = np.searchsorted(np.asarray(places), read.review)
    _, terms = np.unique(read.term, return_inverse=True)
    rows = vectors(texts.tolist(), terms.tolist(), read.n.tolist(), len(places))
    tones = chosen.corpus.feelings[list(places)] if told else np.zeros(len(places), dtype=int)
    picked = [places[place] for place in representatives(rows, tones.tolist(), TEXTS)]
    found = {row.review: row if told else row._replace(feeling=2) for row in review_opinions(reader, reviews=picked)}
    return tuple(found[place] for place in picked if place in found)
