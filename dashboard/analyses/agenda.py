"""The agenda that is proposed for a review meeting: what changed, what is worse than the network, targets missed,
surveys closed, actions due.

Each item keeps its figures and its series as they are now: the meeting reads them again, not the data.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.comparing import useful_gaps
from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.frozen_figures import frozen_figure
from dashboard.analyses.frozen_tables import change_table, survey_table, target_table
from dashboard.analyses.question import Question
from dashboard.analyses.span import overlaps_published
from dashboard.analyses.survey_results import results
from dashboard.analyses.surveys import calendar
from dashboard.analyses.what_changed import Change, what_changed
from dashboard.analyses.worse_than_network import worse_than_network
from dashboard.disclosure import Thresholds
from dashboard.domain.action import RUNNING, SOON_DAYS, Action
from dashboard.domain.agenda import AgendaItem, FrozenFigure, ItemKind
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.survey import SurveyState
from dashboard.store.reads import Reader
from dashboard.wording import short
from dashboard.wording.actions import place_of, state_and_term
from dashboard.wording.changes import short_move
from dashboard.wording.comparison import read_comparison
from dashboard.wording.dates import day, period
from dashboard.wording.grammar import inside

MOST_CHANGES, MOST_TARGETS, MOST_SURVEYS = 5, 4, 2
"""A meeting is six to ten screens."""
RECENT = dt.timedelta(days=183)


def proposed(
    reader: Reader, scope: Scope, thresholds: Thresholds, asked: Period, against: Against, where: str
) -> tuple[AgendaItem, ...]:
    """What the data say about a perimeter (`where`, in words) over the period `asked`: changes by the strength of their
    evidence, what is worse than the rest of the network, targets missed, surveys closed within six months. Raises
    QueryError."""
    found = what_changed(reader, scope, thresholds, asked, against)
    changes = [
        _change(reader, change, scope, thresholds, found.reading.limit) for change in found.changes[:MOST_CHANGES]
    ]
    return (
        *changes,
        *worse_than_network(reader, scope, thresholds, asked, against, where),
        *_targets(reader, scope, thresholds, asked, where),
        *_surveys(reader, scope, thresholds, asked.stop, where),
    )


def due(actions: Iterable[Action], on: dt.date, names: Mapping[str, str]) -> tuple[AgendaItem, ...]:
    """The actions that are not over and whose term is near the day of the meeting, the oldest term first; those past
    it are said late. `names`: what their sites and services are called, by code."""
    soon = on + dt.timedelta(days=SOON_DAYS)
    listed = [one for one in actions if one.state in RUNNING and one.due_on and one.due_on <= soon]
    return tuple(
        AgendaItem(
            ItemKind.ACTION,
            one.title,
            f"Action {state_and_term(one.state, one.due_on, one.done_on, on)}\u00a0; responsable\u00a0: {one.owner}.",
            where=place_of(one, names),
            action=one.id,
            description=one.decided,
        )
        for one in sorted(listed, key=lambda one: (one.due_on or on, one.id))
    )


def words_now(reader: Reader, kept: FrozenFigure, thresholds: Thresholds) -> str | None:
    """The same figure in the data that are served now, as it is shown; None when its indicator is no longer published.
    Raises QueryError: a service or a site is no longer there."""
    if kept.indicator not in indicators(reader):
        return None
    question = Question((kept.indicator,), (), kept.scope, Period(kept.start, kept.stop))
    [found] = figures(reader, question, thresholds)
    return short.value(found.indicator, found.estimate)


def _change(reader: Reader, change: Change, scope: Scope, thresholds: Thresholds, limit: str) -> AgendaItem:
    figure, here = change.figure, replace(scope, services=(change.service,)) if change.service else scope
    assert figure.comparison is not None
    return AgendaItem(
        ItemKind.CHANGE,
        f"{change.service_label}\u00a0: {inside(figure.indicator.label)}",
        f"{short_move(figure.indicator, figure.estimate, figure.comparison)}.",
        limit,
        change.service_label,
        period(figure.period),
        frozen_figure(reader, figure, here, thresholds),
        change_table(figure, figure.comparison),
    )


def _targets(reader: Reader, scope: Scope, thresholds: Thresholds, asked: Period, where: str) -> list[AgendaItem]:
    """Indicators that do not reach the target of the year, the furthest first."""
    aimed = tuple(code for code, one in indicators(reader).items() if one.targets)
    if not aimed or not overlaps_published(reader, aimed, asked):
        return []
    found = [
        (figure, figure.comparison)
        for figure in figures(reader, Question(aimed, (), scope, asked, Against.TARGET), thresholds)
        if figure.comparison is not None and _is_missed(figure, figure.comparison)
    ]
    found.sort(key=lambda pair: (-useful_gaps(pair[1], pair[0].indicator), pair[0].indicator.code))
    return [_target(reader, *pair, scope, thresholds, where) for pair in found[:MOST_TARGETS]]


def _is_missed(figure: Figure, comparison: Comparison) -> bool:
    """A figure that has a target and does not reach it, whether or not it moves towards it."""
    return (
        comparison.target is not None and isinstance(figure.estimate, Shown) and comparison.verdict is not Verdict.MET
    )


def _target(
    reader: Reader, figure: Figure, comparison: Comparison, scope: Scope, thresholds: Thresholds, where: str
) -> AgendaItem:
    read = read_comparison(figure.indicator, figure.estimate, comparison)
    aimed = comparison.target.value if comparison.target else None
    return AgendaItem(
        ItemKind.TARGET,
        f"Cible non atteinte\u00a0: {inside(figure.indicator.label)}",
        read.conclusion,
        read.limit,
        where,
        period(figure.period),
        replace(frozen_figure(reader, figure, scope, thresholds), target=aimed),
        target_table(figure, comparison),
    )


def _surveys(reader: Reader, scope: Scope, thresholds: Thresholds, on: dt.date, where: str) -> list[AgendaItem]:
    known = calendar(reader, thresholds, on)
    closed = [one for one in known.of(SurveyState.CLOSED) if one.closes_on and one.closes_on > on - RECENT]
    items = []
    for survey in closed[:MOST_SURVEYS]:
        found = results(reader, known, survey.code, scope, thresholds)
        read = found.reading
        when = f"close le {day(survey.closes_on)}" if survey.closes_on else ""
        table = survey_table(found)
        items.append(AgendaItem(ItemKind.SURVEY, survey.label, read.conclusion, read.limit, where, when, table=table))
    return items
