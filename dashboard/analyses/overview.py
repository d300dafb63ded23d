"""The engagements at a glance: headline figure, last year, target, 24 months with their signal, and who delivered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import answers
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.commitments import Engagement, engagements, standing_for
from dashboard.analyses.coverage import Coverage, coverage
from dashboard.analyses.judging import Judged, families, judges, read_judged
from dashboard.analyses.limits import setting_of
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.service_series import read_last
from dashboard.analyses.span import published_period
from dashboard.analyses.time_series import Series, series_by
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording.limits import PLAIN
from dashboard.wording.progress import ENGAGEMENT
from dashboard.wording.reading import Reading

WINDOW = 24
"""Months of the series."""


@dataclass(frozen=True, slots=True)
class Card:
    """One engagement. `judged` and `series` are those of its headline indicator, None when nothing was observed. Its
    change is corrected for the number of cards; nothing is said of its network."""

    engagement: Engagement
    judged: Judged | None
    series: Series | None

    @property
    def n_indicators(self) -> int:
        return len(self.engagement.indicators)


@dataclass(frozen=True, slots=True)
class Overview:
    """One card an engagement, in the order of the edition. `period` is None when nothing is published."""

    period: Period | None
    cards: tuple[Card, ...]
    coverage: Coverage | None
    reading: Reading
    signals: Reading
    """How many series end on a signal."""


def overview(
    reader: Reader,
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    edition: int | None = None,
    against: Against = Against.LAST_YEAR,
) -> Overview:
    """The engagements of an edition over `period` (default: all that is published). Raises QueryError."""
    catalogue = indicators(reader)
    listed = engagements(reader, catalogue, edition)
    check_scope(reader, scope)
    chosen = list({i.code: i for e in listed for i in e.headlines}.values())
    span = published_period(reader, chosen, period) if chosen else None
    if span is None:
        empty = tuple(Card(e, None, None) for e in listed)
        return Overview(None, empty, None, read_judged(ENGAGEMENT, [], PLAIN), _signals(()))
    question = Question(tuple(i.code for i in chosen), (), scope, span)
    judge = judges(reader, question, chosen, span, thresholds, against, peers=False)
    judged = {k: judge(answer) for k, answer in answers(reader, question, chosen, span, thresholds).items()}
    series = series_by(reader, chosen, (), scope, Period.ending(span.last_month, WINDOW), thresholds)
    cards = _corrected([_card(engagement, judged, series) for engagement in listed])
    seen = [card.judged for card in cards if card.judged is not None]
    setting = setting_of(reader, span, [item.figure.indicator for item in seen], against)
    reading = read_judged(ENGAGEMENT, seen, setting)
    delivered = coverage(reader, scope, span, [i.code for i in chosen], named=False)
    return Overview(span, cards, delivered, reading, _signals(cards))


def _card(engagement: Engagement, judged: Mapping[Key, Judged], series: Mapping[Key, Series]) -> Card:
    """The engagement, and the indicator that stands for it."""
    code = standing_for(engagement, {key.indicator: item.figure.estimate for key, item in judged.items()})
    key = Key(code) if code else None
    return Card(engagement, judged[key] if key else None, series.get(key) if key else None)


def _corrected(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards, their changes corrected for their number. Two engagements may share an indicator: it is one test."""
    seen = {c.judged.figure.indicator.code: c.judged for c in cards if c.judged is not None}
    known = dict(zip(seen, families(list(seen.values())), strict=True))
    return tuple(
        card if card.judged is None else replace(card, judged=known[card.judged.figure.indicator.code])
        for card in cards
    )


def _signals(cards: tuple[Card, ...]) -> Reading:
    return read_last([card.series for card in cards if card.series is not None], ENGAGEMENT)
