"""A series at a coarser step than that of its source: quarter, year, or twelve months that move month by month."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from dashboard.analyses.answers import Answer, answers, answers_of
from dashboard.analyses.confidential import Window
from dashboard.analyses.folding import fold
from dashboard.analyses.monthly import monthly
from dashboard.analyses.observed import Key, Rows, deliveries, observed
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.span import break_inside, complete, published_period
from dashboard.analyses.time_series import Cadence, Chart, Series, cadence_of, series_of
from dashboard.analyses.unfinished import unfinished_month, whole_until
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Grain, Period, month_of, months_between, shift
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.observation_record import Observations
from dashboard.store.reads import Reader
from dashboard.wording.grammar import count

YEAR = 12


class Step(StrEnum):
    """The step of a series."""

    FINEST = "finest"  # that of the source
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING = "rolling"  # the last twelve months, month by month


def cadence(reader: Reader, indicator: Indicator, scope: Scope) -> Cadence:
    """How often the sources of a scope give the indicator; a month when nothing is published."""
    ends = delivered(reader, indicator, scope)
    return cadence_of(ends, min(ends.values(), default=1))


def delivered(reader: Reader, indicator: Indicator, scope: Scope) -> dict[date, int]:
    """The months that end a figure of the services of a scope, and how many each covers; empty without any."""
    period = published_period(reader, [indicator], None)
    return {} if period is None else deliveries(reader, [indicator.code], scope.services, period)[indicator.code]


def steps_of(reader: Reader, indicator: Indicator, scope: Scope) -> tuple[Step, ...]:
    """The steps at which a series has a meaning: none finer than its source; twelve months only of what is added."""
    found = cadence(reader, indicator, scope)
    if found.rolling:
        return (Step.FINEST,)
    coarser = [step for step, months in ((Step.QUARTER, 3), (Step.YEAR, YEAR)) if found.step < months]
    pooled = any(known.has_pooled and not known.has_latest for known in reads.traits(reader, [indicator.code]).values())
    return (Step.FINEST, *coarser, *((Step.ROLLING,) if pooled and found.step < YEAR else ()))


def stepped_series(
    reader: Reader,
    indicator: Indicator,
    scope: Scope,
    window: Period,
    thresholds: Thresholds,
    step: Step = Step.FINEST,
    chart: Chart = Chart.XMR,
) -> Series | None:
    """The series over `window`, begun earlier so that its first step is whole; None when nothing was observed.

    A step of which a month is not published, or that mixes two definitions, has no figure: it is not comparable.
    """
    running = unfinished_month(reader)
    if step is Step.FINEST:
        found = _by_date(monthly(reader, [indicator], (), scope, window, thresholds))
        return series_of(indicator, found, running, scope.services, None, chart) if found else None
    asked = _widened(window, step)
    ends = deliveries(reader, [indicator.code], scope.services, asked)[indicator.code]
    if step is Step.ROLLING:
        found, cadence_ = _rolling(reader, indicator, scope, asked, thresholds), Cadence(1, rolling=True)
        months = YEAR
    else:
        grain = Grain(step.value)
        question = Question((indicator.code,), (Axis(step.value),), scope, asked)
        drawn = _by_date(answers(reader, question, [indicator], asked, thresholds))
        found, cadence_ = {shift(day, grain.months - 1): one for day, one in drawn.items()}, Cadence(grain.months)
        months = grain.months
    whole = _whole(indicator, found, ends, months, scope, running)
    if not whole:
        return None
    return series_of(indicator, whole, running, scope.services, cadence_, chart)


def _widened(window: Period, step: Step) -> Period:
    """The window from the first month of the first step that it touches."""
    if step is Step.ROLLING:
        return Period(shift(window.start, 1 - YEAR), window.stop)
    return Period(Grain(step.value).first(window.start), window.stop)


def _by_date(found: Mapping[Key, Answer]) -> dict[date, Answer]:
    return {key.bucket: answer for key, answer in found.items() if key.bucket is not None}


def _whole(
    indicator: Indicator, found: Mapping[date, Answer], ends: Mapping[date, int], months: int, scope: Scope,
    running: date | None,
) -> dict[date, Answer]:  # fmt: skip
    """Steps by last month, from the first whole one; those that cannot be compared are withheld."""
    kept: dict[date, Answer] = {}
    for last in sorted(found):
        span = Period.ending(last, months)
        cut = break_inside(indicator, span, scope.services)
        late = running is not None and last >= running
        if late or (complete(span, ends) and not cut):
            kept[last] = found[last]
        elif kept:
            delivered = sum(length for day, length in ends.items() if span.start <= day < span.stop)
            why = cut or f"{count(min(delivered, months), 'mois')} sur {months} publiés"
            kept[last] = _withheld(found[last], why)
    return kept


def _withheld(answer: Answer, why: str) -> Answer:
    return Answer(
        answer.indicator, answer.key, answer.span, Withheld(Status.NOT_COMPARABLE, why), answer.drawn, answer.level
    )


def _rolling(
    reader: Reader, indicator: Indicator, scope: Scope, asked: Period, thresholds: Thresholds
) -> dict[date, Answer]:
    """Twelve months to the end of each: the monthly sums are added, then drawn and disclosed as any figure.

    The last one ends with the last whole month: one that holds the running month is compared with nothing.
    """
    monthly = observed(reader, [indicator.code], (), Grain.MONTH, scope, asked)
    by_level: dict[Level, dict[date, Observations]] = {}
    for key, rows in monthly.items():
        for level, row in rows.items():
            by_level.setdefault(level, {})[key.bucket or asked.start] = row
    running = unfinished_month(reader)
    last = whole_until(asked.last_month, running)
    windows: dict[Key, Rows] = {}
    spans: dict[Key, Period] = {}
    covered: list[Window] = []
    for place in range(YEAR - 1, months_between(asked.start, last) + 1):
        span = Period.ending(shift(asked.start, place), YEAR)
        covered.append(Window(indicator.code, span.last_month, span))
        added = {level: _added(known, span, indicator) for level, known in by_level.items()}
        found = {level: row for level, row in added.items() if row is not None}
        if found:
            key = Key(indicator.code, bucket=span.last_month)
            windows[key], spans[key] = found, span
    question = Question((indicator.code,), (Axis.MONTH,), scope, asked)
    drawn = answers_of(reader, question, [indicator], windows, spans, thresholds, covered)
    return {month_of(key.bucket): answer for key, answer in drawn.items() if key.bucket is not None}


def _added(known: Mapping[date, Observations], span: Period, indicator: Indicator) -> Observations | None:
    """The sums of the months of a span, by the rules that add services (`fold`); None when no month has any."""
    rows = [row._replace(bucket=span.last_month) for day, row in known.items() if span.start <= day < span.stop]
    if not rows:
        return None
    folded, _ = fold(rows, {indicator.code: indicator.kind.value})
    if not folded:
        return None
    sites, valued = max(row.n_sites for row in rows), max(row.valued_sites for row in rows)
    return folded[0]._replace(n_sites=sites, valued_sites=valued)
