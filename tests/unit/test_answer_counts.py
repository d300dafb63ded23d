"""Answers are counted once a load, and again only where several loads tell of the same month of a survey."""

import itertools
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.config import Settings
from dashboard.engine.duckdb_build import DuckDBEngine
from dashboard.engine.engine import Count
from dashboard.store.publish import publish
from tests.builders import answer, day, reference, site, stage

QUESTIONS = ("question", "score", "net")
MONTHS = ("2024-01", "2024-02", "2024-03")
Rows = list[dict[str, Any]]


class CountingEngine(DuckDBEngine):
    """Remembers the loads that it counted."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.counted: list[str] = []

    @contextmanager
    def counting(self) -> Iterator[Count]:
        with super().counting() as count:

            def told(answers: Path, folder: Path) -> None:
                self.counted.append(answers.parent.name)
                count(answers, folder)

            yield told


def invented(seed: int, months: tuple[str, ...] = MONTHS) -> Rows:
    """Sixty people, one to three questions each, some without weight, channel, grade or name."""
    draw, rows = random.Random(seed), []
    for who, month in itertools.product(range(20), months):
        for question in draw.sample(QUESTIONS, draw.randint(1, 3)):
            grade = draw.choice([None, 1, 2, 3, 4])
            rows.append(
                answer(
                    draw.choice("AB") if who % 5 else "C",
                    f"{month}-{1 + who:02d}",
                    grade,
                    respondent=f"{month}-{who}",
                    indicator=question,
                    excluded=None if grade else "nsp",
                    weight=draw.choice([0.0, 0.5, 1.0, 2.0]),
                    channel=draw.choice(["En ligne", "en ligne", "Courrier", None]),
                    survey="été" if who % 2 else "hiver",
                )
            )
    return rows


def published(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    version = publish(settings, reference())
    with duckdb.connect(str(version.path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def tables(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """What surveys and figures read, without the loads that rows come from."""
    version = publish(settings, reference())
    found = {}
    with duckdb.connect(str(version.path), read_only=True) as connection:
        for name in ("observation", "survey_wave", "survey_part", "survey_question", "survey_grade", "survey_pair"):
            rows = connection.execute(f"select * exclude (load_id) from {name}") if name in {
                "observation", "survey_wave"
            } else connection.execute(f"select * from {name}")  # fmt: skip
            found[name] = rows.fetchall()
    return found


def alike(left: dict[str, list[tuple[Any, ...]]], right: dict[str, list[tuple[Any, ...]]]) -> None:
    """Sums of weights may be added in another order."""
    for name in left:
        assert len(left[name]) == len(right[name]), name
        for one, other in zip(left[name], right[name], strict=True):
            assert one == pytest.approx(other, rel=1e-9, abs=1e-12) if _plain(one) else one == other, name


def _plain(row: tuple[Any, ...]) -> bool:
    return all(cell is None or isinstance(cell, int | float) for cell in row)


@pytest.fixture
def register(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B"), site("C")])


@pytest.mark.usefixtures("register")
def test_a_new_month_counts_nothing_but_itself(settings: Settings) -> None:
    engine = CountingEngine(settings)
    stage(settings, kind="survey", answers=invented(1, ("2024-01",)))
    publish(settings, reference(), engine=engine)
    stage(settings, kind="survey", answers=invented(2, ("2024-02",)))
    publish(settings, reference(), engine=engine)
    assert engine.counted == ["0002", "0003"]


@pytest.mark.usefixtures("register")
def test_what_was_counted_can_be_removed(settings: Settings) -> None:
    stage(settings, kind="survey", answers=invented(1))
    before = tables(settings)
    shutil.rmtree(settings.computed)
    stage(settings, sites=[site("D")])
    after = tables(settings)
    alike(before, after)


@pytest.mark.usefixtures("register")
def test_answers_in_one_load_or_a_load_a_month_make_the_same_tables(settings: Settings, tmp_path: Path) -> None:
    rows = invented(3)
    stage(settings, kind="survey", answers=rows)
    other = Settings(home=tmp_path / "other", memory_limit="500MB")
    stage(other, sites=[site("A"), site("B"), site("C")])
    for month in MONTHS:
        stage(other, kind="survey", answers=[row for row in rows if f"{row['answered_on']:%Y-%m}" == month])
    alike(tables(settings), tables(other))


@pytest.mark.usefixtures("register")
def test_answers_given_again_replace_the_first_ones_in_every_table(settings: Settings, tmp_path: Path) -> None:
    """A second load says otherwise what half of the people of February answered: the tables are those of a single load
    of what counts in the end."""
    rows = invented(4)
    again = [
        {**row, "grade": 4, "excluded": None, "weight": 1.5, "site": "B"}
        for row in rows
        if f"{row['answered_on']:%Y-%m}" == "2024-02" and int(row["respondent"].split("-")[-1]) % 4 < 2
    ]
    assert again
    stage(settings, kind="survey", answers=rows)
    stage(settings, kind="survey", answers=again)
    key = ("survey", "respondent", "indicator")
    replaced = {tuple(row[name] for name in key) for row in again}
    final = [row for row in rows if tuple(row[name] for name in key) not in replaced] + again
    other = Settings(home=tmp_path / "other", memory_limit="500MB")
    stage(other, sites=[site("A"), site("B"), site("C")])
    stage(other, kind="survey", answers=final)
    alike(tables(settings), tables(other))


@pytest.mark.usefixtures("register")
def test_people_are_counted_by_survey_site_and_channel(settings: Settings) -> None:
    rows = invented(5)
    stage(settings, kind="survey", answers=rows)
    people: dict[tuple[str, str | None, str | None], set[str]] = defaultdict(set)
    for row in rows:
        people[row["survey"], row["site"], None].add(row["respondent"])
        if row["channel"]:
            people[row["survey"], None, row["channel"].lower()].add(row["respondent"])
    found = published(
        settings,
        "select p.survey, s.code, lower(p.channel), p.n from survey_part as p left join site as s using (site_id)",
    )
    assert {row[:3]: row[3] for row in found} == {key: len(who) for key, who in people.items()}
    waves = dict(published(settings, "select code, n from survey_wave"))
    everyone = Counter(survey for survey, _ in {(row["survey"], row["respondent"]) for row in rows})
    assert waves == dict(everyone)


@pytest.mark.usefixtures("register")
def test_questions_are_crossed_person_by_person(settings: Settings) -> None:
    rows = invented(6)
    stage(settings, kind="survey", answers=rows)
    graded = {(r["survey"], r["respondent"], r["indicator"]): r for r in rows if r["grade"] is not None}
    expected: dict[tuple[str, frozenset[str]], list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for (survey, who, first), second in itertools.product(graded, QUESTIONS):
        other = graded.get((survey, who, second))
        if other is None or second < first:
            continue
        one, sums = graded[survey, who, first], expected[survey, frozenset((first, second))]
        if one["site"] != other["site"]:
            continue
        sums[0] += 1
        sums[1] += one["weight"]
        sums[2] += one["weight"] * one["grade"] * other["grade"]
    found = published(
        settings,
        "select p.survey, a.code, b.code, sum(p.n), sum(p.w), sum(p.w_xy) from survey_pair as p "
        "join indicator as a on a.indicator_id = p.first_id join indicator as b on b.indicator_id = p.second_id "
        "group by all",
    )
    assert {(row[0], frozenset(row[1:3])): list(row[3:]) for row in found} == {
        key: pytest.approx(sums) for key, sums in expected.items()
    }


@pytest.mark.usefixtures("register")
def test_of_many_respondents_a_month_one_in_two_is_read_and_counts_for_two(settings: Settings) -> None:
    stage(
        settings,
        kind="survey",
        answers=[answer("A", "2024-01-10", 1 + who % 4, respondent=f"r{who}") for who in range(15_000)],
    )
    [(one_in, n, w)] = published(settings, "select max(one_in), sum(n), sum(w) from survey_pair")
    assert one_in == 2
    assert n == pytest.approx(7_500, rel=0.05)
    assert w == 2 * n


@pytest.mark.parametrize("loads", [1, 2])
def test_a_person_who_answers_in_two_months_is_one_respondent(settings: Settings, loads: int) -> None:
    stage(settings, sites=[site("A")])
    rows = [answer("A", f"{month}-10", 3, respondent="r1", channel="Courrier") for month in MONTHS[:2]]
    for place in range(loads):
        stage(settings, kind="survey", answers=rows if loads == 1 else rows[place : place + 1])
    [(n, first, last)] = published(settings, "select n, first_answer, last_answer from survey_wave")
    assert (n, first, last) == (1, day("2024-01-10"), day("2024-02-10"))
    assert [n for (n,) in published(settings, "select n from survey_part")] == [1, 1]
