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
    point = column_figures(pd.Series(["1,234", "1,234.5"], dtype="str"), Mapping(decimal=DecimalSign.POINT))
    assert point.decimals.tolist() == [0, 1]
