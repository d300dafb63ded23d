"""A figure as an agenda keeps it: its words, its base, its scale, and its last months."""

from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.question import Axis, Question
from dashboard.disclosure import Thresholds
from dashboard.domain.agenda import FrozenFigure, FrozenPoint
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording import numerals, short
from dashboard.wording.numerals import NETS, bounds_of

MONTHS_DRAWN = 24


def frozen_figure(reader: Reader, figure: Figure, scope: Scope, thresholds: Thresholds) -> FrozenFigure:
    """The figure of a scope with its series. Raises QueryError."""
    indicator, shown = figure.indicator, figure.estimate
    lower, upper = bounds_of(indicator)
    return FrozenFigure(
        indicator.code,
        indicator.label,
        short.value(indicator, shown),
        shown.n if isinstance(shown, Shown) else None,
        figure.period.start,
        figure.period.stop,
        scope,
        indicator.unit,
        indicator.decimals,
        lower,
        upper,
        indicator.kind in NETS,
        _series(reader, indicator, scope, figure.period, thresholds),
        numerals.interval_of(indicator, shown) if isinstance(shown, Shown) else "",
        indicator.rule,
        indicator.source,
    )


def _series(
    reader: Reader, indicator: Indicator, scope: Scope, asked: Period, thresholds: Thresholds
) -> tuple[FrozenPoint, ...]:
    """The last two years, month by month, those without a figure left out."""
    window = Period.ending(asked.last_month, max(MONTHS_DRAWN, asked.months))
    question = Question((indicator.code,), (Axis.MONTH,), scope, window)
    return tuple(
        FrozenPoint(figure.period.start, one.value, one.lower, one.upper, one.n, one.fragile)
        for figure in figures(reader, question, thresholds)
        if isinstance(one := figure.estimate, Shown)
    )
