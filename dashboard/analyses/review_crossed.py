"""Opinions by set of themes and tone: a few counts, from which those of any theme or engagement follow at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.analyses.review_corpus import Corpus, Flags
from dashboard.analyses.review_parts import Tally, by_tone
from dashboard.analyses.review_selection import Wanted, choose, withheld
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class Crossed:
    """One row a set of themes (bits of `sets`), one column a tone, from the negative one; not protected."""

    sets: npt.NDArray[np.int64]
    counts: npt.NDArray[Any]

    @property
    def whole(self) -> Tally:
        return Tally.of_counts(self.counts.sum(axis=0).tolist())

    @property
    def without(self) -> Tally:
        """The opinions in which no theme is found."""
        return Tally.of_counts(self.counts[self.sets == 0].sum(axis=0).tolist())

    def about(self, topics: Iterable[int]) -> Tally:
        """The opinions that have one of these themes, each once."""
        bits = sum(1 << topic for topic in topics)
        return Tally.of_counts(self.counts[(self.sets & bits) != 0].sum(axis=0).tolist())


@dataclass(frozen=True, slots=True)
class Twice:
    """The opinions of a period and those it is compared with; None where nothing may be told. `few`: opinions exist,
    and may not be counted."""

    now: Crossed | None
    before: Crossed | None
    few: bool


def crossed(opinions: Corpus, flags: Flags) -> Crossed:
    """The opinions that are kept."""
    counts = by_tone(opinions.sets[flags], opinions.feelings[flags], len(opinions.kinds))
    return Crossed(opinions.kinds, counts)


def twice(
    reader: Reader, wanted: Wanted, against: Against, thresholds: Thresholds, everyone: Indicator | None
) -> Twice:
    """Every opinion of the scope, whatever is searched: a few counts, to be kept. Raises QueryError."""
    chosen = choose(reader, wanted)

    def told(flags: Flags, period: Period) -> tuple[Crossed | None, int]:
        found = crossed(chosen.corpus, flags)
        whole = found.whole
        shut = not whole.n or withheld(reader, wanted.scope, period, whole, thresholds, everyone)
        return None if shut else found, whole.n

    now, n = told(chosen.whole, wanted.period)
    earlier = against.earlier(wanted.period)
    before, _ = told(chosen.everywhen & chosen.corpus.during(earlier), earlier)
    return Twice(now, before, now is None and n > 0)
