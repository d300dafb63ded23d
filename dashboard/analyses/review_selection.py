"""The opinions that a person reads: of a scope and a period, about a theme, holding the words of a search."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.analyses.review_corpus import Corpus, Flags, Found, corpus, matching, of_scope
from dashboard.analyses.review_parts import Tally, may_count, may_count_beside, may_tell_tones
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.user_voice import closed
from dashboard.catalog.review_vocabulary_file import ReviewTopic, review_vocabulary
from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.lexicon.search import parse
from dashboard.store.reads import Reader
from dashboard.store.review_search import ReviewOpinions, review_opinions


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked. `about`: the code of a theme, `e5` for those of engagement 5, empty for every opinion."""

    scope: Scope
    period: Period
    query: str = ""
    about: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.query or self.about)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The opinions of the scope over every month, those of its period, and those that are asked among the former."""

    corpus: Corpus
    everywhen: Flags
    whole: Flags
    part: Flags
    found: Found

    @property
    def kept(self) -> Flags:
        """Those that are asked, in the period."""
        return self.whole & self.part


def topics_of(about: str) -> tuple[int, ...]:
    """The places in the vocabulary of the themes that are asked; empty when nothing is, or nothing is known."""
    return tuple(i for i, topic in enumerate(review_vocabulary()) if about in (topic.code, f"e{topic.commitment}"))


def topics_in(bits: int) -> tuple[ReviewTopic, ...]:
    """The themes of an opinion."""
    return tuple(topic for place, topic in enumerate(review_vocabulary()) if bits >> place & 1)


def choose(reader: Reader, wanted: Wanted) -> Chosen:
    """Everything is counted in memory from arrays: never kept in the cache, they are as long as the opinions.
    Raises QueryError."""
    check_scope(reader, wanted.scope)
    opinions = reader.compute(corpus)
    everywhen = of_scope(reader, opinions, wanted.scope)
    found = matching(reader, opinions, parse(wanted.query))
    part = everywhen & found.flags
    if wanted.about:
        part &= opinions.about(topics_of(wanted.about))
    if wanted.narrowed:
        part &= opinions.readable
    return Chosen(opinions, everywhen, everywhen & opinions.during(wanted.period), part, found)


def tally(opinions: Corpus, flags: Flags) -> Tally:
    """Opinions by tone."""
    return Tally.of(opinions.feelings[flags])


def withheld(
    reader: Reader, scope: Scope, period: Period, whole: Tally, thresholds: Thresholds, everyone: Indicator | None
) -> bool:
    """Whether nothing may be told of the opinions of a scope: few of them, few of a tone, or a figure that is withheld
    (`everyone`: the indicator drawn from all of them)."""
    if not may_count(whole, whole, thresholds) or not may_tell_tones(whole, whole, thresholds):
        return True
    return closed(reader, scope, period, thresholds, everyone)


def may_count_part(chosen: Chosen, wanted: Wanted, part: Tally, whole: Tally, thresholds: Thresholds) -> bool:
    """Whether the opinions that are asked may be counted: not those of an engagement beside those of one of its themes,
    told on the same page, when few are between the two."""
    topics, kept = topics_of(wanted.about), chosen.kept
    inner = (tally(chosen.corpus, kept & chosen.corpus.about((topic,))) for topic in topics if len(topics) > 1)
    return may_count_beside(part, inner, whole, thresholds)


def texts(reader: Reader, places: Sequence[int], *, with_tones: bool) -> tuple[ReviewOpinions, ...]:
    """The opinions in this order, without their tone where few would be known by it."""
    read = {row.review: row for row in review_opinions(reader, reviews=places)} if places else {}
    listed = [read[place] for place in places if place in read]
    return tuple(listed if with_tones else [row._replace(feeling=2) for row in listed])


def numbers(flags: Flags, most: int) -> tuple[int, ...]:
    """At most that many of the opinions, drawn at a regular step."""
    places = np.flatnonzero(flags)
    if len(places) > most:
        places = places[np.linspace(0, len(places) - 1, most).astype(np.int64)]
    return tuple(places.tolist())
