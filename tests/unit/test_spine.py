"""The spread of the peers of a site: hand-worked cases, nothing that may not be shown."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyses.spine import QUARTILES_FROM, Spine, quarter, spine_of
from dashboard.charts.palette import DARK, LIGHT
from dashboard.charts.scale import Measure
from dashboard.charts.signs import Verdict
from dashboard.charts.spine import SpineRow, place, spine
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld

MASKED = Withheld(Status.MASKED, "secret statistique")
OWN = Shown(50.0, 40.0, 60.0, 100)


def peers(values: range, n: int = 100) -> list[Estimate]:
    return [Shown(float(value), n=n) for value in values]


def test_quartiles_are_of_type_seven():
    # 0, 10, … 90: h = 9p + 1, hence 22.5, 45 and 67.5.
    found = spine_of(OWN, peers(range(0, 100, 10)))
    assert found == Spine(10, True, 0.0, 45.0, 90.0, 22.5, 67.5)


def test_fewer_than_ten_peers_have_no_quartile_and_fewer_than_five_no_spread():
    assert spine_of(OWN, peers(range(0, 90, 10))) == Spine(9, False, 0.0, 40.0, 80.0)
    assert spine_of(OWN, peers(range(5))) == Spine(5, False, 0.0, 2.0, 4.0)
    assert spine_of(OWN, peers(range(4))) is None


def test_peers_of_a_like_size_are_taken_when_there_are_ten():
    large = peers(range(80, 90), n=1_000)
    alike = peers(range(0, 20, 2), n=200)
    assert spine_of(OWN, [*large, *alike]) == Spine(10, True, 0.0, 9.0, 18.0, 4.5, 13.5)
    found = spine_of(OWN, [*large, *alike[1:]])
    assert found is not None
    assert (found.n_peers, found.similar, found.low, found.high) == (19, False, 2.0, 89.0)


def test_a_like_size_is_between_half_and_twice():
    inside = [*peers(range(5), n=50), *peers(range(5), n=200)]
    found = spine_of(OWN, inside)
    assert found is not None
    assert found.similar
    outside = spine_of(OWN, [*inside[1:], *peers(range(1), n=49), *peers(range(1), n=201)])
    assert outside is not None
    assert not outside.similar


def test_a_site_that_may_not_be_shown_has_no_spine():
    assert spine_of(MASKED, peers(range(20))) is None


@given(st.lists(st.integers(0, 100), min_size=5, max_size=40), st.integers(0, 30))
def test_withheld_peers_leave_no_trace(values, withheld):
    shown: list[Estimate] = [Shown(float(value), n=100) for value in values]
    assert spine_of(OWN, shown) == spine_of(OWN, [*shown, *[MASKED] * withheld])


@given(st.lists(st.floats(0, 100), min_size=QUARTILES_FROM, max_size=40))
def test_the_cuts_are_in_order_and_do_not_depend_on_that_of_the_peers(values):
    found = spine_of(OWN, [Shown(value, n=100) for value in values])
    assert found is not None
    assert found.lower_quartile is not None
    assert found.upper_quartile is not None
    assert found.low <= found.lower_quartile <= found.median <= found.upper_quartile <= found.high
    assert found == spine_of(OWN, [Shown(value, n=100) for value in reversed(values)])


def test_the_favourable_quarter_follows_the_polarity():
    found = Spine(10, True, 0.0, 45.0, 90.0, 22.5, 67.5)
    high, low, middle = Shown(80.0, n=50), Shown(10.0, n=50), Shown(67.5, n=50)
    assert [quarter(one, found, higher_is_better=True) for one in (high, low, middle)] == [1, -1, 0]
    assert [quarter(one, found, higher_is_better=False) for one in (high, low, middle)] == [-1, 1, 0]
    assert quarter(high, Spine(9, False, 0.0, 45.0, 90.0), higher_is_better=True) == 0


def row(value: float, *, lower: bool = False) -> SpineRow:
    found = Spine(12, True, 20.0, 50.0, 70.0, 40.0, 60.0)
    own = Shown(value, value - 5, value + 5, 100)
    return SpineRow("Accueil", own, found, Measure("Accueil"), Verdict.WORSE, lower_is_better=lower)


def test_better_is_to_the_right_and_the_median_in_the_middle():
    assert place(row(35.0), 50.0) == 0
    assert place(row(35.0), 20.0) == -1  # the farthest peer
    assert place(row(35.0), 35.0) == -0.5
    assert place(row(35.0, lower=True), 35.0) == 0.5
    assert place(row(0.0), 0.0) == -1  # the site is farther than its peers
    assert place(row(0.0), 20.0) == -0.6


def test_the_chart_holds_what_its_rows_hold():
    for palette in (LIGHT, DARK):
        drawn = spine([row(35.0), row(60.0, lower=True)], palette)
        names = [trace["name"] for trace in drawn.to_plotly_json()["data"]]
        assert names == [
            "Étendue des pairs",
            "Moitié centrale des pairs",
            "Médiane des pairs",
            "Moins bien que la référence",
        ]
        marks = drawn.to_plotly_json()["data"][-1]
        assert list(marks["x"]) == [-0.5, -0.3333]
        assert "12 pairs\u00a0: de 20,0\u00a0% à 70,0\u00a0%, médiane 50,0\u00a0%" in marks["text"][0]
