"""The values beside an item of an agenda, as texts that are kept: what is compared, or the questions of a survey."""

from dashboard.analyses.figures import Figure
from dashboard.analyses.survey_results import QuestionResult, Results
from dashboard.domain.agenda import FrozenTable
from dashboard.domain.comparison import Comparison
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.wording import numerals, short, weighting
from dashboard.wording.dates import period
from dashboard.wording.frozen_values import NOTHING
from dashboard.wording.target import short_target

_COMPARED = ("Valeur", "Intervalle", "Base")


def change_table(figure: Figure, found: Comparison) -> FrozenTable:
    """The period, the one that it is compared with, and the gap with its interval."""
    indicator, rows = figure.indicator, [_row(period(figure.period), figure.indicator, figure.estimate)]
    if found.benchmark is not None and found.period is not None:
        rows.append(_row(period(found.period), indicator, found.benchmark))
    return FrozenTable("Valeurs comparées", ("Période", *_COMPARED), (*rows, *_gap(figure, found)))


def network_table(figure: Figure, found: Comparison) -> FrozenTable:
    """The unit, the rest of its network, and the gap with its interval."""
    indicator = figure.indicator
    rows = [_row("Résultat", indicator, figure.estimate)]
    if found.benchmark is not None:
        rows.append(_row("Reste du réseau", indicator, found.benchmark))
    return FrozenTable("Valeur et reste du réseau", ("Qui", *_COMPARED), (*rows, *_gap(figure, found)))


def target_table(figure: Figure, found: Comparison) -> FrozenTable:
    """The period, the target of the year, and how far it is."""
    rows = [_row(period(figure.period), figure.indicator, figure.estimate)]
    if found.target is not None:
        rows.append(("Cible", short_target(figure.indicator, found.target), NOTHING, NOTHING))
    return FrozenTable("Valeur et cible", ("Période", *_COMPARED), (*rows, *_gap(figure, found)))


def survey_table(found: Results) -> FrozenTable | None:
    """A row a question, with the wave before; None when nothing was asked."""
    if not found.questions:
        return None
    columns = ("Question", *_COMPARED, "Vague précédente")
    return FrozenTable("Réponses par question", columns, tuple(_question(one) for one in found.questions))


def _question(one: QuestionResult) -> tuple[str, ...]:
    before = NOTHING if one.previous is None else short.value(one.indicator, one.previous)
    return *_row(one.indicator.label, one.indicator, one.estimate), before


def _row(name: str, indicator: Indicator, estimate: Estimate) -> tuple[str, ...]:
    text = short.value(indicator, estimate)
    if not isinstance(estimate, Shown):
        return name, text, NOTHING, NOTHING
    return name, text, numerals.interval_of(indicator, estimate) or NOTHING, weighting.base_of(estimate)


def _gap(figure: Figure, found: Comparison) -> list[tuple[str, ...]]:
    if found.difference is None or not isinstance(figure.estimate, Shown):
        return []
    indicator, n = figure.indicator, figure.estimate.n
    margin = numerals.interval(found.lower, found.upper, numerals.decimals_of(indicator, n))
    return [("Écart", numerals.gap(indicator, found.difference, n), margin or NOTHING, NOTHING)]
