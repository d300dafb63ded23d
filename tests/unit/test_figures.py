"""The fast reading of a column against the careful reading of each cell."""

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.figures import column_figures
from dashboard.sources.mapping import DecimalSign, Mapping
from dashboard.sources.values import Inequality, Number, Unreadable, parse_number

CELLS = st.one_of(
    st.from_regex(r"[+-]?[0-9]{1,6}([.,][0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}( [0-9]{3}){0,2}(,[0-9]+)? ?%?", fullmatch=True),
    st.sampled_from(["", "nd", "Non connu", "<5", "≥ 3", "12 mois et plus", "abc", "1.234,5", "1,234,567", "-", "1e3"]),
    st.text(alphabet="0123456789., -%<", max_size=8).map(str.strip),
)
THOUSANDS = {DecimalSign.AUTO: "", DecimalSign.COMMA: ".", DecimalSign.POINT: ","}


@given(cells=st.lists(CELLS, min_size=1, max_size=20), sign=st.sampled_from(list(DecimalSign)))
def test_a_column_reads_as_its_cells(cells, sign):
    column = column_figures(pd.Series(cells, dtype="str"), Mapping(decimal=sign))
    for place, cell in enumerate(cells):
        expected = parse_number(cell, thousands=THOUSANDS[sign])
        value = column.values[place]
        assert (value == expected.value) if isinstance(expected, Number) else math.isnan(value)
        assert column.unreadable[place] == isinstance(expected, Unreadable)
        assert column.bounded[place] == isinstance(expected, Inequality)
        assert column.given[place] == bool(cell)


def test_decimals_are_those_printed():
    column = column_figures(pd.Series(["12", "12,5", "66.67 %", "1 234,50", "nd", ""], dtype="str"), Mapping())
    assert column.decimals.tolist() == [0, 1, 2, 2, 0, 0]


def test_one_yearly_figure_in_twelve_sliding_months(publish_rows, settings):
    """Twelve months to the end of October hold the figure of the year before, whole: it is compared, and said."""
    rows = [measure("A", f"{y}-12", numerator=50 + y - 2020, denominator=100, months=12) for y in (2021, 2022, 2023)]
    sliding = Period(dt.date(2023, 11, 1), dt.date(2024, 11, 1))
    figure = one(publish_rows(*rows), settings, period=sliding, against=Against.LAST_YEAR)
    assert figure.estimate.value == 53
    assert figure.estimate.note == "porte sur 2023"
    assert figure.comparison.verdict is Verdict.NO_EVIDENCE
    assert figure.comparison.benchmark.value == 52


def test_rolling_figures_are_not_compared_with_themselves(publish_rows, settings):
    rows = [measure("A", f"2024-{m:02}", numerator=500 + m, denominator=1000, months=12) for m in range(1, 13)]
    found = ask(publish_rows(*rows), settings, by=(Axis.MONTH,), against=Against.PREVIOUS)
    assert {f.comparison.reason for f in found[1:]} == {"périodes chevauchantes, non testées"}


def test_weighted_figure_is_the_quotient_of_what_is_shown(publish_rows, settings):
    """30 answers of weight 2, 30 of weight 1; the first half favourable: 60 ÷ 90."""
    answers = [answer("A", "2024-01-15", 4 if i < 30 else 1, weight=2.0 if i < 30 else 1.0) for i in range(60)]
    store = publish_rows(measure("A", "2024-01", numerator=4, denominator=50), answers=answers)
    found = one(store, settings, "question").estimate
    assert found.value == pytest.approx(200 / 3)
    assert found.numerator / found.denominator == pytest.approx(2 / 3)
    assert (found.n, found.method) == (60, "wilson-weighted")


def test_the_running_month_is_never_compared(publish_rows, settings):
    running = dt.date.today().replace(day=1)
    months = [shift(running, -back) for back in range(14, -1, -1)]
    store = publish_rows(*(measure("A", f"{m:%Y-%m}", numerator=50, denominator=100) for m in months))
    period = Period(months[0], shift(running, 1))
    found = ask(store, settings, by=(Axis.MONTH,), period=period, against=Against.PREVIOUS)
    assert [f.comparison.verdict for f in found[1:-1]] == [Verdict.NO_EVIDENCE] * 13
    assert found[-1].comparison.reason == "périodes incomplètes"
    series = over_time(store, "share", Scope(), settings).series
    assert [m.unfinished for m in series.months] == [False] * 14 + [True]
    assert series.last.month == shift(running, -1)
    assert series.segments[0].points == 14
    point = column_figures(pd.Series(["1,234", "1,234.5"], dtype="str"), Mapping(decimal=DecimalSign.POINT))
    assert point.decimals.tolist() == [0, 1]
