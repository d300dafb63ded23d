"""Specification § 17: a magnitude by operator is withheld under 3 contributors, or when one makes more than 85 %."""

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyses.figures import figures
from dashboard.analyses.lineage import lineage
from dashboard.analyses.question import Axis, Question
from dashboard.disclosure import CONCENTRATED, concentrated
from dashboard.domain.comparison import Against
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.period import Period
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import day, measure, reference, site, stage

HIDDEN = Withheld(Status.MASKED, CONCENTRATED)
JANUARY, FEBRUARY = Period(day("2024-01"), day("2024-02")), Period(day("2024-02"), day("2024-03"))


@pytest.mark.parametrize(
    ("contributors", "share", "hidden"),
    [
        (None, None, False), (0, None, False), (1, None, True), (2, 60, True), (3, 85, False), (3, 85.01, True),
        (3, None, False), (None, 85, False), (None, 100, True), (50, 86, True), (2, None, True), (0, 0, False),
    ],
)  # fmt: skip
def test_the_rule(contributors, share, hidden):
    assert concentrated(contributors, share) is hidden


@given(st.lists(st.lists(st.floats(1, 1000), min_size=3, max_size=5), min_size=1, max_size=4))
def test_a_sum_of_rows_that_may_be_shown_may_be(rows):
    """Each row: what each operator did, the same operators in the same places. The worst case for the sum."""
    stated = [(len(row), 100 * max(row) / sum(row)) for row in rows]
    if any(concentrated(*row) for row in stated):
        return
    totals = [sum(row[place] for row in rows if place < len(row)) for place in range(5)]
    assert 100 * max(totals) / sum(totals) <= max(share for _, share in stated) + 1e-9
    assert sum(total > 0 for total in totals) >= 3


@pytest.fixture
def store(settings):
    """Visits of three sites: B is made by one operator in January, C says nothing of operators."""
    stage(settings, kind="spplus-structures", sites=[site(code) for code in "ABC"])
    rows = [
        measure("A", "2024-01", 1000.0, contributors=4, first_share=40.0),
        measure("B", "2024-01", 900.0, contributors=4, first_share=90.0),
        measure("C", "2024-01", 800.0),
        measure("A", "2024-02", 1100.0, contributors=4, first_share=40.0),
        measure("B", "2024-02", 950.0, contributors=3, first_share=60.0),
        measure("C", "2024-02", 850.0),
    ]
    stage(settings, measures=[row | {"indicator": "visits"} for row in rows])
    stage(settings, measures=[measure("A", "2024-02", 1200.0, contributors=3, first_share=50.0, indicator="visits")])
    publish(settings, reference())
    with open_current(settings) as opened:
        yield opened


def asked(store, settings, *by, **others):
    return {
        tuple(figure.axes.values()): figure.estimate
        for figure in figures(store, Question(("visits",), by, **others), settings)
    }


def test_a_row_is_withheld_with_its_own_words(store, settings):
    found = asked(store, settings, Axis.SITE, Axis.MONTH)
    assert found["B", "2024-01"] == HIDDEN
    assert {place: one.value for place, one in found.items() if isinstance(one, Shown)} == {
        ("A", "2024-01"): 1000, ("C", "2024-01"): 800,
        ("A", "2024-02"): 1200, ("B", "2024-02"): 950, ("C", "2024-02"): 850,
    }  # fmt: skip


@pytest.mark.parametrize("by", [(), (Axis.SERVICE,), (Axis.REGION,), (Axis.DEPARTMENT,), (Axis.SITE_TYPE,)])
def test_no_sum_holds_it(store, settings, by):
    assert list(asked(store, settings, *by).values()) == [HIDDEN]
    assert list(asked(store, settings, *by, period=JANUARY).values()) == [HIDDEN]
    [shown] = asked(store, settings, *by, period=FEBRUARY).values()
    assert shown.value == 1200 + 950 + 850
    by_month = asked(store, settings, *by, Axis.MONTH)
    assert [isinstance(one, Shown) for one in by_month.values()] == [False, True]


def test_a_comparison_with_it_gives_no_number(store, settings):
    question = Question(("visits",), (Axis.SITE,), period=JANUARY, against=Against.NETWORK)
    for figure in figures(store, question, settings):
        found = figure.comparison
        assert (found.difference, found.lower, found.p_value) == (None, None, None)
        assert not isinstance(found.benchmark, Shown) or figure.axes[Axis.SITE] == "B"


def test_loads_staged_before_these_columns_are_still_read(settings):
    stage(settings, kind="spplus-structures", sites=[site("A")])
    path = stage(settings, measures=[measure("A", "2024-01", 900.0, indicator="visits")]).folder / "measures.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["contributors", "first_share"]), path)
    publish(settings, reference())
    with open_current(settings) as opened:
        [shown] = asked(opened, settings).values()
    assert shown.value == 900


def test_a_correction_says_nothing_of_it(settings):
    stage(settings, kind="spplus-structures", sites=[site("A")])
    stage(settings, measures=[measure("A", "2024-01", 900.0, indicator="visits", contributors=2)])
    stage(settings, measures=[measure("A", "2024-01", 905.0, indicator="visits", contributors=5)])
    publish(settings, reference())
    with open_current(settings) as opened:
        [restated] = lineage(opened, Question(("visits",)), settings).restatements
    assert (restated.old, restated.new) == (HIDDEN, HIDDEN)
