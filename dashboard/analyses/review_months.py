"""The opinions that are asked through time: the share that is positive, and their share of all opinions."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from dashboard.analyses.drawing import share_of
from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.review_corpus import Corpus, Flags
from dashboard.analyses.review_parts import FEELINGS, Tally, by_tone, hidden, may_count, positive_share
from dashboard.analyses.review_selection import Chosen, Wanted, choose, may_count_part, tally, withheld
from dashboard.analyses.user_voice import closed
from dashboard.disclosure import Thresholds, masked
from dashboard.domain.comparison import Against
from dashboard.domain.estimate import Estimate, Shown, Status
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader

WINDOW = 36
"""Months that are shown."""
LENGTHS = (1, 3, 6, 12)
"""Months of a step: the shortest at which two thirds of the steps may be told, else the one that tells most of them."""
ENOUGH = 2 / 3


@dataclass(frozen=True, slots=True)
class Step:
    """A month or several (`LENGTHS`), by the last one: the share of its opinions that are positive, their share among
    all opinions, in %."""

    month: dt.date
    positive: Estimate
    frequency: Estimate


@dataclass(frozen=True, slots=True)
class Course:
    """`months`: the length of a step. No step at all when nothing may be told."""

    months: int
    steps: tuple[Step, ...]

    @property
    def told(self) -> float:
        """The share of the steps whose tone is shown."""
        return sum(isinstance(step.positive, Shown) for step in self.steps) / max(len(self.steps), 1)


def course(
    reader: Reader, wanted: Wanted, against: Against, thresholds: Thresholds, everyone: Indicator | None
) -> Course:
    """Three years up to the end of the period. Steps are withheld so that no other follows from a total of the page:
    that of the period and that of its comparison. Raises QueryError."""
    chosen = choose(reader, wanted)
    whole = tally(chosen.corpus, chosen.whole)
    if not whole.n or withheld(reader, wanted.scope, wanted.period, whole, thresholds, everyone):
        return Course(1, ())
    if wanted.about and not _may_follow(chosen, wanted, whole, thresholds):
        return Course(1, ())
    window = Period(shift(wanted.period.stop, -WINDOW), wanted.period.stop)
    wholes = _monthly(chosen.corpus, chosen.everywhen, window)
    parts = _monthly(chosen.corpus, chosen.everywhen & chosen.part, window)
    totals = (wanted.period, against.earlier(wanted.period))
    best = Course(1, ())
    for length in LENGTHS:
        spans = [
            Period(shift(window.start, first), shift(window.start, first + length))
            for first in range(0, WINDOW, length)
        ]
        shut = _closed(reader, wanted.scope, spans, thresholds, everyone)
        steps = _steps(spans, _added(parts, length), _added(wholes, length), shut, totals, thresholds)
        found = Course(length, steps)
        if not best.steps or found.told > best.told:
            best = found
        if best.told >= ENOUGH:
            break
    return best


def _may_follow(chosen: Chosen, wanted: Wanted, whole: Tally, thresholds: Thresholds) -> bool:
    """A few opinions of a period have steps that are withheld one by one; those of an engagement may all be."""
    part = tally(chosen.corpus, chosen.kept)
    return not may_count(part, whole, thresholds) or may_count_part(chosen, wanted, part, whole, thresholds)


def _monthly(opinions: Corpus, flags: Flags, window: Period) -> npt.NDArray[Any]:
    """Opinions by month and by tone, from the negative one."""
    first = window.start.year * 12 + window.start.month - 1
    kept = flags & opinions.during(window)
    return by_tone(opinions.months[kept] - first, opinions.feelings[kept], WINDOW)


def _added(months: npt.NDArray[Any], length: int) -> list[Tally]:
    """Steps of so many months."""
    return [Tally.of_counts(counts) for counts in months.reshape(-1, length, len(FEELINGS)).sum(axis=1).tolist()]


def _steps(
    spans: list[Period],
    parts: list[Tally],
    wholes: list[Tally],
    shut: list[bool],
    totals: tuple[Period, ...],
    thresholds: Thresholds,
) -> tuple[Step, ...]:
    covered = _hidden(spans, parts, wholes, totals, thresholds)
    return tuple(
        Step(span.last_month, masked(), masked())
        if hide or one
        else Step(span.last_month, positive_share(part, whole, thresholds), share_of(part.n, whole.n, thresholds))
        for span, part, whole, hide, one in zip(spans, parts, wholes, covered, shut, strict=True)
    )


def _closed(
    reader: Reader, scope: Scope, spans: list[Period], thresholds: Thresholds, everyone: Indicator | None
) -> list[bool]:
    """The steps whose figure of all the opinions is withheld."""
    if everyone is None:
        return [False] * len(spans)
    if spans[0].months == 1:
        asked = Question((everyone.code,), (Axis.MONTH,), scope, Period(spans[0].start, spans[-1].stop))
        hidden_months = {
            f.period.start for f in figures(reader, asked, thresholds) if f.estimate.status is Status.MASKED
        }
        return [span.start in hidden_months for span in spans]
    return [closed(reader, scope, span, thresholds, everyone) for span in spans]


def _hidden(
    spans: list[Period], parts: list[Tally], wholes: list[Tally], totals: tuple[Period, ...], thresholds: Thresholds
) -> list[bool]:
    """The steps to withhold: in each total of the page, then in what is left of the window, of the part and of the
    rest."""
    shut = [False] * len(spans)
    blocks: dict[int, list[int]] = {}
    for place, span in enumerate(spans):
        block = next((i for i, total in enumerate(totals) if total.overlaps(span)), len(totals))
        blocks.setdefault(block, []).append(place)
    rests = [whole.without(part) for whole, part in zip(wholes, parts, strict=True)]
    for members in blocks.values():
        for tallies in (parts, rests):
            found = hidden([tallies[place] for place in members], thresholds)
            for place, one in zip(members, found, strict=True):
                shut[place] |= one
    return shut
