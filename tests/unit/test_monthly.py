"""Monthly figures drawn a calendar year at a time, against the same figures asked over the very window."""

import random

import pytest

from dashboard.analyses.answers import Answer, answers
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.monthly import monthly
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis, Question
from dashboard.config import Settings
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import answer, measure, reference, site, stage

FIRST = Period.year(2021).start
MONTHS = [shift(FIRST, place) for place in range(40)]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Sites of every size, some too small to be shown; figures of one month, of a quarter across the new year, of a
    year; answers of people; a territory."""
    settings = Settings(home=tmp_path_factory.mktemp("monthly"), memory_limit="500MB")
    chance = random.Random(7)
    services = ["tribunal", "spip", "greffe"]
    sites = [
        site(f"S{place}", service=services[place % 3], service_label=services[place % 3], region="11", department="75")
        for place in range(9)
    ]
    stage(settings, kind="spplus-structures", sites=[*sites, site("FR", level="nation", region=None, department=None)])
    rows = []
    for place in range(9):
        for month in MONTHS:
            if chance.random() < 0.15:
                continue
            base = chance.choice((3, 8, 20, 60))
            rows.append(measure(f"S{place}", f"{month:%Y-%m}", numerator=chance.randint(0, base), denominator=base))
        rows += [
            measure(f"S{place}", f"{month:%Y-%m}", 10.0 + place, months=3, indicator="delay")
            for month in MONTHS[place % 3 :: 3]
        ]
    rows += [measure("FR", f"{year}-12", 62.0, months=12) for year in (2021, 2022, 2023)]
    stage(settings, measures=rows)
    dates = [f"{chance.choice(MONTHS):%Y-%m}-15" for _ in range(800)]
    stage(settings, kind="survey", answers=[answer(f"S{i % 9}", day, 1 + i % 4) for i, day in enumerate(dates)])
    publish(settings, reference())
    return settings


@pytest.fixture
def reader(installation: Settings) -> Store:
    return open_current(installation)


def asked_at_once(
    reader: Store, places: tuple[Axis, ...], scope: Scope, window: Period, settings: Settings
) -> dict[Key, Answer]:
    chosen = list(indicators(reader).values())
    question = Question(tuple(i.code for i in chosen), (*places, Axis.MONTH), scope, window)
    return answers(reader, question, chosen, window, settings)


@pytest.mark.parametrize("places", [(), (Axis.SERVICE,), (Axis.SITE,)])
@pytest.mark.parametrize("scope", [Scope(), Scope(services=("spip",)), Scope(sites=("S4",))])
def test_a_month_is_the_same_in_every_window(
    reader: Store, installation: Settings, places: tuple[Axis, ...], scope: Scope
) -> None:
    chosen = list(indicators(reader).values())
    chance = random.Random(3)
    for _ in range(5):
        start = shift(FIRST, chance.randint(-14, 38))
        window = Period(start, shift(start, chance.choice((1, 5, 12, 24, 31))))
        expected = asked_at_once(reader, places, scope, window, installation)
        assert monthly(reader, chosen, places, scope, window, installation) == expected


def test_both_kinds_of_figures_are_there(reader: Store, installation: Settings) -> None:
    window = Period(FIRST, shift(FIRST, len(MONTHS)))
    found = asked_at_once(reader, (Axis.SITE,), Scope(), window, installation)
    statuses = {answer.estimate.status.value for answer in found.values()}
    assert {"ok", "masked"} <= statuses
    across = [a for a in found.values() if a.row is not None and (a.row.months or 0) > 1 and a.key.bucket.month == 1]
    assert across, "no figure crosses the new year"


def test_what_was_drawn_for_one_window_serves_the_next(
    reader: Store, installation: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    years: list[int] = []
    kept: dict[tuple[object, ...], object] = {}

    def compute(analysis, /, *arguments):  # type: ignore[no-untyped-def]
        if arguments not in kept:
            years.extend(arguments[-1:])
            kept[arguments] = analysis(reader, *arguments)
        return kept[arguments]

    monkeypatch.setattr(reader, "compute", compute)
    [chosen, *_] = indicators(reader).values()
    for stop in (36, 35, 34):
        window = Period(shift(FIRST, stop - 24), shift(FIRST, stop))
        monthly(reader, [chosen], (), Scope(), window, installation)
    assert years == [2022, 2023, 2021]
