"""The verdict on an action: its windows, its peers, what forbids it; the control chart around its day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyses.action_chart import action_chart
from dashboard.analyses.action_effect import ActionEffect, action_effect, mean_of, rivals
from dashboard.analyses.action_plan import planned, reminder_of
from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.config import Settings
from dashboard.domain.action import Action, ActionState, ExpectedDirection, ExpectedEffect
from dashboard.domain.action_effect import ActionVerdict, EffectSize, Reminder, judged
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.indicator import Kind, MethodBreak
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.stats.peer_effect import Unit, peer_effect
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import Row, indicator, measure, reference, site, stage

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2025, 6, 1)
DONE = dt.date(2024, 3, 15)
SPAN, BEFORE = Period(dt.date(2024, 4, 1), dt.date(2025, 4, 1)), Period(dt.date(2023, 4, 1), dt.date(2024, 4, 1))
PEERS = {f"P{rank}": 120 + 6 * rank for rank in range(7)}
"""Favourable answers out of 200 a month before: 60 % to 78 %. They wander by a point or two afterwards."""
WANDER = (2, -2, 3, -3, 1, -1, 0)


def months() -> list[dt.date]:
    return [shift(FIRST, place) for place in range(30)]


def rows(code: str, before: int, after: int, name: str = "share", n: int = 200) -> list[Row]:
    """One share a month, whose numerator changes with the month after the action."""
    return [
        measure(code, f"{month:%Y-%m}", indicator=name, denominator=n, n=n,
                numerator=(after if month >= SPAN.start else before) + (month.month % 3 - 1))
        for month in months()
    ]  # fmt: skip


def action(**changed: object) -> Action:
    values: dict[str, object] = {
        "id": 1, "title": "Un guichet", "decided": "Ouvrir.", "state": ActionState.DONE, "owner": "greffe",
        "due_on": None, "done_on": DONE, "commitment": 1, "indicator": "share", "site": "A", "service": None,
        "created_at": dt.datetime(2024, 1, 8, tzinfo=dt.UTC),
        "expected": ExpectedEffect("share", ExpectedDirection.UP, 3.0),
    }  # fmt: skip
    return Action(**(values | changed))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A improves by ten points after its action, B stays, C falls, S is too small, H has holes, M merged; seven peers,
    one more that closed, one of another type, and twelve months of `late`, that began with 2024."""
    folder: Path = tmp_path_factory.mktemp("actions")
    settings = Settings(home=folder / "home", memory_limit="500MB")
    named = ["A", "B", "C", "S", "H", "M", *PEERS]
    sites = [site(code) for code in named] + [site("X", active=False), site("T", site_type="proximite")]
    measures = [*rows("A", 130, 150), *rows("B", 132, 133), *rows("C", 150, 120), *rows("X", 130, 160)]
    measures += [*rows("T", 130, 160), *rows("M", 130, 130)]
    measures += [row for row in rows("S", 2, 2, "tiny", n=3) if row["month"].month in (1, 5, 9)]
    measures += [row for row in rows("H", 130, 131) if row["month"].month % 2]
    for (code, level), wander in zip(PEERS.items(), WANDER, strict=True):
        measures += rows(code, level, level + wander)
        measures += rows(code, level, level + wander, "broken")
        measures += [
            measure(code, f"{m:%Y-%m}", level / 2 + wander * (m >= SPAN.start), indicator="published") for m in months()
        ]
    measures += rows("A", 130, 150, "broken")
    measures += [measure("A", f"{m:%Y-%m}", 60.0 + 15 * (m >= SPAN.start), indicator="published") for m in months()]
    measures += [measure("A", f"{m:%Y-%m}", indicator="visits", numerator=500) for m in months()]
    measures += [row for code in ("A", *PEERS) for row in rows(code, 130, 150, "recent") if row["month"].year >= 2024]
    stage(settings, kind="spplus-structures", sites=sites)
    stage(settings, measures=measures)
    merged = {"former": "M0", "successor": "M", "month": dt.date(2024, 1, 1), "kind": "merger"}
    stage(settings, kind="successions", successions=[merged])
    more = (
        indicator("published", unit="jours", kind=Kind.QUANTILE),
        indicator("recent"),
        indicator("tiny"),
        indicator("broken", breaks=(MethodBreak(dt.date(2023, 9, 1), "nouvelle règle"),)),
    )
    publish(settings, reference(*more))
    return settings


@pytest.fixture
def reader(installed: Settings) -> Store:
    return open_current(installed)


def verdict(reader: Store, installed: Settings, others: Iterable[Action] = (), **changed: object) -> ActionEffect:
    one = action(**changed)
    return action_effect(reader, one, rivals(one, others), installed)


def on(code: str, way: ExpectedDirection = ExpectedDirection.UP, least: float = 3.0) -> dict[str, object]:
    return {"indicator": code, "expected": ExpectedEffect(code, way, least)}


def test_an_effect_is_what_the_site_became_less_what_its_peers_tell(reader: Store, installed: Settings) -> None:
    found = verdict(reader, installed)
    assert found.windows is not None
    assert (found.windows.after, found.windows.before) == (SPAN, (BEFORE,))
    assert isinstance(found.after, Shown)
    assert isinstance(found.before[0], Shown)
    assert (found.before[0].value, found.after.value) == pytest.approx((65.0, 75.0))
    assert {one.site for one in found.peers} == {"B", "C", "H", *PEERS}  # neither A, X, T, S nor M

    def unit(before: Shown, after: Shown) -> Unit:
        errors = [(one.upper - one.lower) / 2 / 1.959964 for one in (before, after)]  # type: ignore[operator]
        return Unit(before.value, after.value, *(error**2 for error in errors))

    expected = peer_effect(unit(found.before[0], found.after), [unit(one.before[0], one.after) for one in found.peers])
    assert expected is not None
    assert found.size is not None
    assert (found.size.value, found.size.lower) == pytest.approx((expected.value, expected.lower), rel=1e-4)
    assert 0 < found.size.value < 15


def test_only_figures_that_anyone_can_read_are_compared(reader: Store, installed: Settings) -> None:
    found = verdict(reader, installed)
    scope = Scope(services=("tj",), site_types=("tribunal",))
    for span, told in ((SPAN, lambda one: one.after), (BEFORE, lambda one: one.before[0])):
        asked = figures(reader, Question(("share",), (Axis.SITE,), scope, span), installed)
        known = {str(figure.axes[Axis.SITE]): figure.estimate for figure in asked}
        assert all(known[one.site] == told(one) for one in found.peers)


def test_without_the_odd_one_the_verdicts_are_clear(reader: Store, installed: Settings) -> None:
    """C fell by fifteen points: it counts as natural dispersion until something is known to be done there."""
    there = action(id=2, site="C")
    assert verdict(reader, installed, [there]).verdict is ActionVerdict.USEFUL
    small = verdict(reader, installed, [there, action(id=3)], site="B", **on("share", least=8.0))
    assert small.verdict is ActionVerdict.SMALL
    assert verdict(reader, installed, [action(id=3)], site="C").verdict is ActionVerdict.CONTRARY
    lowered = verdict(reader, installed, [action(id=3)], site="C", **on("share", ExpectedDirection.DOWN))
    assert lowered.verdict is ActionVerdict.USEFUL
    larger = verdict(reader, installed, [there], **on("share", least=9.5))
    assert larger.verdict is ActionVerdict.UNCERTAIN


@pytest.mark.parametrize(
    ("changed", "excluded"),
    [
        ({}, True),
        ({"state": ActionState.UNDER_WAY, "done_on": None}, True),
        ({"state": ActionState.CONSIDERED, "done_on": None}, False),
        ({"done_on": dt.date(2022, 5, 1)}, False),
        ({"indicator": "recent"}, False),
    ],
)
def test_a_peer_where_something_was_done_is_no_peer(
    reader: Store, installed: Settings, changed: dict[str, object], *, excluded: bool
) -> None:
    found = verdict(reader, installed, [action(id=2, site="P3", **changed)])
    assert ("P3" not in {one.site for one in found.peers}) is excluded


@pytest.mark.parametrize(
    ("changed", "outcome", "words"),
    [
        ({"expected": None}, ActionVerdict.NONE, "aucun effet attendu"),
        ({"state": ActionState.UNDER_WAY, "done_on": None}, ActionVerdict.NONE, "pas encore faite"),
        (on("inconnu"), ActionVerdict.IMPOSSIBLE, "n’est plus publié"),
        ({"site": "Z"}, ActionVerdict.IMPOSSIBLE, "le site de l’action n’est plus publié"),
        ({"site": None, "service": "tj"}, ActionVerdict.IMPOSSIBLE, "tout un service"),
        ({"site": "S", **on("tiny")}, ActionVerdict.IMPOSSIBLE, "secret statistique"),
        ({"site": "H"}, ActionVerdict.IMPOSSIBLE, "6 mois sur 12 transmis"),
        ({"site": "M"}, ActionVerdict.IMPOSSIBLE, "a fusionné"),
        ({"site": "T"}, ActionVerdict.IMPOSSIBLE, "aucun site pair sans action"),
        (on("visits"), ActionVerdict.IMPOSSIBLE, "un décompte"),
        (on("recent"), ActionVerdict.IMPOSSIBLE, "aucune donnée n’est publiée pour les mêmes mois"),
        (on("broken"), ActionVerdict.IMPOSSIBLE, "rupture de méthode en septembre 2023"),
        ({"done_on": dt.date(2025, 4, 2)}, ActionVerdict.TOO_EARLY, "données de juillet 2025"),
        ({"done_on": dt.date(2026, 1, 2)}, ActionVerdict.TOO_EARLY, "données d’avril 2026"),
    ],
)
def test_what_stands_in_the_way_is_said(
    reader: Store, installed: Settings, changed: dict[str, object], outcome: ActionVerdict, words: str
) -> None:
    found = verdict(reader, installed, **changed)
    assert found.verdict is outcome
    assert words in found.why
    assert found.size is None


def test_what_is_withheld_leaves_no_number(reader: Store, installed: Settings) -> None:
    found = verdict(reader, installed, site="S", **on("tiny"))
    assert [type(one) for one in (*found.before, found.after)] == [Withheld, Withheld]
    drawn = action_chart(reader, action(site="S", **on("tiny")), installed)
    assert drawn is None or all(isinstance(month.estimate, Withheld) for month in drawn.series.months)


def test_too_few_peers(reader: Store, installed: Settings) -> None:
    done = [action(id=10 + rank, site=code) for rank, code in enumerate([*PEERS, "B"])]
    found = verdict(reader, installed, done[:6])
    assert (found.verdict, len(found.peers)) == (ActionVerdict.IMPOSSIBLE, 4)
    assert found.why.startswith("4\u00a0sites pairs sans action ont")


def test_values_without_a_margin_are_judged_by_the_dispersion_of_the_peers(reader: Store, installed: Settings) -> None:
    found = verdict(reader, installed, **on("published"))
    assert found.verdict is ActionVerdict.USEFUL
    assert found.size is not None
    assert found.size.peers == 7


@pytest.mark.parametrize(("created", "late"), [("2024-03-15", False), ("2024-03-16", True), ("2023-01-01", False)])
def test_an_effect_stated_after_the_day_is_said_to_be(
    reader: Store, installed: Settings, created: str, *, late: bool
) -> None:
    at = dt.datetime.fromisoformat(f"{created}T12:00:00+00:00")
    assert verdict(reader, installed, created_at=at).late is late


def test_the_other_actions_of_the_site_and_of_its_service_are_told(reader: Store, installed: Settings) -> None:
    others = [
        action(id=2, indicator="recent"), action(id=3, site=None, service="tj", indicator=None),
        action(id=4, site="B"), action(id=5, done_on=dt.date(2021, 1, 1)),
    ]  # fmt: skip
    assert [one.id for one in verdict(reader, installed, others).others] == [2, 3]


@given(st.floats(-20, 20), st.floats(0.01, 10), st.floats(0.1, 10))
def test_a_verdict_is_that_of_its_interval_whatever_the_direction(value: float, half: float, least: float) -> None:
    up = judged(EffectSize(value, value - half, value + half, 0, 0, 9, 0), 1, least)
    down = judged(EffectSize(-value, -value - half, -value + half, 0, 0, 9, 0), -1, least)
    assert up is down
    assert (up is ActionVerdict.CONTRARY) == (value + half < 0)
    assert (up is ActionVerdict.USEFUL) == (value - half >= least)
    if up is ActionVerdict.INCONCLUSIVE:
        assert value - half <= 0 <= least <= value + half


def test_limits_come_from_the_months_before_alone(reader: Store, installed: Settings) -> None:
    found = action_chart(reader, action(), installed)
    assert found is not None
    before = [month for month in found.series.months if month.month < dt.date(2024, 3, 1)]
    assert (found.base, found.provisional, len(before)) == (14, False, 14)
    values = [month.estimate.value for month in before if isinstance(month.estimate, Shown)]
    assert {round(month.centre or 0, 9) for month in found.series.months} == {round(sum(values) / 14, 9)}
    assert all(month.rule is None for month in before)
    assert (found.towards, found.against, found.seen) == (15, 0, 15)
    assert found.events[0].day == DONE
    wrong = action_chart(reader, action(**on("share", ExpectedDirection.DOWN)), installed)
    assert wrong is not None
    assert (wrong.towards, wrong.against) == (0, 15)


@pytest.mark.parametrize(("done", "base", "judged_"), [("2023-08-02", 7, True), ("2023-05-02", 4, False)])
def test_a_short_history_has_provisional_limits_or_none(
    reader: Store, installed: Settings, done: str, base: int, *, judged_: bool
) -> None:
    found = action_chart(reader, action(done_on=dt.date.fromisoformat(done)), installed)
    assert found is not None
    assert (found.base, found.provisional) == (base, judged_)
    assert any(month.centre is not None for month in found.series.months) is judged_


def test_limits_never_cross_a_method_break(reader: Store, installed: Settings) -> None:
    found = action_chart(reader, action(**on("broken")), installed)
    assert found is not None
    assert found.base == 6
    assert [m.centre is None for m in found.series.months if m.month < dt.date(2023, 9, 1)] == [True] * 8


def test_reminders_come_first_and_the_perimeter_holds(reader: Store, installed: Settings) -> None:
    today = dt.date(2025, 7, 10)
    running = {"state": ActionState.UNDER_WAY, "done_on": None}
    known = [
        action(id=1), action(id=2, due_on=dt.date(2025, 8, 1), **running),
        action(id=3, due_on=dt.date(2025, 7, 9), **running), action(id=4, due_on=dt.date(2025, 12, 1), **running),
        action(id=5, done_on=dt.date(2025, 5, 2)), action(id=6, site="T"),
    ]  # fmt: skip
    found = planned(reader, known, Scope(site_types=("tribunal",)), installed, today)
    assert [(one.action.id, one.reminder) for one in found] == [
        (3, Reminder.OVERDUE), (2, Reminder.DUE), (5, Reminder.WAITING), (4, None), (1, None),
    ]  # fmt: skip
    assert found[0].place == "Site A"
    assert reminder_of(replace(known[1], due_on=today), ActionVerdict.NONE, today) is Reminder.DUE
    assert [one.action.id for one in planned(reader, known, Scope(), installed, today, 2)] == []


def test_the_level_before_is_the_mean_of_its_years() -> None:
    assert mean_of([Shown(60.0), Shown(64.0)]) == 62.0
