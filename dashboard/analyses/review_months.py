"""The opinions that are asked through time: the share that is positive, and their share of all opinions."""

import datetime as dt
from dataclasses import dataclass

from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.review_parts import Tally, hidden, positive_share, share
from dashboard.analyses.review_selection import Wanted, choose, tally, withheld
from dashboard.disclosure import Thresholds, masked
from dashboard.domain.comparison import Against
from dashboard.domain.estimate import Estimate, Status
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period, shift
from dashboard.store.reads import Reader

STEPS, QUARTERS = 36, 12
LIVELY = 30
"""Opinions a month on average, from which a month is drawn by itself; quarters are below."""


@dataclass(frozen=True, slots=True)
class Step:
    """A month or three, by the last one: share of the positive opinions, share among all opinions, in %."""

    month: dt.date
    positive: Estimate
    frequency: Estimate


@dataclass(frozen=True, slots=True)
class Course:
    """`months`: the length of a step, 1 or 3. No step at all when nothing may be told."""

    months: int
    steps: tuple[Step, ...]


def course(
    reader: Reader, wanted: Wanted, against: Against, thresholds: Thresholds, everyone: Indicator | None
) -> Course:
    """Three years up to the end of the period. Steps are withheld so that no other follows from a total of the page:
    that of the period and that of its comparison. Raises QueryError."""
    chosen = choose(reader, wanted)
    whole = tally(chosen.corpus, chosen.whole)
    if not whole.n or withheld(reader, wanted.scope, wanted.period, whole, thresholds, everyone):
        return Course(1, ())
    window = Period(shift(wanted.period.stop, -STEPS), wanted.period.stop)
    kept = chosen.everywhen & chosen.part
    lively = tally(chosen.corpus, kept & chosen.corpus.during(window)).n >= LIVELY * STEPS
    length = 1 if lively else 3
    spans = [
        Period(shift(window.stop, -length * (place + 1)), shift(window.stop, -length * place))
        for place in reversed(range(STEPS // length))
    ]
    wholes = [tally(chosen.corpus, chosen.everywhen & chosen.corpus.during(span)) for span in spans]
    parts = [tally(chosen.corpus, kept & chosen.corpus.during(span)) for span in spans]
    told = _closed_months(reader, wanted, window, thresholds, everyone)
    closed = _hidden(spans, parts, wholes, (wanted.period, against.earlier(wanted.period)), thresholds)
    steps = [
        Step(span.last_month, masked(), masked())
        if shut or any(span.start <= month < span.stop for month in told)
        else Step(span.last_month, positive_share(part, all_, thresholds), share(part.n, all_.n, thresholds))
        for span, part, all_, shut in zip(spans, parts, wholes, closed, strict=True)
    ]
    return Course(length, tuple(steps))


def _closed_months(
    reader: Reader, wanted: Wanted, window: Period, thresholds: Thresholds, everyone: Indicator | None
) -> set[dt.date]:
    """The months whose figure of all the opinions is withheld."""
    if everyone is None:
        return set()
    asked = Question((everyone.code,), (Axis.MONTH,), wanted.scope, window)
    return {f.period.start for f in figures(reader, asked, thresholds) if f.estimate.status is Status.MASKED}


def _hidden(
    spans: list[Period], parts: list[Tally], wholes: list[Tally], totals: tuple[Period, ...], thresholds: Thresholds
) -> list[bool]:
    """The steps to withhold: in each total of the page, then in what is left of the window, of the part and of the
    rest."""
    closed = [False] * len(spans)
    blocks: dict[int, list[int]] = {}
    for place, span in enumerate(spans):
        block = next((i for i, total in enumerate(totals) if total.overlaps(span)), len(totals))
        blocks.setdefault(block, []).append(place)
    rests = [whole.without(part) for whole, part in zip(wholes, parts, strict=True)]
    for members in blocks.values():
        for tallies in (parts, rests):
            found = hidden([tallies[place] for place in members], thresholds)
            for place, shut in zip(members, found, strict=True):
                closed[place] |= shut
    return closed
