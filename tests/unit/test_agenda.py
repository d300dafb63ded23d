"""The agenda proposed for a meeting: what is due, and what a figure is now."""

import datetime as dt

import pytest

from dashboard.analyses.agenda import due, proposed, words_now
from dashboard.analyses.meeting_preparation import registered
from dashboard.analyses.worse_than_network import worse_than_network
from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.domain.agenda import FrozenFigure, ItemKind
from dashboard.domain.comparison import Against
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.reception.action_form import ActionForm
from dashboard.registry.actions import Action, create_action
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from dashboard.wording.agenda import frozen, since
from tests.builders import indicator, measure, reference, site, stage

MEETING = dt.date(2026, 12, 2)
YEAR = Period.year(2024)


def action(number: int, due_on: dt.date | None, state: ActionState = ActionState.UNDER_WAY) -> Action:
    made = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Action(number, f"Action {number}", "Décidé.", state, "greffe", due_on, None, None, None, "A", None, made, ())


def test_only_actions_near_their_term_are_due_the_oldest_first() -> None:
    listed = [
        action(1, dt.date(2027, 1, 2)),
        action(2, dt.date(2026, 6, 1), ActionState.CONSIDERED),
        action(3, dt.date(2027, 1, 3)),
        action(4, None),
        action(5, dt.date(2026, 6, 1), ActionState.ABANDONED),
    ]
    late, near = due(listed, MEETING, {"A": "Tribunal de Lyon"})
    assert (late.title, near.title) == ("Action 2", "Action 1")
    assert late.conclusion == (
        "Action envisagée, échéance le 1er juin 2026, en retard\u00a0; responsable\u00a0: greffe."
    )
    assert near.conclusion == "Action en cours, échéance le 2 janvier 2027\u00a0; responsable\u00a0: greffe."
    assert (late.where, late.description, late.limit) == ("Tribunal de Lyon", "Décidé.", "")


def test_every_action_of_the_sites_and_of_their_services_is_on_the_agenda(installation: Settings) -> None:
    publish(installation, reference())
    late = dt.date(2026, 6, 1)
    places = [{"service": "tj"}, *[{"site": "A"}] * 200, {"site": "B"}, {"service": "ta"}]
    for number, place in enumerate(places):
        form = ActionForm(f"Action {number}", "Décidé.", "le greffe", due_on=late, **place)  # type: ignore[arg-type]
        create_action(installation, form, "agent", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    reader = open_current(installation)
    _, closing = registered(reader, installation, Scope(sites=("A",)), {}, MEETING)
    assert [item.title for item in closing] == [f"Action {number}" for number in range(201)]


@pytest.fixture
def installation(settings: Settings) -> Settings:
    """Two sites, a share far under its target."""
    stage(settings, sites=[site("A"), site("B")])
    months = [f"2024-{month:02}" for month in range(1, 13)]
    stage(settings, measures=[measure(code, month, numerator=30, denominator=60) for code in "AB" for month in months])
    return settings


def test_a_figure_is_read_again_in_what_is_published_now(installation: Settings) -> None:
    publish(installation, reference())
    kept = FrozenFigure("share", "Part", "50,0\u00a0%", 1_440, YEAR.start, YEAR.stop, Scope())
    now = words_now(open_current(installation), kept, installation)
    assert now == "50,0\u00a0%"
    assert since(kept.text, now) == ""
    stage(installation, measures=[measure("A", "2024-12", numerator=60, denominator=60)])
    publish(installation, reference())
    later = words_now(open_current(installation), kept, installation)
    assert since(kept.text, later) == "Depuis, 50,0\u00a0%\u00a0→ 52,1\u00a0%."
    gone = FrozenFigure("gone", "Part", "50,0\u00a0%", 1, YEAR.start, YEAR.stop)
    assert (
        since(kept.text, words_now(open_current(installation), gone, installation))
        == "Depuis, ce chiffre n’est plus publié."
    )


def test_a_target_that_is_missed_is_proposed_with_its_series(installation: Settings) -> None:
    publish(installation, reference())
    items = proposed(open_current(installation), Scope(), installation, YEAR, Against.LAST_YEAR, "Tout le réseau")
    [item] = [item for item in items if item.kind is ItemKind.TARGET]
    # No figure of the year before: the target is not reached, and nothing says whether it comes nearer.
    assert item.conclusion == "Pas de statut face à la cible d’au moins 80\u00a0% en 2024."
    assert (item.where, item.when) == ("Tout le réseau", "2024")
    assert item.figure is not None
    assert (item.figure.text, item.figure.n, item.figure.scope) == ("50,0\u00a0%", 1_440, Scope())
    assert [(point.month.month, point.value) for point in item.figure.points] == [(m, 50.0) for m in range(1, 13)]


def test_a_target_that_is_met_is_not(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(settings, measures=[measure("A", "2024-12", numerator=59, denominator=60)])
    publish(settings, reference())
    assert proposed(open_current(settings), Scope(), settings, YEAR, Against.LAST_YEAR, "") == ()


def test_the_version_of_the_figures_is_told() -> None:
    assert frozen(3, 3) == "Chiffres figés\u00a0: données version\u00a03."
    assert frozen(3, 5).endswith("La version en service est la\u00a05.")


def test_a_period_that_no_target_reaches_leaves_the_rest_of_the_agenda(installation: Settings) -> None:
    publish(installation, reference())
    later = Period.year(2026)
    assert proposed(open_current(installation), Scope(), installation, later, Against.LAST_YEAR, "") == ()


def test_what_is_worse_than_the_rest_of_the_network_is_proposed_the_worst_first(settings: Settings) -> None:
    """A site far under the others, with its figure, its series and the others beside; nothing when none is."""
    codes = [chr(ord("A") + rank) for rank in range(26)]
    stage(settings, sites=[site(code) for code in codes])
    months = [f"2024-{month:02}" for month in range(1, 13)]
    good = {"A": 20, "B": 35}
    headline = indicator("head", headline=True, material_gap=2.0)
    counts = [(one, month, good.get(one, 54)) for one in codes for month in months]
    stage(
        settings,
        measures=[measure(one, month, indicator="head", numerator=n, denominator=60) for one, month, n in counts],
    )
    publish(settings, reference(headline))
    reader = open_current(settings)
    first, second = worse_than_network(reader, Scope(), settings, YEAR, Against.LAST_YEAR, "Tout le réseau")
    assert {first.kind, second.kind} == {ItemKind.REFERENCE}
    assert (first.where, second.where) == ("Site A", "Site B")
    assert first.conclusion.startswith("Résultat moins bon que celui du reste du réseau\u00a0: −")
    assert first.figure is not None
    assert (first.figure.text, first.figure.scope, first.figure.drawn) == ("33,3\u00a0%", Scope(sites=("A",)), True)
    assert first.table is not None
    assert [row[0] for row in first.table.rows] == ["Résultat", "Reste du réseau", "Écart"]
    assert worse_than_network(reader, Scope(sites=("C",)), settings, YEAR, Against.LAST_YEAR, "Site C") == ()
    alone = worse_than_network(reader, Scope(sites=("A",)), settings, YEAR, Against.LAST_YEAR, "Site A")
    assert [item.where for item in alone] == ["Site A"]
