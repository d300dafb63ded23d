"""Which months an action is judged on: steps of several months, a service behind another one, fragile months, years."""

import datetime as dt

import pytest

from dashboard.analyses.action_chart import action_chart
from dashboard.analyses.action_effect import action_effect, mean_of
from dashboard.analyses.action_peers import changes_of, years_compared
from dashboard.config import Settings
from dashboard.domain.action import Action, ActionState, ExpectedDirection, ExpectedEffect
from dashboard.domain.action_effect import ActionVerdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction
from dashboard.domain.period import Period, shift
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import Row, indicator, measure, reference, site, stage

FIRST = dt.date(2023, 1, 1)
PEERS = {f"P{rank}": 120 + 6 * rank for rank in range(7)}
FRAGILE = (dt.date(2024, 6, 1), dt.date(2024, 9, 1))


def share(code: str, month: dt.date, name: str, favourable: float, n: int = 200, months: int = 1) -> Row:
    return measure(code, f"{month:%Y-%m}", indicator=name, numerator=favourable, denominator=n, n=n, months=months)


def months(count: int) -> list[dt.date]:
    return [shift(FIRST, place) for place in range(count)]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """`quarterly` rises from the third quarter of 2024 on; `thin` is fragile twice after April 2024; `ahead` ends in
    June 2025 for the service of A, in December for the other; `whole` has two years before."""
    settings = Settings(home=tmp_path_factory.mktemp("months") / "home", memory_limit="500MB")
    sites = [site("A"), *(site(code) for code in PEERS), site("Z", service="ta", service_label="Tribunaux")]
    rows = [
        share("A", month, "quarterly", (150 if month > dt.date(2024, 7, 1) else 120) + month.month % 4, months=3)
        for month in months(30) if month.month % 3 == 0
    ]  # fmt: skip
    for name in ("thin", "level"):
        rows += [
            share("A", month, name, 18, 20) if month in FRAGILE else
            share("A", month, name, (160 if month > dt.date(2024, 3, 1) else 120) + month.month % 3)
            for month in months(24)
        ]  # fmt: skip
    for code, level in {"A": 130, **PEERS}.items():
        rows += [share(code, month, "ahead", level + month.month % 3 + level % 4) for month in months(30)]
        rows += [
            share(code, month, "whole", level + 20 * (code == "A" and month.year - 2023) + month.month % 3 - 1)
            for month in months(30)
        ]
    rows += [share("Z", month, "ahead", 100) for month in months(36)]
    stage(settings, kind="spplus-structures", sites=sites)
    stage(settings, measures=rows)
    more = (indicator("quarterly"), indicator("thin"), indicator("ahead"), indicator("whole"))
    publish(settings, reference(*more, indicator("level", direction=Direction.NEUTRAL)))
    return settings


@pytest.fixture
def reader(installed: Settings) -> Store:
    return open_current(installed)


def done(code: str, day: dt.date, **changed: object) -> Action:
    values: dict[str, object] = {
        "id": 1, "title": "Un guichet", "decided": "Ouvrir.", "state": ActionState.DONE, "owner": "greffe",
        "due_on": None, "done_on": day, "commitment": 1, "indicator": code, "site": "A", "service": None,
        "created_at": dt.datetime(2024, 1, 8, tzinfo=dt.UTC),
        "expected": ExpectedEffect(code, ExpectedDirection.UP, 3.0),
    }  # fmt: skip
    return Action(**(values | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("day", [dt.date(2024, 7, 1), dt.date(2024, 8, 15), dt.date(2024, 9, 30)])
def test_the_quarter_that_holds_the_day_is_neither_before_nor_after(
    reader: Store, installed: Settings, day: dt.date
) -> None:
    found = action_chart(reader, done("quarterly", day), installed)
    assert found is not None
    assert (found.series.step, found.base, found.seen) == (3, 6, 3)
    assert [month.month for month in found.series.months if month.rules] == [
        dt.date(2024, 12, 1), dt.date(2025, 3, 1), dt.date(2025, 6, 1),
    ]  # fmt: skip
    assert (found.towards, found.against) == (3, 0)


def test_a_quarter_begins_after_the_day(reader: Store, installed: Settings) -> None:
    found = action_chart(reader, done("quarterly", dt.date(2024, 6, 30)), installed)
    assert found is not None
    assert (found.base, found.seen) == (5, 0)


def test_fragile_months_are_not_counted_as_judged(reader: Store, installed: Settings) -> None:
    found = action_chart(reader, done("thin", dt.date(2024, 3, 15)), installed)
    assert found is not None
    assert [m.month for m in found.series.months if isinstance(m.estimate, Shown) and m.estimate.fragile] == [*FRAGILE]
    assert (found.base, found.seen) == (14, 7)  # April to December without June and September
    assert found.towards == 7


def test_without_an_expected_effect_signals_are_favourable_or_upwards(reader: Store, installed: Settings) -> None:
    for code in ("thin", "level"):
        found = action_chart(reader, done(code, dt.date(2024, 3, 15), expected=None), installed)
        assert found is not None
        assert (found.towards, found.against) == (7, 0)


def test_another_service_that_is_ahead_changes_no_window(reader: Store, installed: Settings) -> None:
    found = action_effect(reader, done("ahead", dt.date(2025, 2, 15)), (), installed)
    assert found.windows is not None
    assert found.windows.after == Period(dt.date(2025, 3, 1), dt.date(2025, 7, 1))
    assert found.verdict.given
    early = action_effect(reader, done("ahead", dt.date(2025, 4, 2)), (), installed)
    assert early.verdict is ActionVerdict.TOO_EARLY
    nothing = action_effect(reader, done("whole", dt.date(2025, 4, 2), site="Z"), (), installed)
    assert nothing.verdict is ActionVerdict.IMPOSSIBLE
    assert "pas de donnée publiée" in nothing.why


def test_two_years_before_are_compared_when_everyone_has_them(reader: Store, installed: Settings) -> None:
    """From January to June: 65 % in 2023, 75 % in 2024, 85 % in 2025 at A; its peers stay where they were."""
    found = action_effect(reader, done("whole", dt.date(2024, 12, 15)), (), installed)
    assert found.windows is not None
    after = Period(dt.date(2025, 1, 1), dt.date(2025, 7, 1))
    assert (found.windows.after, found.windows.before) == (after, (after.last_year(), after.last_year().last_year()))
    own = [one for one in found.before if isinstance(one, Shown)]
    assert [one.value for one in own] == pytest.approx([75.0, 65.0])
    assert mean_of(own) == pytest.approx(70.0)
    assert {one.site: len(one.before) for one in found.peers} == dict.fromkeys(PEERS, 2)
    assert found.size is not None
    assert (found.size.value, found.size.typical) == pytest.approx((15.0, 0.0), abs=0.1)


@pytest.mark.parametrize(("with_two", "years"), [(8, 2), (6, 2), (5, 1), (0, 1)])
def test_three_quarters_of_the_peers_must_have_two_years(with_two: int, years: int) -> None:
    codes = [f"P{rank}" for rank in range(8)]
    figure = Shown(60.0, 57.0, 63.0, 900)
    one, two = dict.fromkeys(codes, figure), dict.fromkeys(codes[:with_two], figure)
    assert years_compared(indicator("share"), [figure, figure], [one, two], one, codes) == years
    assert years_compared(indicator("share"), [figure], [one], one, codes) == 1
    assert len(changes_of(indicator("share"), codes, [one, two][:years], one)) == (with_two if years == 2 else 8)


def test_two_years_need_five_peers_and_both_figures_of_the_site() -> None:
    codes, figure = [f"P{rank}" for rank in range(8)], Shown(60.0, 57.0, 63.0, 900)
    known = dict.fromkeys(codes, figure)
    four = dict.fromkeys(codes[:4], figure)
    assert years_compared(indicator("share"), [figure, figure], [four, four], four, codes) == 1
    missing = Withheld(Status.NO_DATA, "Aucune donnée")
    assert years_compared(indicator("share"), [figure, missing], [known, known], known, codes) == 1
