"""Answers crossed person by person: asked of the staged answers, within a time, kept, for those who see everything."""

import datetime as dt
import itertools
import random
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.config import Settings
from dashboard.domain.access import Perimeter
from dashboard.engine import query_file
from dashboard.engine.duckdb_ask import TOLD_EVERY_S
from dashboard.errors import AccessError, BusyError, StoreError
from dashboard.store import crossings
from dashboard.store.crossings import CrossedAnswers, Crossing
from dashboard.store.perimeter import PerimeterReader
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from dashboard.ui import long_answers
from tests.builders import answer, reference, site, stage

Rows = list[dict[str, Any]]
ASKED = Crossing("enquete", dt.date(2024, 1, 1), dt.date(2024, 4, 1), ("question",), ("score",))
BY_CHANNEL = replace(ASKED, first=())


def invented(seed: int) -> Rows:
    """Thirty people a month, who answer one to three questions, some of them without name, grade, weight or channel."""
    draw, rows = random.Random(seed), []
    for month, who in itertools.product((1, 2, 3), range(30)):
        weight, channel = draw.choice([None, 0.0, 0.5, 2.0]), draw.choice(["En ligne", "en ligne", "Courrier", None])
        for question in draw.sample(("question", "score", "net"), draw.randint(1, 3)):
            grade = draw.choice([None, 1, 2, 3, 4])
            others = {"excluded": None if grade else "nsp", "weight": weight, "channel": channel}
            name = f"p{who % 20}" if who % 7 else None
            row = answer(draw.choice("AB"), f"2024-{month:02}-{1 + who % 28:02}", grade, indicator=question, **others)
            rows.append({**row, "respondent": name, "survey": draw.choice(["enquete", "enquete", "autre"])})
    return rows


def naive(loads: Sequence[Rows], crossing: Crossing) -> dict[tuple[str | None, str | None], tuple[int, float, float]]:
    """The same, one answer after the other. A person is who answered at a site in a month."""
    last: dict[tuple[Any, ...], int] = {}
    for place, rows in enumerate(loads):
        for row in rows:
            last[row["survey"], row["indicator"], row["answered_on"].replace(day=1), row["respondent"]] = place
    people: dict[tuple[Any, ...], Rows] = defaultdict(list)
    for place, rows in enumerate(loads):
        for row in rows:
            month = row["answered_on"].replace(day=1)
            known = row["respondent"] and row["survey"] == crossing.survey and crossing.start <= month < crossing.stop
            if known and last[row["survey"], row["indicator"], month, row["respondent"]] == place:
                people[month, row["site"], row["respondent"]].append(row)
    found: dict[tuple[str | None, str | None], tuple[int, float, float]] = {}
    for rows in people.values():
        asked = [row for row in rows if row["indicator"] in (*crossing.first, *crossing.second)]
        first = _grade(asked, crossing.first) if crossing.first else _channel(asked)
        second = _grade(asked, crossing.second)
        weight = max((1.0 if row["weight"] is None else row["weight"] for row in asked), default=0.0)
        if weight and (first, second) != (None, None):
            n, w, w_2 = found.get((first, second), (0, 0.0, 0.0))
            found[first, second] = n + 1, w + weight, w_2 + weight * weight
    return found


def _grade(rows: Rows, codes: tuple[str, ...]) -> str | None:
    grades = [row["grade"] for row in rows if row["indicator"] in codes and row["excluded"] is None]
    return str(max(grades)) if grades else None


def _channel(rows: Rows) -> str | None:
    return max((row["channel"].lower() for row in rows if row["channel"]), default=None)


def installed(settings: Settings, *loads: Rows) -> Settings:
    stage(settings, sites=[site("A"), site("B")])
    for rows in loads:
        stage(settings, kind="survey", answers=rows)
    publish(settings, reference())
    return settings


def asked(settings: Settings, crossing: Crossing = ASKED) -> tuple[CrossedAnswers, ...]:
    wanted = crossings.prepared(open_current(settings), crossing, settings)
    return crossings.crossed(wanted, settings, lambda _share: None)


@pytest.mark.parametrize("crossing", [ASKED, BY_CHANNEL, replace(ASKED, start=dt.date(2024, 2, 1), second=("net",))])
@pytest.mark.parametrize("seed", range(2))
def test_the_counts_are_those_of_a_naive_reading(settings: Settings, crossing: Crossing, seed: int) -> None:
    loads = [invented(seed), [row for row in invented(seed + 100) if row["answered_on"].month > 1]]
    found = asked(installed(settings, *loads), crossing)
    assert {(row.first, row.second): pytest.approx(row[2:]) for row in found} == naive(loads, crossing)


def test_a_hand_worked_crossing(settings: Settings) -> None:
    rows = [
        answer("A", "2024-01-05", 1, respondent="p", weight=2.0),
        answer("A", "2024-01-05", 3, respondent="p", indicator="score", weight=2.0),
        answer("A", "2024-01-06", 1, respondent="q", weight=1.0),
        answer("A", "2024-01-06", None, respondent="q", indicator="score", excluded="nsp", weight=1.0),
        answer("B", "2024-01-07", 4, respondent="r", indicator="score", weight=None),
        answer("B", "2024-02-07", 3, respondent="p", indicator="score", weight=0.5),  # another month
    ]
    assert asked(installed(settings, rows)) == (
        CrossedAnswers("1", "3", 1, 2.0, 4.0),
        CrossedAnswers("1", None, 1, 1.0, 1.0),
        CrossedAnswers(None, "3", 1, 0.5, 0.25),
        CrossedAnswers(None, "4", 1, 1.0, 1.0),
    )


def test_an_answer_is_kept_until_what_it_depends_on_changes(settings: Settings) -> None:
    installed(settings, invented(1))
    store = open_current(settings)
    wanted = crossings.prepared(store, ASKED, settings)
    assert crossings.kept(wanted) is None
    found = crossings.crossed(wanted, settings, lambda _share: None)
    assert crossings.kept(wanted) == found
    assert crossings.kept(crossings.prepared(store, BY_CHANNEL, settings)) is None
    wanted.place.write_bytes(b"damaged")
    assert crossings.kept(wanted) is None
    stage(settings, kind="survey", answers=invented(2))
    publish(settings, reference())
    assert crossings.prepared(open_current(settings), ASKED, settings).place != wanted.place
    assert not [path for path in settings.computed.iterdir() if path.name.startswith(".asked")]


def test_the_oldest_answers_go(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings, "KEPT", 2)
    installed(settings, invented(1))
    for month in (1, 2, 3):
        asked(settings, replace(ASKED, start=dt.date(2024, month, 1)))
    assert len([*(settings.computed / "crossings").iterdir()]) == 2


def test_a_perimeter_crosses_nothing(settings: Settings) -> None:
    installed(settings, invented(1))
    with pytest.raises(AccessError):
        crossings.prepared(PerimeterReader(open_current(settings), Perimeter(sites=("A",))), ASKED, settings)


def test_answers_that_are_not_here_are_told(settings: Settings, tmp_path: Path) -> None:
    installed(settings, invented(1))
    store = open_current(settings)
    with pytest.raises(StoreError, match="ne contient de réponses à ces questions"):
        crossings.prepared(store, replace(ASKED, first=("nps",), second=("nps",)), settings)
    (settings.staging / "0002").rename(tmp_path / "0002")
    with pytest.raises(StoreError, match="Les réponses du chargement 2 ne sont plus sur ce serveur"):
        crossings.prepared(store, ASKED, settings)
    with pytest.raises(StoreError, match="restent sur le serveur qui publie"):
        crossings.prepared(store, ASKED, replace(settings, published_from=tmp_path / "published"))


def test_a_damaged_file_is_told(settings: Settings) -> None:
    installed(settings, invented(1))
    wanted = crossings.prepared(open_current(settings), ASKED, settings)
    wanted.asked.answers[0].write_bytes(b"PAR1 not really")
    with pytest.raises(StoreError, match="Les réponses n’ont pas pu être relues"):
        crossings.crossed(wanted, settings, lambda _share: None)


def test_a_crossing_that_lasts_too_long_is_stopped(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(settings, invented(1))
    wanted = crossings.prepared(open_current(settings), ASKED, replace(settings, crossing_seconds=1))
    endless = query_file.parse(
        "cross/answers_crossed",
        "-- Endless.\nselect sum(a.range * b.range) from range(1000000000) as a, range(1000000000) as b",
    )
    monkeypatch.setattr(query_file, "load", lambda _name: endless)
    told: list[float] = []
    with pytest.raises(StoreError, match=r"a été arrêté après 1\s*s.*BAROMETRE_CROSSING_SECONDS"):
        crossings.crossed(wanted, settings, told.append)
    assert len(told) == round(1 / TOLD_EVERY_S)
    assert all(0 <= share <= 1 for share in told)
    assert crossings.kept(wanted) is None


def test_two_who_ask_the_same_wait_for_one_answer() -> None:
    go, made = threading.Event(), []

    def make(advance: Any) -> None:
        advance(0.5)
        made.append(go.wait(30))

    one, again = long_answers.start("same", make), long_answers.start("same", make)
    assert one is again
    go.set()
    one.outcome.result(30)
    assert made == [True]


def test_one_answer_at_a_time_and_few_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_answers, "MOST_WAITING", 2)
    go, begun = threading.Event(), threading.Event()

    def make(_advance: Any) -> None:
        begun.set()
        go.wait(30)

    one = long_answers.start("one", make)
    assert begun.wait(30)
    other = long_answers.start("other", make)
    assert (one.share, other.share) == (0.0, None)
    with pytest.raises(BusyError):
        long_answers.start("third", make)
    go.set()
    other.outcome.result(30)


def test_what_fails_is_told_to_who_waits() -> None:
    def make(_advance: Any) -> None:
        raise StoreError("Disque plein.")

    failed = long_answers.start("failed", make)
    assert isinstance(failed.outcome.exception(30), StoreError)
