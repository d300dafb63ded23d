"""Two questions crossed: shares, favourable share, what is withheld, what is said."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dashboard.analyses.crossed_answers import CrossedRow, CrossedTable, crossed_table
from dashboard.config import Settings
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator, Kind
from dashboard.store.crossings import CrossedAnswers
from tests.builders import RECOMMENDATION, SATISFACTION, indicator

ONE = indicator("accueil", Kind.DISTRIBUTION, scale=SATISFACTION, label="Accueil")
OTHER = indicator("delai", Kind.DISTRIBUTION, scale=SATISFACTION, label="Délai")


def people(first: str | None, second: str | None, n: int, weight: float = 1.0) -> CrossedAnswers:
    return CrossedAnswers(first, second, n, n * weight, n * weight * weight)


def crossed(
    settings: Settings, *rows: CrossedAnswers, pair: tuple[Indicator | None, Indicator] = (ONE, OTHER)
) -> CrossedTable:
    return crossed_table(pair, rows, settings)


def test_shares_are_those_of_the_people_who_gave_each_answer(settings: Settings) -> None:
    found = crossed(
        settings,
        people("1", "1", 600), people("1", "2", 200), people("1", "3", 200), people("1", "4", 140),
        people("4", "1", 120), people("4", "2", 120), people("4", "3", 360), people("4", "4", 600),
        people("4", None, 400), people(None, "1", 99),
    )  # fmt: skip
    worst, best = found.rows
    assert (worst.label, worst.n, worst.shares) == ("mauvais", 1140, (53, 18, 18, 12))
    assert (best.label, best.n, best.shares) == ("excellent", 1200, (10, 10, 30, 50))
    assert isinstance(worst.top, Shown)
    assert isinstance(best.top, Shown)
    assert (worst.top.value, worst.top.lower, worst.top.upper) == (30, 27, 33)
    assert (best.top.value, best.top.lower, best.top.upper) == (80, 77, 83)
    assert found.reading.conclusion == (
        "«\u00a0Délai\u00a0»\u00a0: 80\u00a0% de réponses favorables parmi ceux qui répondent "
        "«\u00a0excellent\u00a0» à «\u00a0Accueil\u00a0», 30\u00a0% parmi ceux qui répondent «\u00a0mauvais\u00a0»"
        "\u00a0: écart démontré de 50\u00a0points, IC\u00a095\u00a0% [46\u00a0; 54]."
    )


def test_weights_count_and_make_the_interval_wider(settings: Settings) -> None:
    rows = [people("1", "1", 50, 3.0), people("1", "4", 50), people("2", "4", 50), people("2", "1", 50)]
    [weighted, plain] = crossed(settings, *rows).rows
    assert weighted.shares == (75, 0, 0, 25)
    assert isinstance(weighted.top, Shown)
    assert isinstance(plain.top, Shown)
    assert weighted.top.n_eff is None or weighted.top.n_eff < 100
    assert weighted.top.n == round(200**2 / 500)  # Kish


def full(*but: CrossedAnswers) -> list[CrossedAnswers]:
    """Four answers by four, sixty people in each cell `but` some."""
    given = {(row.first, row.second): row for row in but}
    every = [(first, second) for first in "1234" for second in "1234"]
    return [given.get(cell, people(*cell, 60)) for cell in every]


def test_a_small_cell_is_withheld_and_nothing_gives_it_away(settings: Settings) -> None:
    found = crossed(settings, *full(people("1", "1", 4), people("1", "2", 50), people("2", "1", 50)))
    assert [row.shares for row in found.rows] == [
        (None, None, 35, 35), (None, None, 26, 26), (24, 24, 24, 24), (24, 24, 24, 24),
    ]  # fmt: skip
    tops = [row.top for row in found.rows]
    assert all(isinstance(top, Shown) for top in tops), "all that is withheld is on one side: it says nothing more"
    assert "2\u00a0lignes ont une part non communiquée (secret statistique)." in found.reading.limit


def test_a_favourable_share_that_would_give_a_part_is_withheld_too(settings: Settings) -> None:
    found = crossed(settings, *full(people("1", "2", 4), people("1", "3", 50), people("2", "2", 50)))
    assert [row.shares for row in found.rows][:2] == [(35, None, None, 35), (26, None, None, 26)]
    assert [row.top is None for row in found.rows] == [True, True, False, False]


def test_a_table_of_which_too_much_is_withheld_is_read_in_three_parts(settings: Settings) -> None:
    rows = [people(first, second, 9) for first in "1234" for second in "1234"]
    found = crossed(settings, *rows)
    assert [one.label for one in found.columns] == [
        "Défavorables (mauvais)", "Intermédiaires (moyen)", "Favorables (bon à excellent)",
    ]  # fmt: skip
    assert [row.n for row in found.rows] == [30, 30, 70]
    assert [row.shares for row in found.rows] == [(None, None, 50), (None, None, 50), (25, 25, 50)]


def test_both_readings_withhold_the_same_people(settings: Settings) -> None:
    rows = full(people("1", "1", 4), people("2", "2", 9), people("3", "3", 0), people("4", "1", 50))
    by_one = crossed(settings, *rows, people(None, "4", 3))
    by_other = crossed(settings, *rows, people(None, "4", 3), pair=(OTHER, ONE))

    def hidden(found: CrossedTable) -> set[tuple[str, str]]:
        cells = [(row.label, zip(found.columns, row.shares, strict=True)) for row in found.rows]
        return {(label, column.label) for label, shares in cells for column, share in shares if share is None}

    assert {(b, a) for a, b in hidden(by_other)} == hidden(by_one) != set()


def test_a_row_of_few_people_is_not_shown_at_all(settings: Settings) -> None:
    found = crossed(
        settings,
        people("1", "1", 3), people("1", "4", 3),
        people("2", "1", 50), people("2", "4", 60), people("3", "1", 40), people("3", "4", 60),
    )  # fmt: skip
    assert [(row.n, row.shown) for row in found.rows] == [(0, False), (110, True), (100, True)]


def test_nothing_is_shown_of_a_table_that_nothing_protects(settings: Settings) -> None:
    found = crossed(settings, people("1", "1", 4), people("1", "2", 40))
    assert found.rows == ()
    assert "aucune part ne peut être montrée" in found.reading.conclusion


def test_a_long_scale_is_crossed_in_three_parts(settings: Settings) -> None:
    long = indicator("a-nps", Kind.NPS, scale=RECOMMENDATION)
    rows = [people(str(grade), second, 40) for grade in range(11) for second in ("1", "4")]
    found = crossed(settings, *rows, pair=(long, OTHER))
    assert [row.label.split(" ")[0] for row in found.rows] == ["Défavorables", "Intermédiaires", "Favorables"]
    assert [row.n for row in found.rows] == [560, 160, 160]


def test_channels_come_by_number_and_the_two_first_are_compared(settings: Settings) -> None:
    rows = [
        people("courrier", "1", 50), people("courrier", "4", 50), people("en ligne", "1", 40),
        people("en ligne", "4", 160), people("téléphone", "1", 15), people("téléphone", "4", 15),
    ]  # fmt: skip
    found = crossed(settings, *rows, pair=(None, OTHER))
    assert [row.label for row in found.rows] == ["En ligne", "Courrier", "Téléphone"]
    assert found.reading.conclusion.startswith(
        "«\u00a0Délai\u00a0»\u00a0: 50\u00a0% de réponses favorables par «\u00a0Courrier\u00a0», 80\u00a0% par "
        "«\u00a0En ligne\u00a0»\u00a0: écart démontré de 30\u00a0points"
    )


def test_the_fewer_people_the_rounder_the_shares(settings: Settings) -> None:
    rows = [people("1", "1", 41), people("1", "4", 12), people("2", "1", 80), people("2", "4", 81)]
    few, many = crossed(settings, *rows).rows
    assert (few.n, few.shares) == (50, (75, 0, 0, 25))
    assert isinstance(few.top, Shown)
    assert (few.top.value, few.top.lower, few.top.upper) == (25, 10, 40)
    assert (many.n, many.shares) == (160, (50, 0, 0, 50))


@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_nobody_counts_those_who_gave_one_answer_only(settings: Settings, seed: int) -> None:
    """The total of an answer is published elsewhere: another number of people must give all that is shown of them."""
    draw = random.Random(seed)
    counts = [draw.randint(11, 20 + 3 * seed) for _ in range(3)]

    def shown(one: Sequence[int]) -> CrossedRow:
        given = zip(("1", "2", "4"), one, strict=True)
        rest = [people("2", second, 500) for second in ("1", "2", "4")]
        return crossed(settings, *(people("1", second, n) for second, n in given), *rest).rows[0]

    near = itertools.product(*(range(max(11, n - 3), n + 4) for n in counts))
    others = (one for one in near if sum(one) != sum(counts) and sum(one) // 10 == sum(counts) // 10)
    mine = replace(shown(counts), top=None), _limits(shown(counts))
    assert any((replace(shown(one), top=None), _limits(shown(one))) == mine for one in others)


def _limits(row: CrossedRow) -> tuple[float | None, ...]:
    assert isinstance(row.top, Shown)
    return row.top.value, row.top.lower, row.top.upper


def test_a_gap_that_chance_explains_is_not_told(settings: Settings) -> None:
    rows = [people("1", "1", 50), people("1", "4", 50), people("2", "1", 48), people("2", "4", 52)]
    assert crossed(settings, *rows).reading.conclusion.endswith("pas d’écart démontré.")
    many = [row._replace(n=400 * row.n, w=400 * row.w, w_2=400 * row.w_2) for row in rows]
    small = crossed(settings, *many, pair=(ONE, replace(OTHER, material_gap=5.0)))
    assert small.reading.conclusion.endswith("trop petit pour compter.")
